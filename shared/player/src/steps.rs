//! The steps of a run, made from its history: each in words, with the lines that run.

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
    /// Makes the run in `picture` from its history. `read` returns the text of a source, and whether it
    /// has changed since the run; `None` if it is not there.
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
}

impl Teller<'_> {
    fn tell(&mut self, items: &[Item]) {
        let until = until(items);
        // Whether the last thing that the running task did was to find no work.
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
                    self.tell_rest(&entry, rest);
                }
            }
        }
    }

    /// Returns an entry with the line at which it happened, as far as that can be found.
    fn placed(&self, entry: &Entry, rest: &[Item]) -> Entry {
        let mut entry = entry.clone();
        let (None, Some(task)) = (entry.place, entry.task) else { return entry };
        let last = self.replay.state.tasks.get(task).and_then(|task| task.place);
        entry.place = match entry.deed {
            Deed::Event(Event::Resumed(_)) if last.is_none() => {
                let first = rest.iter().filter(|item| item.of(task)).find_map(Item::place);
                first.and_then(|place| self.found(place, Source::function))
            }
            Deed::Event(Event::Suspended(_)) => {
                last.and_then(|place| self.found(place, Source::suspension))
            }
            _ => None,
        };
        entry
    }

    fn source(&self, name: &str) -> Option<&Source<'_>> {
        self.sources.iter().find(|(source, _)| *source == name).map(|(_, source)| source)
    }

    /// Returns a place in the same file, as it is found there.
    fn found<'a>(
        &'a self,
        place: Place,
        find: impl Fn(&Source<'a>, u32) -> Option<u32>,
    ) -> Option<Place> {
        Some(Place { line: find(self.source(place.file)?, place.line)?, ..place })
    }

    /// Adds a step if the running task has come to another line, or has held the thread for long.
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
            _ if seconds >= LONG => format!("{name} holds the thread for {seconds:.1} s."),
            Some(_) => format!("{name} goes on."),
            None => return,
        };
        let (first, last) = between.unwrap_or((from.line, from.line));
        let lines = Some(Lines { file: from.file, first, last });
        // That is where it is now.
        self.replay.task(task).place = Some(Place { line: first, ..from });
        self.add(self.replay.at, words, lines);
    }

    fn tell_entry(&mut self, entry: &Entry, until: Option<u64>) {
        if let Deed::Printed(line) = &entry.deed {
            self.printed.resize(self.replay.state.printed, None);
            self.printed.push(Some(line.trim_start_matches('\n').to_owned()));
        }
        let why = self.words(entry);
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
                    self.replay.task(task).until = until.filter(|_| is_waiting);
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

    /// Adds a step if there is nothing to do for now.
    fn tell_rest(&mut self, entry: &Entry, rest: &[Item]) {
        let state = &self.replay.state;
        let rests = self.replay.executor == Executor::EventLoop
            && matches!(entry.deed, Deed::Event(Event::Suspended(_) | Event::Finished))
            && state.run_queue.as_ref().is_some_and(Vec::is_empty)
            && state.tasks.iter().any(|task| task.state == TaskState::Waiting);
        let Some(next) = rest.first().filter(|_| rests) else { return };
        self.replay.state.thread = Some(Thread::Nobody);
        let until = match next {
            Item::Entry(next) => format!(" until {:.1} s", self.picture.subject.seconds(next.at)),
            // When it began is not known.
            Item::Fold(_) => String::new(),
        };
        let words = format!("The run queue is empty: the thread rests{until}.");
        self.add(entry.at, words, None).is_switch = true;
    }

    fn tell_fold(&mut self, fold: &Fold) {
        let places: Vec<_> = self.replay.state.tasks.iter().map(|task| task.place).collect();
        let main = self.replay.state.main;
        self.replay = fold.after.clone();
        self.replay.state.main = main.or(self.replay.state.main);
        for (task, before) in places.into_iter().enumerate() {
            if self.replay.state.tasks[task].state != TaskState::Finished {
                let place = self.replay.state.tasks[task].place;
                let found = place.and_then(|place| self.found(place, Source::suspension));
                self.replay.task(task).place = found.or(place).or(before);
            }
        }
        let words = format!("… {} more steps, which are not kept.", fold.count);
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

    /// Returns what happens, as a sentence; `None` if that is not worth a step.
    fn words(&self, entry: &Entry) -> Option<String> {
        let name = entry.task.map_or("main", |task| self.name(task));
        let work = |work: usize| self.picture.subject.work.get(work).map(String::as_str);
        Some(match (&entry.deed, entry.task) {
            (Deed::Work, _) => {
                let all = self.picture.subject.work.len();
                let pieces = if all == 1 { "piece" } else { "pieces" };
                format!("main puts {all} {pieces} of work in the queue.")
            }
            (Deed::Created { .. }, _) => format!("main makes task {name}."),
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
                        let ran =
                            self.picture.subject.seconds(entry.at.saturating_sub(hidden.resumed));
                        let does = what_it_does(*wait, state.work.and_then(work), ran);
                        format!("{name} {does}, and gives the thread back.")
                    }
                    Event::Woken if state.state == TaskState::Waiting => match hidden.waited_for {
                        Some(WaitReason::Timer) => format!("{name}’s timer ends, and wakes it."),
                        Some(WaitReason::Queue) => {
                            format!("The queue has changed: {name} is woken.")
                        }
                        Some(WaitReason::Response) => {
                            format!("Something came for {name}, or its time is up: it is woken.")
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
                        TaskState::Running => format!("{name} is done, and gives the thread back."),
                        _ => format!("{name} is dropped."),
                    },
                }
            }
            (Deed::Event(Event::TimerStarted), None) => "main starts its timer.".to_owned(),
            (Deed::Event(_), None) => "main stops its timer.".to_owned(),
        })
    }
}

/// Returns, for each item after which a task waits, when it is woken.
fn until(items: &[Item]) -> Vec<Option<u64>> {
    // When each task is woken next.
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
                    // What wakes it later is not what it waited for before.
                    Event::Resumed(_) | Event::Finished => woken[*task] = None,
                    _ => {}
                }
            }
            Item::Entry(_) => {}
        }
    }
    until
}
