//! The reasons why a line is printed next, and why another one isn't.

use crate::moment::Moment;
use crate::run::{State, Task, TaskState, Thread};
use crate::why::is_timed;
use crate::wrong::Wrong;
use timeline::{Executor, Kind};

impl Moment<'_> {
    /// Returns the reason why the line comes next, in sentences.
    pub(crate) fn why(&self) -> String {
        let Thread::Task(author) = self.line.author else { return self.why_main() };
        let Self { told, decided, .. } = self;
        let now = &self.now.state;
        let turns = self.window.turns;
        let name = told.name(author);
        if turns == 0 {
            return match (self.held(), told.subject.kind) {
                (Some(_), Kind::Delays) => {
                    format!("{name} keeps the thread until then: its sleep isn't an await.")
                }
                (Some(_), Kind::Pages) => {
                    format!("{name} keeps the thread until then: its request isn't an await.")
                }
                (Some(held), _) => {
                    format!("{name} keeps the thread for {held:.1} s: nobody else can run.")
                }
                (None, _) => format!("{name} does not give the thread back before this line."),
            };
        }
        if told.executor == Executor::Main {
            return match self.holder() {
                Some(holder) if turns == 1 => {
                    format!("{} is done then, and main calls {name} next.", told.name(holder))
                }
                None if turns == 1 => told.runs(now, author),
                _ => format!("main calls {name} before anybody else prints."),
            };
        }
        if now.tasks.get(author).is_none() {
            return format!("The {} polls {name} first.", told.executor.name());
        }
        let queue = decided.run_queue.as_deref().unwrap_or_default();
        if told.is_last(decided, author) && !told.is_last(now, author) {
            let mut others = told.unfinished(now).filter(|other| *other != author);
            return match (others.next(), others.next()) {
                (Some(other), None) => {
                    format!("{} is done by then, so only {name} is left.", told.name(other))
                }
                _ => format!("All the others are done by then, so only {name} is left."),
            };
        }
        if queue.is_empty() {
            told.is_woken(decided, author)
        } else if told.is_last(now, author) {
            format!("Only {name} is left.")
        } else if told.executor == Executor::Loop && turns > 1 {
            format!("They take turns, and {name} gets to its next line first.")
        } else if now.run_queue.as_ref().is_some_and(|queue| queue.first() == Some(&author)) {
            match self.holder() {
                Some(holder) if turns == 1 => format!(
                    "{} gives the thread back, and {name} is first in the run queue.",
                    told.name(holder)
                ),
                _ => told.runs(now, author),
            }
        } else {
            format!("By then, {name} is first in the run queue.")
        }
    }

    fn why_main(&self) -> String {
        let is_done = |state: &State| self.told.unfinished(state).next().is_none();
        let goes_on = if is_done(self.before) && !is_done(&self.now.state) {
            "All tasks are done by then, and main goes on.".to_owned()
        } else {
            self.told.main_goes_on(self.before)
        };
        match self.total() {
            Some((right, sum, ..)) if self.is_near(sum, right) => {
                format!("{goes_on} The times add up to this, since no two overlap.")
            }
            Some((right, _, task, (count, most))) if self.is_near(most, right) => {
                let name = self.told.name(task);
                let this = if count == 1 {
                    format!("This is {name}’s time, and the others overlap with it.")
                } else {
                    format!("{name}’s times add up to this, and the others overlap with them.")
                };
                format!("{goes_on} {this}")
            }
            _ => goes_on,
        }
    }

    /// Returns the reason why a line doesn't come next, in a sentence.
    pub(crate) fn why_not(&self, wrong: &Wrong) -> String {
        let Self { told, before, .. } = self;
        let author = self.name(wrong.author);
        if wrong.author == self.line.author {
            return match wrong.is_to_come {
                true => format!("{author} gets to that line only later."),
                false if self.is_all_taken(&self.now.state) => {
                    "Nothing is left in the queue.".to_owned()
                }
                false if self.is_all_taken(before) => {
                    "By then, nothing is left in the queue.".to_owned()
                }
                false => format!("{author} does not print that next."),
            };
        }
        let Thread::Task(task) = wrong.author else { return told.is_not_done(before) };
        let now = self.now.state.tasks.get(task);
        match now.map(|task| task.state) {
            None => self.is_not_made(author),
            Some(TaskState::Finished) => format!("{author} is done."),
            Some(TaskState::Waiting) if self.window.turns == 0 => self.waits(task),
            Some(_) if self.window.turns == 0 => {
                format!("{author} is ready, but {} keeps the thread.", self.name(self.line.author))
            }
            Some(_) => self.why_later(task, wrong),
        }
    }

    /// Returns the reason why a task that may get the thread before the line doesn't print another one first.
    fn why_later(&self, task: usize, wrong: &Wrong) -> String {
        let Self { told, now, before, decided, .. } = self;
        let name = told.name(task);
        let author = self.name(self.line.author);
        let has_given = self.holder() == Some(task);
        let takes_turns = told.executor == Executor::Loop && self.window.turns > 1;
        let work = |state: &State| state.tasks.get(task).and_then(|task| task.work);
        let is_queued = |state: &State| state.run_queue.as_ref().is_some_and(|q| q.contains(&task));
        let Some(then) = decided.tasks.get(task) else { return self.is_not_made(name) };
        match (then.state, work(before)) {
            _ if takes_turns && wrong.is_to_come => {
                format!("{name} takes turns, too, but gets to that line only later.")
            }
            (_, Some(number)) if takes_turns && work(&now.state) == Some(number) => {
                match told.subject.work.get(number) {
                    Some(work) => format!("{name} is still busy with {work}."),
                    None => format!("{name} is still busy."),
                }
            }
            (state, None)
                if !wrong.is_to_come
                    && self.is_all_taken(before)
                    && (takes_turns || state == TaskState::Finished) =>
            {
                format!("Nothing is left in the queue for {name}.")
            }
            (TaskState::Finished, _) => format!("{name} is done by then."),
            (TaskState::Waiting, _) => self.waits(task),
            (TaskState::Ready, _) if has_given => {
                format!("{name} gives the thread back, and is behind {author} then.")
            }
            (TaskState::Ready, _) if is_queued(&now.state) && self.window.turns == 1 => {
                format!("{name} is behind {author} in the run queue.")
            }
            (TaskState::Ready, _) if is_queued(decided) => {
                format!("By then, {name} is behind {author} in the run queue.")
            }
            _ => format!("{author} gets to its line first."),
        }
    }

    /// Returns a sentence about the reason why a task waits when the author of the line is decided.
    fn waits(&self, task: usize) -> String {
        let Self { told, now, decided, .. } = self;
        let name = told.name(task);
        let Some(then) = decided.tasks.get(task) else { return format!("{name} waits.") };
        let until = |task: &Task| task.until.filter(|_| is_timed(task));
        if let Thread::Task(author) = self.line.author {
            let ends = until(then).zip(decided.tasks.get(author).and_then(|task| until(task)));
            if let Some((end, first)) = ends.filter(|(end, first)| end >= first) {
                if told.time(end) == told.time(first) {
                    let (author, at) = (told.name(author), told.time(end));
                    return format!("{name}’s timer ends a moment after {author}’s, at {at}.");
                }
            }
        }
        let waits = told.waits(then, now.at);
        if self.holder() == Some(task) {
            format!("{name} gives the thread back: it {waits}.")
        } else if now.state.tasks.get(task).is_some_and(|now| now.until == then.until) {
            format!("{name} {waits}.")
        } else {
            format!("By then, {name} {waits}.")
        }
    }

    /// Returns the reason why a task that hasn't been created yet doesn't print the line.
    fn is_not_made(&self, name: &str) -> String {
        let author = self.name(self.line.author);
        match self.told.executor {
            Executor::Main if Some(self.line.author) == self.now.state.thread => {
                format!("main calls {name} only when {author} is done.")
            }
            Executor::Main => format!("main calls {author} before {name}."),
            _ => format!("The {} polls {author} first.", self.told.executor.name()),
        }
    }
}
