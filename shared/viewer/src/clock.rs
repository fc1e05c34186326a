//! Lesson time: at `--speed 20` a lesson second is a twentieth of a second on the wall.

use std::sync::OnceLock;
use std::time::Duration;

/// The lesson seconds that pass in a second on the wall.
static SPEED: OnceLock<f64> = OnceLock::new();

/// Sets how many lesson seconds pass in a second on the wall. Later calls have no effect.
pub fn set(speed: f64) {
    SPEED.get_or_init(|| speed);
}

/// Returns how many lesson seconds pass in a second on the wall.
pub(crate) fn speed() -> f64 {
    *SPEED.get_or_init(|| 1.0)
}

/// Returns how long `seconds` of lesson time take on the wall.
///
/// # Panics
///
/// Panics if that is negative, not a number or more than a [`Duration`] holds.
pub fn wall_time(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds / speed())
}

/// Returns how many lesson seconds pass in `elapsed` on the wall.
pub fn lesson_seconds(elapsed: Duration) -> f64 {
    elapsed.as_secs_f64() * speed()
}
