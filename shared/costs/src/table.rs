//! Tables for people, in Markdown that is pleasant to read as it is.

use std::fmt;
use std::time::Duration;
use textwrap::Options;

/// How wide text is.
const WIDTH: usize = 106;

/// In place of a figure that there is not.
pub const NONE: &str = "–";

/// A table, and what there is to say of it.
#[derive(Clone, Debug)]
pub struct Table {
    rows: Vec<Vec<String>>,
    note: String,
}

impl Table {
    /// A table with these columns.
    pub fn new(columns: &[&str]) -> Self {
        Self { rows: vec![columns.iter().map(ToString::to_string).collect()], note: String::new() }
    }

    /// Adds a row.
    ///
    /// # Panics
    ///
    /// If it does not have as many cells as there are columns.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<_> = cells.into_iter().collect();
        assert_eq!(cells.len(), self.rows[0].len(), "{cells:?} is a row");
        self.rows.push(cells);
    }

    /// Adds something to be read below the table.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Whether there are figures in a column, and how wide it is.
    fn column(&self, column: usize) -> (bool, usize) {
        let cells = || self.rows.iter().map(|row| row[column].as_str());
        let is_figure =
            |cell: &str| cell.starts_with(|c: char| c.is_ascii_digit() || "–−+~".contains(c));
        (
            cells().skip(1).all(is_figure),
            cells().map(|cell| cell.chars().count()).fold(3, usize::max),
        )
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<_> = (0..self.rows[0].len()).map(|column| self.column(column)).collect();
        for (number, row) in self.rows.iter().enumerate() {
            let cells = row.iter().zip(&columns).map(|(cell, (has_figures, width))| {
                if *has_figures {
                    format!(" {cell:>width$} |")
                } else {
                    format!(" {cell:<width$} |")
                }
            });
            write!(f, "|{}", cells.collect::<String>())?;
            if number == 0 {
                let rules = columns.iter().map(|(has_figures, width)| {
                    let end = if *has_figures { ":" } else { "-" };
                    format!(" {}{end} |", "-".repeat(width - 1))
                });
                write!(f, "\n|{}", rules.collect::<String>())?;
            }
            if number + 1 < self.rows.len() {
                writeln!(f)?;
            }
        }
        if self.note.is_empty() {
            return Ok(());
        }
        f.write_str("\n")?;
        for line in self.note.lines() {
            // A table in the note is as wide as it is.
            let width = if line.starts_with('|') { usize::MAX } else { WIDTH };
            let indent = if line.starts_with("- ") { "  " } else { "" };
            let lines = textwrap::wrap(line, Options::new(width).subsequent_indent(indent));
            write!(f, "\n{}", lines.join("\n"))?;
        }
        Ok(())
    }
}

/// `number`, with three digits, of which two at most are decimals, and commas between thousands.
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

/// A whole number, with all of its digits.
pub fn whole(number: u32) -> String {
    grouped(&number.to_string())
}

/// Digits, with commas between thousands.
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

/// Nanoseconds, in the unit that suits them.
pub fn time(nanoseconds: f64) -> String {
    scaled(nanoseconds, &[("ns", 1.0), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)])
}

/// Nanoseconds that may be early as well as late.
pub fn signed(nanoseconds: f64) -> String {
    if nanoseconds > 0.0 { format!("+{}", time(nanoseconds)) } else { time(nanoseconds) }
}

/// Bytes, in the unit that suits them.
pub(super) fn memory_of(bytes: f64) -> String {
    scaled(bytes, &[("B", 1.0), ("KiB", 1024.0), ("MiB", 1024.0 * 1024.0)])
}

fn scaled(value: f64, units: &[(&str, f64)]) -> String {
    if value.is_nan() {
        return NONE.to_owned();
    }
    // 999.6 of a unit is one of the next.
    let unit = units.iter().find(|(_, unit)| (value.abs() / unit).round() < 1000.0);
    let (name, unit) = unit.or(units.last()).copied().unwrap_or(("", 1.0));
    format!("{} {name}", count(value / unit))
}

/// How many times as much something is.
pub fn ratio(times: f64) -> String {
    let count = count(times);
    if times.is_nan() { count } else { format!("{count}×") }
}

/// What varies from run to run, with no more than two digits, in the form that `unit` gives it.
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

/// How many nanoseconds that is.
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
        assert_eq!(memory_of(2048.0), "2.00 KiB");
        assert_eq!(ratio(12.345), "12.3×");
    }

    #[test]
    fn figures_are_aligned_to_the_right() {
        let mut table = Table::new(&["way", "takes"]);
        table.row(["one".to_owned(), "1 ns".to_owned()]);
        table.row(["other".to_owned(), NONE.to_owned()]);
        let lines =
            ["| way   | takes |", "| ----- | ----: |", "| one   |  1 ns |", "| other |     – |"];
        assert_eq!(table.to_string(), lines.join("\n"));
        let note = format!("So.\n\n- {}", "very ".repeat(22));
        let text = format!("So.\n\n- {}very\n  very", "very ".repeat(20));
        assert_eq!(table.note(note).to_string(), format!("{}\n\n{text}", lines.join("\n")));
    }
}
