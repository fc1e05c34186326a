//! Asks what is printed next.

use crate::choices::{MOST, question};
use crate::idea;
use crate::line::{Line, differ, ending, renamed, time, with_time};
use crate::past::Past;
use crate::run::{State, Step, Task, TaskState, Thread};
use crate::why::{Told, is_timed};
use timeline::{Choice, Executor, Kind, LONG, Question};

/// The choices that are enough, if there are wrong ones of each kind.
const ENOUGH: usize = 4;
/// The lines among which those that are still to come are looked for.
const AHEAD: usize = 32;

/// A line that does not come next.
#[derive(Clone)]
struct Wrong {
    text: String,
    author: Thread,
    is_to_come: bool,
    /// Whether its author would print it next.
    is_first: bool,
    /// Why it does not come next, and its wrong idea, if that follows from the line.
    known: Option<(String, &'static str)>,
}

impl Wrong {
    fn new(text: String, author: Thread, known: Option<(String, &'static str)>) -> Self {
        Self { text, author, is_to_come: false, is_first: true, known }
    }

    fn to_come(line: &Line<'_>, ahead: &[Line<'_>]) -> Self {
        let first = ahead.iter().find(|next| next.author == line.author);
        let is_first = first.is_some_and(|first| first.text == line.text);
        Self { is_to_come: true, is_first, ..Self::new(line.text.to_owned(), line.author, None) }
    }

    fn made_up(text: String, author: Thread, ahead: &[Line<'_>]) -> Self {
        let is_first = ahead.iter().all(|line| line.author != author);
        Self { is_first, ..Self::new(text, author, None) }
    }
}

/// Asks after a step what is printed first of the lines that are to come.
pub(crate) fn what(
    told: &Told<'_>,
    steps: &[Step],
    from: usize,
    lines: &[Line<'_>],
    past: &Past<'_>,
) -> Option<Question> {
    let (line, rest) = lines.split_first()?;
    let window = Window::new(&steps[from..=line.step]);
    let moment = Moment {
        told,
        now: &steps[from],
        decided: &steps[from + window.decided].state,
        before: &steps[line.step - 1].state,
        at: steps[line.step].at,
        window,
        line,
        past,
    };
    let right = Choice { text: line.text.to_owned(), why: moment.why(), idea: None };
    let wrong = moment.wrong(&rest[..rest.len().min(AHEAD)]).into_iter().map(|wrong| {
        let (why, idea) = match &wrong.known {
            Some((why, idea)) => (why.clone(), Some(*idea)),
            None => (moment.why_not(&wrong), moment.idea(&wrong)),
        };
        Choice { text: wrong.text, why, idea }
    });
    question(right, wrong)
}

/// What happens until a line is printed.
#[derive(Default)]
struct Window {
    /// How often a task is given the thread.
    turns: u64,
    /// The step after which it is decided who prints the line, from where the window begins.
    decided: usize,
    /// The longest time for which a task holds the thread between two steps.
    hold: u64,
}

impl Window {
    fn new(steps: &[Step]) -> Self {
        let mut window = Self::default();
        let mut given = None;
        for (number, pair) in steps.windows(2).enumerate() {
            let [before, step] = [&pair[0], &pair[1]];
            let (then, now) = (before.state.thread, step.state.thread);
            let has_task = matches!(now, Some(Thread::Task(_)));
            if step.folded > 0 {
                window.turns += step.folded;
                window.decided = number + 1;
                given = Some(number + 1);
            } else if then == now && has_task {
                window.hold = window.hold.max(step.at.saturating_sub(before.at));
            } else if then != now {
                if matches!(then, Some(Thread::Task(_))) {
                    given = Some(number + 1);
                }
                if has_task {
                    window.turns += 1;
                    window.decided = given.unwrap_or(number);
                }
            }
        }
        window
    }
}

/// The moment after a line is printed, and what happens until the next one.
struct Moment<'a> {
    told: &'a Told<'a>,
    /// The step after which it is asked.
    now: &'a Step,
    /// How everything is when it is decided who prints the line.
    decided: &'a State,
    /// How everything is before the line is printed.
    before: &'a State,
    /// The time at which it is printed.
    at: u64,
    window: Window,
    line: &'a Line<'a>,
    past: &'a Past<'a>,
}

impl Moment<'_> {
    /// Returns the lines that could be taken for the next one, of which these ones do come later.
    fn wrong(&self, ahead: &[Line<'_>]) -> Vec<Wrong> {
        let mut wrong: Vec<Wrong> = Vec::new();
        let mut add = |new: Wrong| {
            let is_new = wrong.iter().all(|wrong| differ(&wrong.text, &new.text));
            if is_new && differ(self.line.text, &new.text) && wrong.len() + 1 < MOST {
                wrong.push(new);
            }
            wrong.len() + 1
        };
        let totals = self.totals();
        if !totals.is_empty() {
            for total in totals {
                add(total);
            }
            return wrong;
        }
        if let Some(time) = self.time_in_line() {
            add(time);
        }
        let [said, other] = self.made_up().map(|made| {
            let (text, author) = made?;
            let to_come = ahead.iter().find(|line| line.text == text);
            let to_come = to_come.map(|line| Wrong::to_come(line, ahead));
            Some(to_come.unwrap_or_else(|| Wrong::made_up(text, author, ahead)))
        });
        let mut count = said.map_or(1, &mut add);
        // A line of somebody else tells more than another one of one's own.
        let elsewhere = ahead.iter().find(|line| line.author != self.line.author);
        for line in elsewhere.into_iter().chain(ahead) {
            if count >= ENOUGH {
                break;
            }
            count = add(Wrong::to_come(line, ahead));
        }
        if let (1, Some(other)) = (count, other) {
            add(other);
        }
        wrong
    }

    /// Returns totals that are not the one that main prints.
    fn totals(&self) -> Vec<Wrong> {
        let Some((right, sum, task, (count, most))) = self.total() else { return Vec::new() };
        let longest = self.past.times.1;
        let name = self.told.name(task);
        let all = format!("All the times add up to {sum:.1} s, but they overlap.");
        let own = if count == 1 {
            format!("{name}’s time is {most:.1} s, but not all others overlap with it.")
        } else {
            format!("{name}’s times are {most:.1} s, but not all others overlap with them.")
        };
        let one = format!("The longest time is {longest:.1} s, but that is not all.");
        let could_be = [
            (sum > right, sum, all, idea::ADD_UP),
            (most < right, most, own, idea::OVERLAP),
            (longest < right, longest, one, idea::LONGEST),
        ];
        let wrong = could_be.into_iter().filter(|it| it.0 && !self.is_near(it.1, right));
        wrong.map(|(_, time, why, idea)| self.other_time(time, why, idea)).collect()
    }

    fn other_time(&self, time: f64, why: String, idea: &'static str) -> Wrong {
        let text = with_time(self.line.text, time);
        Wrong::new(text, self.line.author, Some((why, idea)))
    }

    /// Returns the time that main prints at the end, that of all tasks together, and the task with the most
    /// time, with how many times it printed, and their sum.
    fn total(&self) -> Option<(f64, f64, usize, (u32, f64))> {
        let is_over = self.told.unfinished(self.before).next().is_none();
        let is_known = self.line.author == Thread::Main && self.past.is_whole;
        let right = time(self.line.text).filter(|_| is_over && is_known)?;
        let times = self.past.tasks.iter().map(|task| task.times).enumerate();
        let (task, most) = times.max_by(|one, other| one.1.1.total_cmp(&other.1.1))?;
        let sum: f64 = self.past.tasks.iter().map(|task| task.times.1).sum();
        (self.past.times.0 > 0).then_some((right, sum, task, most))
    }

    /// Returns whether two sums of rounded times may be those of the same times.
    fn is_near(&self, one: f64, other: f64) -> bool {
        let rounded = 0.05 * f64::from(self.past.times.0 + 1);
        let late = 0.05 * other;
        (one - other).abs() <= rounded.max(late)
    }

    /// Returns the time of a task if it included that for which it was ready before its turn.
    fn time_in_line(&self) -> Option<Wrong> {
        let Thread::Task(task) = self.line.author else { return None };
        let right = time(self.line.text).filter(|_| self.window.turns == 0)?;
        let known = self.past.tasks.get(task)?;
        let seconds = |nanoseconds| self.told.seconds(nanoseconds);
        let was_ready = seconds(known.was_ready);
        let ran = seconds(self.at.saturating_sub(known.resumed_at));
        if was_ready < (right / 4.0).max(2.0 * LONG) || ran < right - 2.0 * LONG {
            return None;
        }
        let name = self.told.name(task);
        let why = format!(
            "{name} was ready for {was_ready:.1} s before its turn, but its timer did not run then."
        );
        Some(self.other_time(right + was_ready, why, idea::IN_LINE))
    }

    /// Returns what was said before, with another name; and the line itself, with another name.
    fn made_up(&self) -> [Option<(String, Thread)>; 2] {
        let Thread::Task(author) = self.line.author else { return [None, None] };
        let in_place = |text, name: usize, other: usize| {
            let renamed = renamed(text, self.told.name(name), self.told.name(other))?;
            Some((renamed, Thread::Task(other)))
        };
        let said = self.past.statement.and_then(|(text, task)| {
            let other = self.told.unfinished(&self.now.state).find(|other| *other != task)?;
            in_place(text, task, other)
        });
        let other = (0..self.told.names.len()).find(|other| *other != author);
        let this = other.and_then(|other| in_place(self.line.text, author, other));
        [said.or_else(|| this.clone().filter(|_| ending(self.line.text).1.is_none())), this]
    }

    /// Returns for how many lesson seconds a task holds the thread before the line, if for long.
    fn held(&self) -> Option<f64> {
        let held = self.told.seconds(self.window.hold);
        // On a busy machine, moments are long: what is timed is to have passed in them.
        let least = time(self.line.text).map_or(LONG, |time| LONG.max(time / 2.0));
        (held >= least).then_some(held)
    }

    /// Returns who has the thread when it is asked.
    fn holder(&self) -> Option<usize> {
        if let Some(Thread::Task(task)) = self.now.state.thread { Some(task) } else { None }
    }

    /// Returns why the line comes next.
    fn why(&self) -> String {
        let Thread::Task(author) = self.line.author else { return self.why_main() };
        let Self { told, decided, .. } = self;
        let now = &self.now.state;
        let turns = self.window.turns;
        let name = told.name(author);
        if turns == 0 {
            return match (self.held(), told.subject.kind) {
                (Some(_), Kind::Delays) => {
                    format!("{name} keeps the thread until then: its sleep is no await.")
                }
                (Some(_), Kind::Pages) => {
                    format!("{name} keeps the thread until then: its request is no await.")
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
                _ => format!("All others are done by then, so only {name} is left."),
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
                format!("{goes_on} The times add up to this: no two overlap.")
            }
            Some((right, _, task, (count, most))) if self.is_near(most, right) => {
                let name = self.told.name(task);
                let this = if count == 1 {
                    format!("{name}’s time is this, and the others overlap with it.")
                } else {
                    format!("{name}’s times add up to this, and the others overlap with them.")
                };
                format!("{goes_on} {this}")
            }
            _ => goes_on,
        }
    }

    /// Returns why a line does not come next.
    fn why_not(&self, wrong: &Wrong) -> String {
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

    /// Returns why somebody who may get the thread before the line does not print another one first.
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

    /// Returns what a task waits for when it is decided who prints the line.
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

    /// Returns why a task that is not there yet does not print the line.
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

    fn name(&self, thread: Thread) -> &str {
        if let Thread::Task(task) = thread { self.told.name(task) } else { "main" }
    }

    fn is_all_taken(&self, state: &State) -> bool {
        state.taken == Some(self.told.subject.work.len())
    }

    /// Returns the wrong idea by which a line would come next.
    fn idea(&self, wrong: &Wrong) -> Option<&'static str> {
        let (Thread::Task(task), Thread::Task(author)) = (wrong.author, self.line.author) else {
            return None;
        };
        let known = |task: usize| self.past.tasks.get(task);
        let said = |task: usize| known(task)?.said;
        if task == author {
            let is_share =
                said(task).is_none() && !wrong.is_to_come && self.is_all_taken(self.before);
            return is_share.then_some(idea::SHARE);
        }
        let now = self.now.state.tasks.get(task).map(|task| task.state);
        let is_first = wrong.is_first || !wrong.is_to_come && said(task).is_none();
        if !is_first || now == Some(TaskState::Finished) {
            return None;
        }
        match self.window.turns {
            0 if now == Some(TaskState::Waiting) => None,
            0 if self.held().is_none() || self.told.executor == Executor::Main => Some(idea::TURNS),
            0 => match self.told.subject.kind {
                Kind::Delays => Some(idea::SLEEP),
                Kind::Pages => Some(idea::REQUEST),
                Kind::Counts | Kind::Chores => Some(idea::TURNS),
            },
            1 if self.holder() == Some(task) => idea::keeps_the_thread(self.decided, task),
            turns => {
                let end = |task: usize| {
                    let task = self.decided.tasks.get(task)?;
                    task.until.filter(|_| task.state == TaskState::Waiting)
                };
                let is_earlier = said(task)? < said(author)?;
                let waits_longer =
                    end(task).zip(end(author)).is_some_and(|(end, first)| end > first);
                match () {
                    () if !is_earlier => None,
                    () if waits_longer => Some(idea::WAITS_FIRST),
                    () if turns > 1 && end(task).is_none() => Some(idea::BEGINS_FIRST),
                    () => None,
                }
            }
        }
    }
}
