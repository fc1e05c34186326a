//! Lesson time. At `--speed 20`, a lesson second is a twentieth of a real second.

use std::sync::OnceLock;
use std::time::Duration;

/// The lesson seconds that pass in a real second.
static SPEED: OnceLock<f64> = OnceLock::new();

/// Sets the speed: the lesson seconds that pass in a real second. Later calls have no effect.
pub fn set(speed: f64) {
    SPEED.get_or_init(|| speed);
}

/// Returns the speed: the lesson seconds that pass in a real second, 1 unless [`set`].
pub(crate) fn speed() -> f64 {
    *SPEED.get_or_init(|| 1.0)
}

/// Returns the real time that `seconds` of lesson time take.
///
/// # Panics
///
/// Panics if the result is negative, not a number, or too long for a [`Duration`].
pub fn wall_time(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds / speed())
}

/// Returns the lesson seconds that pass in `elapsed` of real time.
pub fn lesson_seconds(elapsed: Duration) -> f64 {
    elapsed.as_secs_f64() * speed()
}
