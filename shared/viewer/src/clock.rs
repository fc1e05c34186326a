//! Lesson time: at `--speed 20` a lesson second is a twentieth of a second on the wall.

use std::sync::OnceLock;
use std::time::Duration;

static CLOCK: OnceLock<Clock> = OnceLock::new();

struct Clock {
    /// The lesson seconds that pass in a second on the wall.
    speed: f64,
    /// The lesson seconds by which a run ends late, because its waits do.
    late: f64,
}

/// Sets the speed, and by how many lesson seconds runs end late. Later calls have no effect.
pub fn set(speed: f64, late: f64) {
    CLOCK.get_or_init(|| Clock { speed, late });
}

fn clock() -> &'static Clock {
    CLOCK.get_or_init(|| Clock { speed: 1.0, late: 0.0 })
}

/// Returns how many lesson seconds pass in a second on the wall.
pub(crate) fn speed() -> f64 {
    clock().speed
}

/// Returns how long `seconds` of lesson time take on the wall.
///
/// # Panics
///
/// Panics if that is negative, not a number or more than a [`Duration`] holds.
pub fn wall_time(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds / clock().speed)
}

/// Returns how many lesson seconds pass in `elapsed` on the wall.
pub fn lesson_seconds(elapsed: Duration) -> f64 {
    elapsed.as_secs_f64() * clock().speed
}

/// Returns the lesson seconds of a run that took `elapsed` on the wall, less the delay by which its
/// waits end late.
pub fn lesson_seconds_of_run(elapsed: Duration) -> f64 {
    f64::max(lesson_seconds(elapsed) - clock().late, 0.0)
}
