//! The log in the Chrome trace-event format, which Perfetto and `chrome://tracing` open.

use crate::picture::Picture;
use crate::span::{Span, State};

/// Writes the runs as one trace: a process for each run, in it a thread for main and one for each task.
///
/// What a task does is told by complete events, one after the other, from the beginning of the run
/// to its end. Timers are events beside them. Times are microseconds of lesson time.
pub fn trace(pictures: &[Picture]) -> String {
    let mut events = Vec::new();
    for (process, picture) in (1..).zip(pictures) {
        let lesson = |time: u64| lesson(picture, time);
        let event = |thread: u64, phase: &str, name: &str| {
            let event = Object::default().text("name", name).text("ph", phase);
            event.number("pid", process).number("tid", thread)
        };
        let names = |thread: u64, what: &str, name: &str| {
            event(thread, "M", what).object("args", Object::default().text("name", name))
        };
        let timer = |thread: u64, number: usize, name: &str, start: u64, end: u64| {
            [("b", start), ("e", end)].map(|(phase, time)| {
                let id = format!("{process}.{thread}.{number}");
                event(thread, phase, name)
                    .text("cat", "timer")
                    .text("id", &id)
                    .time("ts", lesson(time))
            })
        };
        events.push(names(0, "process_name", &picture.subject.title));
        events.push(names(0, "thread_name", "main"));
        for (number, outer) in picture.timers.iter().enumerate() {
            let end = outer.end.unwrap_or(picture.end);
            events.extend(timer(0, number, &outer.text, outer.start, end));
        }
        for (thread, lane) in (1..).zip(&picture.lanes) {
            events.push(names(thread, "thread_name", &lane.name));
            let state = |name: &str, start: u64, end: u64| {
                let (start, end) = (lesson(start), lesson(end));
                let event = event(thread, "X", name).text("cat", "state");
                event.time("ts", start).time("dur", end - start)
            };
            let begun = lane.spans.first().map_or(picture.end, |span| span.start);
            let finished = lane.spans.last().map_or(picture.end, |span| span.end);
            if begun > 0 {
                events.push(state("not begun", 0, begun));
            }
            events.extend(lane.spans.iter().map(|span| {
                let name = span.state().map_or("by turns", State::name);
                state(name, span.start, span.end).object("args", arguments(picture, span))
            }));
            if finished < picture.end {
                events.push(state("finished", finished, picture.end));
            }
            let stretches = lane.spans.chunk_by(|one, next| one.timed == next.timed);
            for (number, timed) in stretches.filter(|stretch| stretch[0].timed).enumerate() {
                let end = timed[timed.len() - 1].end;
                events.extend(timer(thread, number, "timer", timed[0].start, end));
            }
        }
    }
    let events: Vec<_> = events.into_iter().map(Object::end).collect();
    format!("{{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n{}\n]}}\n", events.join(",\n"))
}

fn arguments(picture: &Picture, span: &Span) -> Object {
    let mut arguments = Object::default();
    if let Some(work) = picture.work(span) {
        arguments = arguments.text("work", work);
    }
    if let Some(on) = span.wait {
        arguments = arguments.text("on", on.name());
    }
    if span.state().is_none() {
        arguments = arguments.number("turns", span.turns);
        for state in State::ALL {
            arguments = arguments.time(state.name(), lesson(picture, span.spent(state)));
        }
    }
    arguments
}

/// Converts nanoseconds on the wall to whole nanoseconds of lesson time, so that what adds up there adds up
/// here.
fn lesson(picture: &Picture, nanoseconds: u64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a time")]
    let lesson = (picture.seconds(nanoseconds) * 1e9).round() as u64;
    lesson
}

/// A JSON object in the making.
#[derive(Default)]
struct Object(String);

impl Object {
    fn text(self, key: &str, text: &str) -> Self {
        let mut escaped = String::new();
        for letter in text.chars() {
            match letter {
                '"' | '\\' => escaped.extend(['\\', letter]),
                _ if letter.is_control() => escaped.push('\u{fffd}'),
                _ => escaped.push(letter),
            }
        }
        self.raw(key, &format!("\"{escaped}\""))
    }

    fn number(self, key: &str, number: u64) -> Self {
        self.raw(key, &number.to_string())
    }

    /// Adds nanoseconds, as microseconds.
    fn time(self, key: &str, nanoseconds: u64) -> Self {
        self.raw(key, &format!("{}.{:03}", nanoseconds / 1000, nanoseconds % 1000))
    }

    fn object(self, key: &str, object: Self) -> Self {
        self.raw(key, &object.end())
    }

    fn raw(mut self, key: &str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.extend(["\"", key, "\":", value]);
        self
    }

    fn end(self) -> String {
        format!("{{{}}}", self.0)
    }
}
