//! Figures as text, with no more digits than are significant.

use crate::table::NONE;
use std::time::Duration;

/// Returns `number` with three significant digits, at most two decimals, and commas between thousands.
pub fn count(number: f64) -> String {
    if number.is_nan() {
        return NONE.to_owned();
    }
    let number: f64 = format!("{number:.2e}").parse().unwrap_or(number);
    let decimals = match number.abs() {
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    let text = format!("{number:.decimals$}");
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    format!("{sign}{}{rest}", grouped(whole))
}

/// Returns a whole number with all of its digits, and commas between thousands.
pub fn whole(number: u32) -> String {
    grouped(&number.to_string())
}

/// Returns digits with commas between thousands.
fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (number, digit) in digits.chars().enumerate() {
        if number > 0 && (digits.len() - number) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Returns a time, given in nanoseconds, in a suitable unit, such as `1.5 ms`.
pub fn time(nanoseconds: f64) -> String {
    scaled(nanoseconds, &[("ns", 1.0), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)])
}

/// Returns a difference of times, given in nanoseconds, with its sign.
pub fn signed(nanoseconds: f64) -> String {
    if nanoseconds > 0.0 { format!("+{}", time(nanoseconds)) } else { time(nanoseconds) }
}

/// Returns a number of bytes in a suitable unit.
pub(crate) fn bytes(bytes: f64) -> String {
    scaled(bytes, &[("B", 1.0), ("KiB", 1024.0), ("MiB", 1024.0 * 1024.0)])
}

fn scaled(value: f64, units: &[(&str, f64)]) -> String {
    if value.is_nan() {
        return NONE.to_owned();
    }
    // 999.6 of one unit rounds to 1 of the next.
    let unit = units.iter().find(|(_, unit)| (value.abs() / unit).round() < 1000.0);
    let (name, unit) = unit.or(units.last()).copied().unwrap_or(("", 1.0));
    format!("{} {name}", count(value / unit))
}

/// Returns a ratio of two figures as text.
pub fn ratio(times: f64) -> String {
    let count = count(times);
    if times.is_nan() { count } else { format!("{count}×") }
}

/// Returns a figure that varies from run to run, rounded to two digits and formatted by `unit`.
pub fn rough(figure: f64, unit: fn(f64) -> String) -> String {
    if figure.is_nan() {
        return NONE.to_owned();
    }
    let text = unit(format!("{figure:.1e}").parse().unwrap_or(figure));
    let is_number = |c: char| c.is_ascii_digit() || ".,".contains(c);
    let (number, unit) = text.split_at(text.find(|c| !is_number(c)).unwrap_or(text.len()));
    let zeros: &[char] = if number.contains('.') { &['0'] } else { &[] };
    format!("~{}{unit}", number.trim_end_matches(zeros).trim_end_matches('.'))
}

/// Returns the number of nanoseconds in `time`.
pub fn nanoseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_three_digits_that_count() {
        for (number, text) in [
            (0.0, "0.00"),
            (0.1234, "0.12"),
            (9.994, "9.99"),
            (9.996, "10.0"),
            (99.96, "100"),
            (999.6, "1,000"),
            (1_234_567.0, "1,230,000"),
            (-1.5, "−1.50"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(count(number), text);
        }
        assert_eq!(whole(1_234_567), "1,234,567");
        assert_eq!(time(999.4), "999 ns");
        assert_eq!(time(999.6), "1.00 µs");
        assert_eq!(time(1.7e9), "1.70 s");
        assert_eq!(rough(3456.0, time), "~3.5 µs");
        assert_eq!(rough(12_345.0, time), "~12 µs");
        assert_eq!(rough(200_000.0, time), "~200 µs");
        assert_eq!(rough(4321.0, ratio), "~4,300×");
        assert_eq!(rough(1.02, ratio), "~1×");
        assert_eq!(rough(f64::NAN, ratio), "–");
        assert_eq!(signed(2.5e6), "+2.50 ms");
        assert_eq!(signed(-2.5e6), "−2.50 ms");
        assert_eq!(bytes(2048.0), "2.00 KiB");
        assert_eq!(ratio(12.345), "12.3×");
    }
}
