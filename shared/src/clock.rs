//! Lesson time: at `--speed 20` a lesson second is a twentieth of a second on the wall.

use std::sync::OnceLock;
use std::time::Duration;

static SPEED: OnceLock<f64> = OnceLock::new();

/// Sets how many lesson seconds pass in a second on the wall; the first call decides.
pub(crate) fn set_speed(factor: f64) {
    SPEED.get_or_init(|| factor);
}

fn speed() -> f64 {
    *SPEED.get_or_init(|| 1.0)
}

/// How long `seconds` of lesson time are on the wall.
pub(crate) fn wall_time(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds / speed())
}

/// How many lesson seconds passed in `elapsed` on the wall.
pub(crate) fn lesson_seconds(elapsed: Duration) -> f64 {
    elapsed.as_secs_f64() * speed()
}

/// Lesson seconds that a fast run of several waits takes too long.
///
/// A wait never ends early and always a little late: a sleeping thread some 0.2 ms, a tokio timer,
/// which ticks in milliseconds, 1.2 to 1.6 ms. At normal speed nobody sees that. At `--speed 20`
/// the two waits that follow each other in lesson 4 would be read as up to 0.07 s too long, and the
/// total as 17.1 s.
pub(crate) fn lateness() -> f64 {
    if speed() > 1.0 { f64::min(0.002 * speed(), 0.04) } else { 0.0 }
}
