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
