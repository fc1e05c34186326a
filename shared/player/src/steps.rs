//! The steps of a run, made from its history: each has a sentence and the lines that run.

use crate::ask::ask;
use crate::files::files;
use crate::history::{Fold, History, Item};
use crate::replay::Replay;
use crate::run::{Clock, Lines, Run, Step, TaskState, Thread};
use crate::source::Source;
use timeline::{
    Deed, Entry, Event, Executor, LONG, Picture, Place, Read, WaitReason, what_it_does, why_resumed,
};

impl Run {
    /// Makes the run in `picture` from its history, with the sources that `read` returns.
    pub fn new(history: &History, picture: Picture, read: Read) -> Self {
        let items = history.items();
        let (files, note) = files(&mut items.iter().filter_map(Item::place), read);
        let decimals = if picture.subject.kind.is_waiting() { 3 } else { 6 };
        let sources = files.iter().map(|file| (file.name, Source::new(&file.text))).collect();
        let mut teller = Teller {
            picture: &picture,
            sources,
            replay: Replay::default(),
            steps: Vec::new(),
            printed: Vec::new(),
            is_resumed: false,
        };
        teller.tell(&items);
        let Teller { mut steps, mut printed, replay, .. } = teller;
        printed.resize(replay.state.printed, None);
        let names: Vec<_> = picture.lanes.iter().map(|lane| lane.name.clone()).collect();
        ask(&mut steps, &printed, &names, &picture.subject);
        Self { clock: Clock::Seconds(decimals), picture, note, files, steps, printed }
    }
}

impl Item {
    fn place(&self) -> Option<Place> {
        if let Self::Entry(entry) = self { entry.place } else { None }
    }

    fn of(&self, task: usize) -> bool {
        matches!(self, Self::Entry(entry) if entry.task == Some(task))
    }
}

struct Teller<'a> {
    picture: &'a Picture,
    /// The sources, with their names.
    sources: Vec<(&'static str, Source<'a>)>,
    replay: Replay,
    steps: Vec<Step>,
    printed: Vec<Option<String>>,
    /// True if the running task has done nothing yet since it was resumed.
    is_resumed: bool,
}

impl Teller<'_> {
    fn tell(&mut self, items: &[Item]) {
        let until = until(items);
        // True if the running task has just found no work.
        let mut no_work = false;
        for (number, item) in items.iter().enumerate() {
            let rest = &items[number + 1..];
            if self.replay.state.thread == Some(Thread::Nobody) {
                self.replay.state.thread = Some(Thread::Main);
            }
            match item {
                Item::Fold(fold) => self.tell_fold(fold),
                Item::Entry(entry) => {
                    let entry = self.placed(entry, rest);
                    self.tell_going_on(&entry, no_work);
                    no_work = matches!(entry.deed, Deed::NoWork);
                    self.tell_entry(&entry, until[number]);
                    if !matches!(entry.deed, Deed::Event(Event::Woken)) {
                        self.is_resumed = matches!(entry.deed, Deed::Event(Event::Resumed(_)));
                    }
                    self.tell_rest(&entry, rest);
                }
            }
        }
    }

    /// Returns an entry with its line added, if that can be found.
    fn placed(&self, entry: &Entry, rest: &[Item]) -> Entry {
        let mut entry = entry.clone();
        let (None, Some(task)) = (entry.place, entry.task) else { return entry };
        let last = self.replay.state.tasks.get(task).and_then(|task| task.place);
        entry.place = match entry.deed {
            Deed::Event(Event::Resumed(_)) => match last {
                None => {
                    let first = rest.iter().filter(|item| item.of(task)).find_map(Item::place);
                    first.and_then(|place| self.found(place, Source::function))
                }
                Some(place) if self.has(place, Source::begins_anew) => {
                    self.found(place, Source::function)
                }
                _ => None,
            },
            Deed::Event(Event::Suspended(_)) => {
                // A wait at the same line again isn't for a timer.
                let waited_for = self.replay.hidden[task].waited_for;
                let again = self.is_resumed && waited_for != Some(WaitReason::Timer);
                last.and_then(|place| {
                    self.found(place, |source, line| source.suspension(line, again))
                })
            }
            _ => None,
        };
        if let (Deed::Event(Event::Suspended(wait)), Some(place)) = (&mut entry.deed, entry.place) {
            if self.has(place, Source::yields) {
                *wait = Some(WaitReason::Yield);
            }
        }
        entry
    }

    /// Returns whether `has` finds something at a place; false if the source is missing.
    fn has<'a>(&'a self, place: Place, has: impl Fn(&Source<'a>, u32) -> bool) -> bool {
        self.source(place.file).is_some_and(|source| has(source, place.line))
    }

    fn source(&self, name: &str) -> Option<&Source<'_>> {
        self.sources.iter().find(|(source, _)| *source == name).map(|(_, source)| source)
    }

    /// Returns the place in the same file that `find` finds, if any.
    fn found<'a>(
        &'a self,
        place: Place,
        find: impl Fn(&Source<'a>, u32) -> Option<u32>,
    ) -> Option<Place> {
        Some(Place { line: find(self.source(place.file)?, place.line)?, ..place })
    }

    /// Adds a step if the running task has come to another line or has held the thread for long.
    fn tell_going_on(&mut self, entry: &Entry, no_work: bool) {
        let (Some(task), Some(to)) = (entry.task, entry.place) else { return };
        if self.replay.state.thread != Some(Thread::Task(task)) {
            return;
        }
        let Some(from) = self.replay.state.tasks[task].place else { return };
        let source = self.source(from.file).filter(|_| from.file == to.file);
        let between = source.and_then(|source| source.between(from.line, to.line, no_work));
        let seconds = self.picture.subject.seconds(entry.at.saturating_sub(self.replay.at));
        let name = self.name(task);
        let words = match between {
            None if seconds < LONG => return,
            None => format!("{name} now holds the thread for {seconds:.1} s."),
            Some((first, last, is_sure)) => {
                let lines = if first == last {
                    format!("line {first}")
                } else {
                    format!("lines {first} to {last}")
                };
                let somewhere = if is_sure || first == last { "" } else { "some of " };
                if seconds < LONG {
                    format!("{name} runs {somewhere}{lines}.")
                } else {
                    format!(
                        "{name} now holds the thread for {seconds:.1} s, in {somewhere}{lines}."
                    )
                }
            }
        };
        let (first, last, _) = between.unwrap_or((from.line, from.line, true));
        let lines = Some(Lines { file: from.file, first, last });
        // The task is there now.
        self.replay.task(task).place = Some(Place { line: first, ..from });
        self.add(self.replay.at, words, lines);
    }

    fn tell_entry(&mut self, entry: &Entry, until: Option<u64>) {
        if let Deed::Printed(line) = &entry.deed {
            self.printed.resize(self.replay.state.printed, None);
            self.printed.push(Some(line.trim_start_matches('\n').to_owned()));
        }
        let why = self.words(entry, until);
        self.replay.apply(entry);
        if let (Deed::Event(event), Some(task)) = (&entry.deed, entry.task) {
            match event {
                Event::Resumed(_) => {
                    let main = self.replay.state.main;
                    let runs = main.and_then(|place| self.found(place, Source::runs_tasks));
                    self.replay.state.main = runs.or(main);
                }
                Event::Suspended(_) | Event::Woken => {
                    let is_waiting = self.replay.state.tasks[task].state == TaskState::Waiting;
                    // Only the end of a timer is known in advance.
                    let is_timer = self.replay.hidden[task].waited_for == Some(WaitReason::Timer);
                    self.replay.task(task).until = until.filter(|_| is_waiting && is_timer);
                }
                _ => {}
            }
        }
        let Some(words) = why else { return };
        let place = match (&entry.deed, entry.task) {
            (Deed::Event(Event::Woken), _) => None,
            (Deed::Created { .. }, _) | (_, None) => entry.place,
            (_, Some(task)) => self.replay.state.tasks[task].place,
        };
        let lines = place.map(|Place { file, line }| Lines { file, first: line, last: line });
        let step = self.add(entry.at, words, lines);
        step.is_switch = matches!(entry.deed, Deed::Event(Event::Resumed(_)));
    }

    /// Adds a step if the thread has nothing to do for now.
    fn tell_rest(&mut self, entry: &Entry, rest: &[Item]) {
        let state = &self.replay.state;
        // A task that only yields is woken at once.
        let gives_back = match entry.deed {
            Deed::Event(Event::Suspended(wait)) => wait != Some(WaitReason::Yield),
            Deed::Event(Event::Finished) => true,
            _ => false,
        };
        let rests = self.replay.executor == Executor::EventLoop
            && gives_back
            && state.run_queue.as_ref().is_some_and(Vec::is_empty)
            && state.tasks.iter().any(|task| task.state == TaskState::Waiting);
        let Some(next) = rest.first().filter(|_| rests) else { return };
        let timers = state.tasks.iter().filter_map(|task| task.until);
        let words = match next {
            Item::Entry(next) if timers.min() == Some(next.at) => format!(
                "The run queue is empty: the thread rests until the first timer ends, at {:.1} s.",
                self.picture.subject.seconds(next.at)
            ),
            _ => "The run queue is empty: the thread rests until something happens.".to_owned(),
        };
        self.replay.state.thread = Some(Thread::Nobody);
        self.add(entry.at, words, None);
    }

    fn tell_fold(&mut self, fold: &Fold) {
        let places: Vec<_> = self.replay.state.tasks.iter().map(|task| task.place).collect();
        let main = self.replay.state.main;
        self.replay = fold.after.clone();
        self.replay.state.main = main.or(self.replay.state.main);
        for (task, before) in places.into_iter().enumerate() {
            if self.replay.state.tasks[task].state != TaskState::Finished {
                let place = self.replay.state.tasks[task].place;
                let found = place.and_then(|place| {
                    self.found(place, |source, line| source.suspension(line, true))
                });
                self.replay.task(task).place = found.or(place).or(before);
            }
        }
        let words = format!("… {} more steps, which weren't kept.", fold.count);
        self.add(self.replay.at, words, None).folded = fold.count;
    }

    fn add(&mut self, at: u64, words: String, lines: Option<Lines>) -> &mut Step {
        let state = self.replay.state.clone();
        self.steps.push(Step { at, words, lines, state, ..Step::default() });
        self.steps.last_mut().expect("it was just added")
    }

    fn name(&self, task: usize) -> &str {
        self.picture.lanes.get(task).map_or("a task", |lane| &lane.name)
    }

    /// Returns a sentence about an entry; `None` if it isn't worth a step.
    fn words(&self, entry: &Entry, until: Option<u64>) -> Option<String> {
        let name = entry.task.map_or("main", |task| self.name(task));
        let work = |work: usize| self.picture.subject.work.get(work).map(String::as_str);
        Some(match (&entry.deed, entry.task) {
            (Deed::Work, _) => {
                let all = self.picture.subject.work.len();
                let pieces = if all == 1 { "piece" } else { "pieces" };
                format!("main puts {all} {pieces} of work in the queue.")
            }
            (Deed::Created { is_future: true }, _) => format!("main makes task {name}."),
            // Main calls it at once.
            (Deed::Created { .. }, _) => return None,
            (Deed::NoWork, _) => format!("{name} finds the queue empty."),
            (Deed::Printed(line), _) => format!("{name} prints “{}”.", line.trim()),
            (Deed::Event(event), Some(task)) => {
                let hidden = &self.replay.hidden[task];
                let state = &self.replay.state.tasks[task];
                match event {
                    Event::Resumed(executor) => {
                        let why = why_resumed(hidden.has_begun, hidden.waited_for);
                        match executor {
                            Executor::Main => format!("main calls {name}: {why}."),
                            _ => format!("The {} polls {name}: {why}.", executor.name()),
                        }
                    }
                    Event::Suspended(wait) => {
                        let ran = entry.at.saturating_sub(hidden.resumed);
                        let ran = self.picture.subject.seconds(ran);
                        let until = until.map(|until| self.picture.subject.seconds(until));
                        let waits = match (wait, until) {
                            (Some(WaitReason::Yield), _) => "yields".to_owned(),
                            (Some(WaitReason::Timer), Some(until)) => {
                                format!("waits for its timer, which ends at {until:.1} s")
                            }
                            (wait, _) => what_it_does(*wait, state.work.and_then(work), 0.0),
                        };
                        let held = if ran < LONG {
                            String::new()
                        } else {
                            format!(" after holding it for {ran:.1} s")
                        };
                        format!("{name} {waits}: it gives the thread back{held}.")
                    }
                    Event::Woken if state.state == TaskState::Waiting => match hidden.waited_for {
                        Some(WaitReason::Timer) => {
                            format!("{name}’s timer ends, which wakes {name}.")
                        }
                        Some(WaitReason::Queue) => {
                            format!("The queue has changed, which wakes {name}.")
                        }
                        Some(WaitReason::Response) => {
                            format!(
                                "Something has arrived for {name}, or its time is up, which wakes {name}."
                            )
                        }
                        _ => format!("{name} is woken."),
                    },
                    Event::Woken => return None,
                    Event::TookWork(number) => {
                        let work = work(*number).unwrap_or("a piece of work");
                        format!("{name} takes {work} from the queue.")
                    }
                    Event::TimerStarted => format!("{name} starts its timer."),
                    Event::TimerStopped => format!("{name} stops its timer."),
                    Event::Finished => match state.state {
                        TaskState::Running => format!("{name} is done: it gives the thread back."),
                        _ => format!("{name} is dropped."),
                    },
                }
            }
            (Deed::Event(Event::TimerStarted), None) => "main starts its timer.".to_owned(),
            (Deed::Event(_), None) => "main stops its timer.".to_owned(),
        })
    }
}

/// Returns the time, in nanoseconds, at which the wait after each item ends; `None` if none begins there or its end
/// isn't known.
fn until(items: &[Item]) -> Vec<Option<u64>> {
    // The time at which each task is woken next.
    let mut woken = Vec::new();
    let mut until = vec![None; items.len()];
    for (number, item) in items.iter().enumerate().rev() {
        match item {
            // It may have been woken in between.
            Item::Fold(_) => woken.clear(),
            Item::Entry(Entry { at, task: Some(task), deed: Deed::Event(event), .. }) => {
                if woken.len() <= *task {
                    woken.resize(task + 1, None);
                }
                match event {
                    Event::Woken => woken[*task] = Some(*at),
                    Event::Suspended(_) => until[number] = woken[*task].take(),
                    // A later wake-up doesn't end an earlier wait.
                    Event::Resumed(_) | Event::Finished => woken[*task] = None,
                    _ => {}
                }
            }
            Item::Entry(_) => {}
        }
    }
    until
}
