//! A run told as it happens: a line for each switch.

use crate::lanes::ascii;
use crate::log::{Event, Executor};
use crate::picture::Kind;
use crate::span::WaitReason;

/// The lesson seconds for which a task must hold the thread for that to be worth telling.
pub const LONG: f64 = 0.05;
/// The number of equal turns of a task that are told before the others are only counted.
const TOLD: u32 = 1;

/// Tells who hands the thread over to whom, and why.
#[derive(Debug)]
pub struct Narrator {
    ascii: bool,
    /// The number of decimals of a second that are told.
    decimals: usize,
    tasks: Vec<Task>,
    /// The line for a turn that has begun, and may turn out to be like the one before.
    held: Option<String>,
    /// The number of turns that were not told.
    untold: u64,
}

/// What the narrator remembers of a task.
#[derive(Clone, Debug, Default)]
struct Task {
    begun: bool,
    /// What it last waited for, and was busy with.
    last: Option<Suspension>,
    /// The number of consecutive suspensions before `last` that were equal to it.
    times: u32,
}

/// What a task waits for, and the work that it is busy with.
type Suspension = (Option<WaitReason>, Option<usize>);

/// The time at which something happens, and the task to which it does.
#[derive(Clone, Copy, Debug)]
pub struct EventContext<'a> {
    /// The lesson seconds since the run began.
    pub at: f64,
    /// The number of the task.
    pub task: usize,
    /// The name of the task.
    pub name: &'a str,
    /// What runs it, or ran it last.
    pub executor: Executor,
    /// The number and the name of the work that the task is busy with.
    pub work: Option<(usize, &'a str)>,
    /// The lesson seconds since it was resumed.
    pub ran: f64,
}

impl Narrator {
    /// Makes a narrator for a run of this kind, which uses only ASCII if `ascii`.
    pub fn new(kind: Kind, ascii: bool) -> Self {
        let decimals = if kind.is_waiting() { 3 } else { 6 };
        Self { ascii, decimals, tasks: Vec::new(), held: None, untold: 0 }
    }

    /// Returns the lines that tell what happened, if there is anything to tell yet.
    pub fn tell(&mut self, event: Event, context: EventContext<'_>) -> Vec<String> {
        let lines = self.lines(event, context);
        self.shown(lines)
    }

    /// Returns the lines that are still to be told at the end.
    pub fn end(&mut self) -> Vec<String> {
        let held = self.held.take();
        let lines = self.count_untold().into_iter().chain(held).collect();
        self.shown(lines)
    }

    /// Returns the lines that have to be told before the running task prints something itself.
    pub fn before_output(&mut self) -> Vec<String> {
        let lines = self.take_held();
        self.shown(lines)
    }

    /// Returns lines as they can be printed.
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

    /// Returns the held line, after the count of turns before it.
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

/// Returns why a task is resumed that waited for this, in words.
pub fn why_resumed(has_begun: bool, waited_for: Option<WaitReason>) -> &'static str {
    match waited_for {
        _ if !has_begun => "it begins",
        Some(WaitReason::Yield) => "its turn",
        Some(WaitReason::Timer) => "its timer is done",
        Some(WaitReason::Response) => "something came for it, or its time is up",
        Some(WaitReason::Queue) => "the queue has changed",
        None => "it was woken",
    }
}

/// Returns what a task does when it is suspended, in words: what it waits for, with the work that it is
/// busy with, and the lesson seconds that it ran, if they are worth telling.
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
