//! The timer that prints how long something took.

use crate::{say, watch};
use std::sync::Arc;
use std::time::Instant;
use timeline::Place;
use viewer::{Recording, clock, session};

/// A running timer. It exists only from [`start`](Timer::start) to [`stop`](Timer::stop), so nobody
/// can stop it before starting it, or stop it twice.
///
/// ```compile_fail,E0382
/// let timer = shared::Timer::start("elapsed time");
/// timer.stop();
/// timer.stop(); // The first stop took the timer.
/// ```
#[derive(Debug)]
#[must_use = "a timer that is never stopped prints nothing"]
pub struct Timer {
    text: String,
    started: Instant,
    /// The timer's number and its recording; `None` if a task started it or nothing is recorded.
    recorded: Option<(usize, Arc<Recording>)>,
}

impl Timer {
    /// Starts a timer that will print `text` and the time.
    #[track_caller]
    pub fn start(text: impl Into<String>) -> Self {
        let text = text.into();
        let started = Instant::now();
        let in_a_task = watch::started_timer(started);
        let recording = if in_a_task { None } else { session::recording() };
        let place = Place::of_caller();
        let recorded =
            recording.and_then(|log| Some((log.start_timer(&text, started, place)?, log)));
        Self { text, started, recorded }
    }

    /// Stops the timer, prints `<text>: 15.0` (lesson seconds, with one decimal) on standard output,
    /// and returns the same lesson seconds unrounded: the measured time multiplied by the speed.
    #[track_caller]
    pub fn stop(self) -> f64 {
        let stopped = Instant::now();
        let elapsed = stopped - self.started;
        watch::finished_work(stopped);
        if let Some((timer, log)) = self.recorded {
            log.stop_timer(timer, stopped, Place::of_caller());
        }
        let seconds = clock::lesson_seconds(elapsed);
        say!("{}: {seconds:.1}", self.text);
        seconds
    }
}
