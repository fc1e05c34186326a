//! Lesson time: at `--speed 20` a lesson second is a twentieth of a second on the wall.

use std::sync::OnceLock;
use std::time::Duration;

static CLOCK: OnceLock<Clock> = OnceLock::new();

struct Clock {
    /// How many lesson seconds pass in a second on the wall.
    speed: f64,
    /// How many lesson seconds late a run ends, because its waits do.
    late: f64,
}

/// Sets how many lesson seconds pass in a second on the wall, and how many of them late a run
/// ends; the first call decides.
pub(crate) fn set(speed: f64, late: f64) {
    CLOCK.get_or_init(|| Clock { speed, late });
}

fn clock() -> &'static Clock {
    CLOCK.get_or_init(|| Clock { speed: 1.0, late: 0.0 })
}

/// How many lesson seconds pass in a second on the wall.
pub(crate) fn speed() -> f64 {
    clock().speed
}

/// How long `seconds` of lesson time take on the wall.
///
/// # Panics
///
/// If that is negative, not a number or more than a [`Duration`] holds.
pub fn wall_time(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds / clock().speed)
}

/// How many lesson seconds passed in `elapsed` on the wall.
pub(crate) fn lesson_seconds(elapsed: Duration) -> f64 {
    elapsed.as_secs_f64() * clock().speed
}

/// How many lesson seconds a run had, that took `elapsed` on the wall.
pub(crate) fn lesson_seconds_of_run(elapsed: Duration) -> f64 {
    f64::max(lesson_seconds(elapsed) - clock().late, 0.0)
}
