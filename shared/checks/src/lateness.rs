//! The lateness that a machine is allowed, and the differences in an output that it excuses.

use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The real seconds by which all waits of a run together may end late without being the lesson's fault.
///
/// An operating system ends a wait at the next tick of its timers, which on Windows comes every 15.6 ms, and the
/// thread goes on when a core is free. On Linux with two virtual cores, beside four loops that never rest and five
/// other runs, half of 9,000 waits ended little more than 1 ms late, one in a hundred 16 ms or more, and none 250 ms.
/// The tests' runs have at most seven waits in a row. On Windows, a few ticks are added.
///
/// A test that looks at the times of a lesson runs it once, at a speed at which this is less than the difference
/// between right and wrong.
pub const LATE: f64 = if cfg!(windows) { 0.3 } else { 0.25 };

/// Returns `seen` with some of its times replaced by those in the same places of `expected`: those that are later, but
/// by at most `late` seconds. A time is a number of seconds with one decimal. Nothing else is excused.
pub fn excuse(seen: &str, expected: &str, late: f64) -> String {
    static TIME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b\d+\.\d\b").expect("the pattern is right"));
    let mut lines = expected.lines();
    let excuse = |line: &str| {
        let mut times = TIME.find_iter(lines.next().unwrap_or_default());
        let in_time = |seen: &Captures<'_>| {
            let seen = &seen[0];
            let expected = times.next().map_or(seen, |time| time.as_str());
            let seconds = |time: &str| time.parse::<f64>().expect("it is a number");
            let excess = seconds(seen) - seconds(expected);
            // Allow for the rounding of times.
            if (0.0..=late + 0.05).contains(&excess) { expected } else { seen }.to_owned()
        };
        TIME.replace_all(line, in_time).into_owned()
    };
    seen.split_inclusive('\n').map(excuse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_times_that_are_late_are_excused_and_only_by_so_much() {
        let expected = "Task One elapsed time: 15.0\n\nTotal elapsed time: 17.0\n";
        let seen = |one: &str, total: &str| {
            format!("Task One elapsed time: {one}\n\nTotal elapsed time: {total}\n")
        };
        for (one, total) in [("15.0", "17.0"), ("15.1", "17.0"), ("15.5", "17.4")] {
            assert_eq!(excuse(&seen(one, total), expected, 0.5), expected);
        }
        for (one, total) in [("14.9", "17.0"), ("15.0", "17.6"), ("5.0", "7.0"), ("15", "17.0")] {
            assert_ne!(excuse(&seen(one, total), expected, 0.5), expected, "{one} {total}");
        }
        for other in ["", "Task Two elapsed time: 15.1\n", &expected.repeat(2)] {
            assert_ne!(excuse(other, expected, 0.5), expected, "{other}");
        }
        assert_eq!(excuse(&seen("15.0", "17.1"), expected, 0.0), seen("15.0", "17.1"));
    }
}
