//! The narration of a run as it happens, with one line per switch.

use crate::lanes::ascii;
use crate::log::{Event, Executor};
use crate::picture::Kind;
use crate::span::WaitReason;

/// The lesson seconds for which a task must hold the thread before the narration mentions it.
pub const LONG: f64 = 0.05;
/// The number of equal turns of a task that are told. Further ones are only counted.
const TOLD: u32 = 1;

/// A narrator, which tells who hands the thread over to whom, and why.
#[derive(Debug)]
pub struct Narrator {
    ascii: bool,
    /// The number of decimals in the times it tells, in lesson seconds.
    decimals: usize,
    tasks: Vec<Task>,
    /// The line for a turn that has begun and may turn out to equal the one before.
    held: Option<String>,
    /// The number of turns that it hasn't told.
    untold: u64,
}

/// The narrator's memory of a task.
#[derive(Clone, Debug, Default)]
struct Task {
    begun: bool,
    /// The last suspension.
    last: Option<Suspension>,
    /// The number of consecutive suspensions before `last` that equal it.
    times: u32,
}

/// The reason why a task waits, and the number of the work that it's busy with.
type Suspension = (Option<WaitReason>, Option<usize>);

/// The time and the task of an event.
#[derive(Clone, Copy, Debug)]
pub struct EventContext<'a> {
    /// The lesson seconds since the run began.
    pub at: f64,
    /// The number of the task.
    pub task: usize,
    /// The name of the task.
    pub name: &'a str,
    /// The executor that runs the task, or ran it last.
    pub executor: Executor,
    /// The number and the name of the work that the task is busy with; `None` if there is none.
    pub work: Option<(usize, &'a str)>,
    /// The lesson seconds since the task was last resumed.
    pub ran: f64,
}

impl Narrator {
    /// Makes a narrator for a run of this kind. If `ascii` is true, it uses only ASCII.
    pub fn new(kind: Kind, ascii: bool) -> Self {
        let decimals = if kind.is_waiting() { 3 } else { 6 };
        Self { ascii, decimals, tasks: Vec::new(), held: None, untold: 0 }
    }

    /// Returns the lines that tell an event: none if there is nothing to tell yet.
    pub fn tell(&mut self, event: Event, context: EventContext<'_>) -> Vec<String> {
        let lines = self.lines(event, context);
        self.shown(lines)
    }

    /// Returns the lines that are left to tell at the end of the run.
    pub fn end(&mut self) -> Vec<String> {
        let held = self.held.take();
        let lines = self.count_untold().into_iter().chain(held).collect();
        self.shown(lines)
    }

    /// Returns the lines to tell before the running task prints a line itself.
    pub fn before_output(&mut self) -> Vec<String> {
        let lines = self.take_held();
        self.shown(lines)
    }

    /// Returns the lines in ASCII if the narrator uses only that.
    fn shown(&self, lines: Vec<String>) -> Vec<String> {
        if !self.ascii {
            return lines;
        }
        lines.iter().map(|line| ascii(&line.replace('→', "->").replace('…', "..."))).collect()
    }

    fn lines(&mut self, event: Event, context: EventContext<'_>) -> Vec<String> {
        let EventContext { task, name, .. } = context;
        let decimals = self.decimals;
        let at = format!("{:width$.decimals$}", context.at, width = decimals + 3);
        if self.tasks.len() <= task {
            self.tasks.resize(task + 1, Task::default());
        }
        let executor =
            if let Event::Resumed(executor) = event { executor } else { context.executor };
        let executor = executor.name();
        match event {
            Event::Resumed(_) => {
                let mut lines = self.take_held();
                let remembered = &mut self.tasks[task];
                let waited_for = remembered.last.and_then(|(wait, _)| wait);
                let why = why_resumed(remembered.begun, waited_for);
                remembered.begun = true;
                let line = format!("{at}  {executor} → {name}: {why}");
                if remembered.times >= TOLD {
                    self.held = Some(line);
                } else {
                    lines.extend(self.count_untold());
                    lines.push(line);
                }
                lines
            }
            Event::Suspended(wait) => {
                let suspension = (wait, context.work.map(|(number, _)| number));
                let remembered = &mut self.tasks[task];
                let same = remembered.last == Some(suspension) && context.ran < LONG;
                remembered.times = if same { remembered.times + 1 } else { 0 };
                remembered.last = Some(suspension);
                if same && self.held.take().is_some() {
                    self.untold += 1;
                    return Vec::new();
                }
                let what = what_it_does(wait, context.work.map(|(_, work)| work), context.ran);
                self.line(format!("{at}  {name} {what} → {executor}"))
            }
            Event::Finished => self.line(format!("{at}  {name} is done → {executor}")),
            Event::TookWork(_) | Event::TimerStarted | Event::TimerStopped => {
                self.tasks[task].times = 0;
                self.take_held()
            }
            Event::Woken => Vec::new(),
        }
    }

    fn line(&mut self, line: String) -> Vec<String> {
        let mut lines = self.take_held();
        lines.extend(self.count_untold());
        lines.push(line);
        lines
    }

    /// Returns the held line, preceded by the count of untold turns.
    fn take_held(&mut self) -> Vec<String> {
        let Some(held) = self.held.take() else { return Vec::new() };
        self.count_untold().into_iter().chain([held]).collect()
    }

    fn count_untold(&mut self) -> Option<String> {
        let untold = std::mem::take(&mut self.untold);
        let turns = if untold == 1 { "turn" } else { "turns" };
        (untold > 0)
            .then(|| format!("{:width$}  … {untold} more {turns}", "", width = self.decimals + 3))
    }
}

/// Returns the reason why a task is resumed, in words, such as "its timer is done". `waited_for` is
/// the reason of its last suspension; `None` if that isn't known.
pub fn why_resumed(has_begun: bool, waited_for: Option<WaitReason>) -> &'static str {
    match waited_for {
        _ if !has_begun => "it begins",
        Some(WaitReason::Yield) => "its turn",
        Some(WaitReason::Timer) => "its timer is done",
        Some(WaitReason::Response) => "something arrived for it, or its time is up",
        Some(WaitReason::Queue) => "the queue has changed",
        None => "it was woken",
    }
}

/// Returns the words for a suspended task, such as "waits for its timer (15.0 s)": its reason to wait,
/// the name of its work if there is any, and the lesson seconds that it `ran`, if at least [`LONG`].
pub fn what_it_does(wait: Option<WaitReason>, work: Option<&str>, ran: f64) -> String {
    let work = work.map(|work| format!(" ({work})")).unwrap_or_default();
    let what = match wait {
        Some(WaitReason::Yield) => format!("yields{}", work.replace('(', "(busy with ")),
        Some(WaitReason::Queue) => "waits for the queue".to_owned(),
        Some(WaitReason::Timer) => format!("waits for its timer{work}"),
        Some(WaitReason::Response) => format!("waits for its page{work}"),
        None => format!("waits{work}"),
    };
    if ran < LONG {
        return what;
    }
    format!("{what} after holding the thread for {ran:.1} s")
}
