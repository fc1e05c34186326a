//! Lanes that grow during a run.

use crate::recording::Recording;
use crate::screen::Screen;
use crate::terminal::COLUMNS;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use timeline::Style;

/// The real time before lanes are first drawn. A shorter run needs none.
const FIRST: Duration = Duration::from_millis(300);
/// The real time between two pictures.
const NEXT: Duration = Duration::from_millis(100);

/// Live lanes on a screen. Dropping this removes them.
#[derive(Debug)]
pub(crate) struct Live {
    screen: &'static dyn Screen,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Live {
    /// Starts to show a run. Shows nothing if it can't start a thread.
    pub(crate) fn show(
        screen: &'static dyn Screen,
        recording: Arc<Recording>,
        style: Style,
    ) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let is_over = Arc::clone(&over);
        let show = move || {
            thread::park_timeout(FIRST);
            while !is_over.load(Ordering::Relaxed) {
                draw(screen, &recording, style);
                thread::park_timeout(NEXT);
            }
        };
        let thread = thread::Builder::new().name("live".to_owned()).spawn(show).ok();
        Self { screen, over, thread }
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // If it panicked, the panic has been reported.
            let _ = thread.join();
        }
        self.screen.show(Vec::new());
    }
}

fn draw(screen: &dyn Screen, recording: &Recording, style: Style) {
    let picture = recording.picture();
    if picture.lanes.is_empty() {
        return;
    }
    let (width, rows) = screen.size().unwrap_or((COLUMNS, 24));
    // The scale stays the same for a while, so that the lanes are seen to grow.
    let until = picture.round_end();
    let style = Style { width, ..style };
    let mut lines = timeline::lanes(&picture, until, style);
    lines.extend(timeline::legend(&picture, until, style));
    lines.truncate(rows.saturating_sub(1));
    screen.show(lines);
}
