//! Asks what is printed next.

use crate::choices::{MOST, question};
use crate::idea;
use crate::line::{Line, differ, ending, renamed, time, with_time};
use crate::past::Past;
use crate::run::{State, Step, TaskState, Thread};
use crate::why::Told;
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
}

/// Asks what is printed first of these lines.
pub(crate) fn what(
    told: &Told<'_>,
    steps: &[Step],
    lines: &[Line<'_>],
    past: &Past<'_>,
) -> Option<Question> {
    let (line, rest) = lines.split_first()?;
    let moment = Moment { told, steps, state: &steps[line.step - 1].state, line, past };
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

/// The moment before a line is printed.
struct Moment<'a> {
    told: &'a Told<'a>,
    steps: &'a [Step],
    state: &'a State,
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
            Some(to_come.unwrap_or_else(|| Wrong::new(text, author, None)))
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
        let Some((right, sum, task, most)) = self.total() else { return Vec::new() };
        let longest = self.past.times.1;
        let name = self.told.name(task);
        let all = format!("All the times add up to {sum:.1} s, but they overlap.");
        let own = format!("{name}’s times are {most:.1} s, but not all others overlap with them.");
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
    /// time, with that time.
    fn total(&self) -> Option<(f64, f64, usize, f64)> {
        let is_over = self.told.unfinished(self.state).next().is_none();
        let is_known = self.line.author == Thread::Main && self.past.is_whole;
        let right = time(self.line.text).filter(|_| is_over && is_known)?;
        let times = self.past.tasks.iter().map(|task| task.times).enumerate();
        let (task, most) = times.max_by(|one, other| one.1.total_cmp(&other.1))?;
        let sum: f64 = self.past.tasks.iter().map(|task| task.times).sum();
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
        let right = time(self.line.text)?;
        let known = self.past.tasks.get(task)?;
        let seconds = |nanoseconds| self.told.subject.seconds(nanoseconds);
        let was_ready = seconds(known.was_ready);
        let ran = seconds(self.steps[self.line.step].at.saturating_sub(known.resumed_at));
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
            let other = self.told.unfinished(self.state).find(|other| *other != task)?;
            in_place(text, task, other)
        });
        let other = (0..self.told.names.len()).find(|other| *other != author);
        let this = other.and_then(|other| in_place(self.line.text, author, other));
        [said.or_else(|| this.clone().filter(|_| ending(self.line.text).1.is_none())), this]
    }

    /// Returns for how many lesson seconds a task held the thread before the line, if for long.
    fn held(&self) -> Option<f64> {
        let held = self.told.subject.seconds(self.past.window.hold);
        // On a busy machine, moments are long: what is timed is to have passed in them.
        let least = time(self.line.text).map_or(LONG, |time| LONG.max(time / 2.0));
        (held >= least).then_some(held)
    }

    /// Returns why the line comes next.
    fn why(&self) -> String {
        let Thread::Task(author) = self.line.author else { return self.why_main() };
        let name = self.told.name(author);
        let window = &self.past.window;
        match (window.turns, self.held()) {
            (0, Some(held)) => {
                format!("{name} holds the thread for {held:.1} s: nobody else can run meanwhile.")
            }
            (0, None) => {
                format!("{name} still has the thread, and does not give it back before this line.")
            }
            _ if window.turns == 1 || self.told.executor == Executor::EventLoop => {
                self.told.runs(&self.steps[self.past.resumed_from].state, author)
            }
            _ if window.is_several => {
                format!("They take turns, and {name} comes to its next line first.")
            }
            _ => format!("Nobody but {name} has had the thread since the line before."),
        }
    }

    fn why_main(&self) -> String {
        let goes_on = self.told.main_goes_on(self.state);
        match self.total() {
            Some((right, sum, ..)) if self.is_near(sum, right) => {
                format!("{goes_on} The times add up to this: no two overlap.")
            }
            Some((right, _, task, most)) if self.is_near(most, right) => {
                let name = self.told.name(task);
                format!(
                    "{goes_on} {name}’s times add up to this, and the others overlap with them."
                )
            }
            _ => goes_on,
        }
    }

    /// Returns why a line does not come next.
    fn why_not(&self, wrong: &Wrong) -> String {
        let window = &self.past.window;
        let Thread::Task(task) = wrong.author else {
            return self.told.does_not_print(self.now(), wrong.author, false);
        };
        let name = self.told.name(task);
        if wrong.author == self.line.author {
            return match wrong.is_to_come {
                true => format!("{name} comes to that only later."),
                false if self.is_all_taken() => "Nothing is left in the queue.".to_owned(),
                false => format!("{name} does not print that now."),
            };
        }
        let is_loop = self.told.executor == Executor::Loop && window.turns > 1;
        if is_loop && window.is_several && wrong.is_to_come && self.is_ready(task) {
            return format!("{name} takes turns, too, but comes to that only later.");
        }
        self.told.does_not_print(self.now(), wrong.author, window.giver == Some(task))
    }

    fn is_all_taken(&self) -> bool {
        self.state.taken == Some(self.told.subject.work.len())
    }

    fn now(&self) -> (&State, u64) {
        (self.state, self.steps[self.line.step].at)
    }

    fn is_ready(&self, task: usize) -> bool {
        self.state.tasks.get(task).is_some_and(|task| task.state == TaskState::Ready)
    }

    /// Returns the wrong idea by which a line would come next.
    fn idea(&self, wrong: &Wrong) -> Option<&'static str> {
        let (Thread::Task(task), Thread::Task(author)) = (wrong.author, self.line.author) else {
            return None;
        };
        let known = |task: usize| self.past.tasks.get(task);
        if task == author {
            let has_nothing = known(task).is_none_or(|known| known.said.is_none());
            let is_share = has_nothing && !wrong.is_to_come && self.is_all_taken();
            return is_share.then_some(idea::SHARE);
        }
        let state = self.state.tasks.get(task).map(|task| task.state);
        if !wrong.is_first || state == Some(TaskState::Finished) {
            return None;
        }
        let window = &self.past.window;
        let is_waiting = state == Some(TaskState::Waiting);
        let given = &self.steps[self.past.resumed_from].state;
        match window.turns {
            0 if is_waiting => None,
            0 if self.held().is_none() || self.told.executor == Executor::Main => Some(idea::TURNS),
            0 => match self.told.subject.kind {
                Kind::Delays => Some(idea::SLEEP),
                Kind::Pages => Some(idea::REQUEST),
                Kind::Counts | Kind::Chores => Some(idea::TURNS),
            },
            1 if window.giver == Some(task) => idea::keeps_the_thread(given, task),
            1 => self.past.waits_first(given, task, author).then_some(idea::WAITS_FIRST),
            _ => {
                let began = known(task)?.said?;
                let idea = if is_waiting { idea::WAITS_FIRST } else { idea::BEGINS_FIRST };
                (began < known(author)?.said?).then_some(idea)
            }
        }
    }
}
