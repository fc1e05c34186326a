//! The log as a trace, which Perfetto and `chrome://tracing` open.

use crate::json::Object;
use crate::picture::Picture;
use crate::span::{Lane, Span, State};

/// Returns the runs as one trace in the [Trace Event Format][format], in JSON. Each run is a process,
/// with a thread for main and one for each task.
///
/// Complete events (phase `X`) follow each other from the beginning of a run to its end, and show the
/// states of a task. Timers are asynchronous events (phases `b` and `e`). Times are microseconds of lesson
/// time.
///
/// [format]: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
pub fn trace(pictures: &[Picture]) -> String {
    let mut events = Events::default();
    for (process, picture) in (1..).zip(pictures) {
        events.process = process;
        events.add_name(0, "process_name", &picture.subject.title);
        events.add_name(0, "thread_name", "main");
        for (number, timer) in picture.timers.iter().enumerate() {
            let end = lesson(picture, timer.end.unwrap_or(picture.end));
            events.add_timer(0, number, &timer.text, lesson(picture, timer.start), end);
        }
        for (thread, lane) in (1..).zip(&picture.lanes) {
            add_lane(&mut events, picture, thread, lane);
        }
    }
    format!("{{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n{}\n]}}\n", events.text)
}

/// Adds the states of a task, from the beginning of the run to its end, and its timers.
fn add_lane(events: &mut Events, picture: &Picture, thread: u64, lane: &Lane) {
    events.add_name(thread, "thread_name", &lane.name);
    let begun = lane.spans.first().map_or(picture.end, |span| span.start);
    let finished = lane.spans.last().map_or(picture.end, |span| span.end);
    if begun > 0 {
        events.add_state(thread, "not begun", 0, lesson(picture, begun), None);
    }
    for span in &lane.spans {
        let name = span.state().map_or("taking turns", State::name);
        let [start, end] = [lesson(picture, span.start), lesson(picture, span.end)];
        events.add_state(thread, name, start, end, Some(arguments(picture, span)));
    }
    if finished < picture.end {
        let [start, end] = [lesson(picture, finished), lesson(picture, picture.end)];
        events.add_state(thread, "finished", start, end, None);
    }
    let mut timers = 0;
    for stretch in lane.spans.chunk_by(|one, next| one.timed == next.timed) {
        if stretch[0].timed {
            let [start, end] = [stretch[0].start, stretch[stretch.len() - 1].end];
            let [start, end] = [lesson(picture, start), lesson(picture, end)];
            events.add_timer(thread, timers, "timer", start, end);
            timers += 1;
        }
    }
}

fn arguments(picture: &Picture, span: &Span) -> Object {
    let mut arguments = Object::default();
    if let Some(work) = picture.work(span) {
        arguments = arguments.text("work", work);
    }
    if let Some(wait) = span.wait {
        arguments = arguments.text("on", wait.name());
    }
    if span.state().is_none() {
        arguments = arguments.number("turns", span.turns);
        for state in State::ALL {
            arguments = arguments.time(state.name(), lesson(picture, span.spent(state)));
        }
    }
    arguments
}

/// Converts nanoseconds of real time to nanoseconds of lesson time. They are whole numbers, so that
/// consecutive events meet exactly.
fn lesson(picture: &Picture, nanoseconds: u64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a time")]
    let lesson = (picture.seconds(nanoseconds) * 1e9).round() as u64;
    lesson
}

/// The text of a trace's events. Times are nanoseconds of lesson time.
#[derive(Default)]
struct Events {
    /// The number of the current run.
    process: u64,
    text: String,
}

impl Events {
    fn event(&self, thread: u64, phase: &str, name: &str) -> Object {
        let event = Object::default().text("name", name).text("ph", phase);
        event.number("pid", self.process).number("tid", thread)
    }

    fn add(&mut self, event: Object) {
        if !self.text.is_empty() {
            self.text.push_str(",\n");
        }
        self.text.push_str(&event.end());
    }

    fn add_name(&mut self, thread: u64, what: &str, name: &str) {
        let name = Object::default().text("name", name);
        self.add(self.event(thread, "M", what).object("args", name));
    }

    fn add_state(&mut self, thread: u64, name: &str, start: u64, end: u64, args: Option<Object>) {
        let event = self.event(thread, "X", name).text("cat", "state");
        let event = event.time("ts", start).time("dur", end - start);
        self.add(match args {
            Some(args) => event.object("args", args),
            None => event,
        });
    }

    fn add_timer(&mut self, thread: u64, number: usize, name: &str, start: u64, end: u64) {
        for (phase, time) in [("b", start), ("e", end)] {
            let id = format!("{}.{thread}.{number}", self.process);
            let event = self.event(thread, phase, name).text("cat", "timer");
            self.add(event.text("id", &id).time("ts", time));
        }
    }
}
