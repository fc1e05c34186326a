//! Traces, read back.

use crate::lateness::LATE;
use crate::{Program, Run, views};
use serde_json::Value;
use std::ops::Range;

/// A part of a run, read from its trace. Times are in nanoseconds of lesson time.
#[derive(Debug, Default)]
pub struct Traced {
    /// The title.
    pub title: String,
    /// The timer around the whole; `None` if there isn't one.
    pub total: Option<Range<u64>>,
    /// The tasks.
    pub tasks: Vec<Task>,
}

/// A task, read from a trace.
#[derive(Debug, Default)]
pub struct Task {
    /// The name.
    pub name: String,
    /// The spans of its life, in order.
    pub spans: Vec<Span>,
    /// The task's timers, in order.
    pub timers: Vec<Range<u64>>,
}

/// A span in which a task was in the same state.
#[derive(Debug)]
pub struct Span {
    /// The name of the state.
    pub state: String,
    /// The beginning and the end.
    pub time: Range<u64>,
    /// The name of the task's piece of work; `None` if it had none.
    pub work: Option<String>,
    /// The name of the thing that the task waited for; `None` if it has no name.
    pub on: Option<String>,
}

impl Program {
    /// Runs the program, which must succeed, and reads the trace that it writes.
    pub fn trace(self, arguments: &[&str]) -> (Run, Vec<Traced>) {
        let (run, trace) = self.written(arguments, "--trace");
        (run, read(&trace))
    }
}

/// Runs a lesson that waits at `speed`, with this work, in lesson seconds. Checks everything that is true of every
/// run, and returns its only part.
pub fn check_work(lesson: Program, speed: &str, work: &[f64]) -> Traced {
    let arguments: Vec<_> = work.iter().map(f64::to_string).collect();
    let arguments = arguments.iter().map(String::as_str);
    let (run, mut parts) =
        lesson.trace(&["--speed", speed].into_iter().chain(arguments).collect::<Vec<_>>());
    assert_eq!(parts.len(), 1, "{parts:?}");
    let part = parts.remove(0);
    part.check(&run.stdout);
    part.check_lines(work, &run.stdout);
    part
}

/// Runs a lesson, checks everything that is true of every run, and returns its parts.
pub fn check_parts(lesson: Program, arguments: &[&str]) -> Vec<Traced> {
    let (run, parts) = lesson.trace(arguments);
    // In lesson 5 each part prints its own times.
    let lines: Vec<_> = run.stdout.lines().collect();
    let printed = lines.split_inclusive(|line| line.starts_with("Total "));
    for (part, printed) in parts.iter().zip(printed) {
        part.check(&printed.join("\n"));
    }
    parts
}

/// Checks that, in a run at `speed`, each task spent in each state the lesson seconds that its schedule says: running,
/// ready, waiting.
pub fn check_shares(lesson: Program, speed: f64, expected: [[f64; 3]; 2]) {
    let parts = check_parts(lesson, &["--speed", &speed.to_string()]);
    let shares = |task: &Task| ["running", "ready", "waiting"].map(|state| task.spent(state));
    let seen: Vec<_> = parts.iter().flat_map(|part| &part.tasks).map(shares).collect();
    assert_eq!(seen.len(), expected.len());
    let mut pairs = seen.iter().flatten().zip(expected.iter().flatten());
    let are_near = pairs.all(|(seen, expected)| (seen - expected).abs() < LATE * speed);
    assert!(are_near, "{seen:?} for {expected:?}");
}

fn read(trace: &str) -> Vec<Traced> {
    let trace: Value = serde_json::from_str(trace).expect("a trace is JSON");
    let mut runs: Vec<Traced> = Vec::new();
    for event in trace["traceEvents"].as_array().expect("it is a list of events") {
        let number = |key: &str| {
            let number = event[key].as_u64().expect("processes and threads have numbers");
            usize::try_from(number).expect("there are few")
        };
        let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
        let process = number("pid");
        let thread = number("tid");
        let name = text(&event["name"]).expect("every event has a name");
        let argument = text(&event["args"]["name"]);
        runs.resize_with(runs.len().max(process), Traced::default);
        let run = &mut runs[process - 1];
        run.tasks.resize_with(run.tasks.len().max(thread), Task::default);
        let task = thread.checked_sub(1).map(|task| &mut run.tasks[task]);
        match (event["ph"].as_str().expect("every event has a phase"), task) {
            ("M", _) if name == "process_name" => run.title = argument.expect("it has a name"),
            ("M", Some(task)) => task.name = argument.expect("it has a name"),
            ("M", None) => assert_eq!(argument.as_deref(), Some("main")),
            ("X", Some(task)) => {
                let start = nanoseconds(&event["ts"]);
                let time = start..start + nanoseconds(&event["dur"]);
                let work = text(&event["args"]["work"]);
                let on = text(&event["args"]["on"]);
                task.spans.push(Span { state: name, time, work, on });
            }
            ("b", Some(task)) => task.timers.push(nanoseconds(&event["ts"])..0),
            ("e", Some(task)) => {
                task.timers.last_mut().expect("it began").end = nanoseconds(&event["ts"]);
            }
            ("b", None) => run.total = Some(nanoseconds(&event["ts"])..0),
            ("e", None) => {
                run.total.as_mut().expect("it began").end = nanoseconds(&event["ts"]);
            }
            (phase, _) => panic!("an event of phase {phase}"),
        }
    }
    runs
}

fn nanoseconds(microseconds: &Value) -> u64 {
    let nanoseconds = microseconds.as_f64().expect("times are numbers") * 1000.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a time")]
    let nanoseconds = nanoseconds.round() as u64;
    nanoseconds
}

/// Returns nanoseconds as seconds.
pub fn seconds(nanoseconds: u64) -> f64 {
    std::time::Duration::from_nanos(nanoseconds).as_secs_f64()
}

/// Checks that the measured times, rounded to one decimal, are printed after `start`.
fn check_printed(measured: &[Range<u64>], start: &str, stdout: &str) {
    /// Half of the last decimal's value, and the rounding of a trace.
    const ROUNDED: f64 = 0.05 + 1e-6;
    let printed = stdout.lines().filter_map(|line| line.strip_prefix(start));
    let printed: Vec<f64> = printed.map(|time| time.parse().expect("a time")).collect();
    assert_eq!(printed.len(), measured.len(), "{stdout}");
    for (measured, printed) in measured.iter().zip(printed) {
        let measured = seconds(measured.end - measured.start);
        assert!((measured - printed).abs() <= ROUNDED, "{measured} s for {printed} in {stdout}");
    }
}

impl Span {
    /// Returns the length, in nanoseconds of lesson time.
    pub fn length(&self) -> u64 {
        self.time.end - self.time.start
    }
}

impl Task {
    fn check_timers(&self, stdout: &str) {
        check_printed(&self.timers, &format!("Task {} elapsed time: ", self.name), stdout);
        for timer in &self.timers {
            let during =
                |span: &&Span| timer.start <= span.time.start && span.time.end <= timer.end;
            let sum: u64 = self.spans.iter().filter(during).map(Span::length).sum();
            assert_eq!(sum, timer.end - timer.start, "{timer:?} of {self:?}");
        }
    }

    /// Returns the lesson seconds that the task spent in a state.
    pub fn spent(&self, state: &str) -> f64 {
        seconds(self.spans.iter().filter(|span| span.state == state).map(Span::length).sum())
    }
}

impl Traced {
    /// Returns the end of the part, in nanoseconds of lesson time.
    pub fn end(&self) -> u64 {
        self.tasks[0].spans.last().expect("a task did something").time.end
    }

    /// Returns `true` if no task was ever in a state.
    pub fn never(&self, state: &str) -> bool {
        self.tasks.iter().flat_map(|task| &task.spans).all(|span| span.state != state)
    }

    /// Checks everything that is true of every run on one thread. The spans of a task fill the run without gaps or
    /// overlaps, its states come in a possible order, no two tasks run at the same time, the spans add up to the
    /// timers, and the timers, including the one around the whole, show the times that are printed in `stdout`.
    pub fn check(&self, stdout: &str) {
        let end = self.end();
        let mut running = Vec::new();
        for task in &self.tasks {
            let mut time = 0;
            for span in &task.spans {
                assert_eq!(span.time.start, time, "{} in {task:?}", span.state);
                time = span.time.end;
            }
            assert_eq!(time, end, "{task:?}");
            let states: Vec<_> = task.spans.iter().map(|span| span.state.as_str()).collect();
            let life = states.strip_prefix(&["not begun"]).unwrap_or(&states);
            let life = life.strip_suffix(&["finished"]).unwrap_or(life);
            for state in life {
                assert!(["running", "ready", "waiting"].contains(state), "{states:?}");
            }
            for next in life.windows(2) {
                assert_ne!(next, ["ready", "waiting"], "only who runs is suspended: {states:?}");
            }
            let ran = task.spans.iter().filter(|span| span.state == "running");
            running.extend(ran.map(|span| span.time.clone()));
            task.check_timers(stdout);
        }
        running.sort_by_key(|time| time.start);
        for next in running.windows(2) {
            assert!(next[0].end <= next[1].start, "two ran at once: {next:?} in {self:?}");
        }
        check_printed(self.total.as_slice(), "Total elapsed time: ", stdout);
    }

    /// Checks that `work`, in lesson seconds, is begun in its order, that no piece of it takes less than its seconds,
    /// and that its lines in `stdout` come in the order of time.
    fn check_lines(&self, work: &[f64], stdout: &str) {
        let mut starts = Vec::new();
        let mut lines = Vec::new();
        for task in &self.tasks {
            for timer in &task.timers {
                starts.push((timer.start, seconds(timer.end - timer.start)));
                lines.push((timer.start, format!("Task {} running", task.name)));
                lines.push((timer.end, format!("Task {} elapsed time:", task.name)));
            }
        }
        starts.sort_by_key(|(start, _)| *start);
        assert_eq!(starts.len(), work.len(), "{stdout}");
        assert!(starts.iter().zip(work).all(|((_, took), least)| took >= least), "{starts:?}");
        lines.sort();
        let lines: Vec<_> = lines.iter().map(|(_, line)| line.as_str()).collect();
        assert_eq!(
            views::without_times(stdout),
            [&lines[..], &["", "Total elapsed time:"]].concat()
        );
    }
}
