//! Wrong answers: lines that could be taken for the next one.

use crate::choices::MOST;
use crate::idea;
use crate::line::{Line, differ, ending, renamed, time, with_time};
use crate::moment::Moment;
use crate::run::Thread;
use timeline::LONG;

/// The number of choices that is enough, if there are wrong ones of each kind.
const ENOUGH: usize = 4;
/// The number of coming lines that are searched for wrong answers.
pub(crate) const AHEAD: usize = 32;

/// A line that doesn't come next.
#[derive(Clone)]
pub(crate) struct Wrong {
    pub(crate) text: String,
    pub(crate) author: Thread,
    pub(crate) is_to_come: bool,
    /// True if it's the next line of its author.
    pub(crate) is_first: bool,
    /// The reason why it doesn't come next, and the misconception; `None` unless they follow from the
    /// line.
    pub(crate) known: Option<(String, &'static str)>,
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

impl Moment<'_> {
    /// Returns the lines that could be taken for the next one. Those in `ahead` do come later.
    pub(crate) fn wrong(&self, ahead: &[Line<'_>]) -> Vec<Wrong> {
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
        // A line of another author tells more than another one of the same author.
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

    /// Returns wrong totals, if the line is a total that main prints.
    fn totals(&self) -> Vec<Wrong> {
        let Some((right, sum, task, (count, most))) = self.total() else { return Vec::new() };
        let longest = self.past.times.1;
        let name = self.told.name(task);
        let all = format!("All the times add up to {sum:.1} s, but they overlap.");
        let own = if count == 1 {
            format!("{name}’s time is {most:.1} s, but not all the others overlap with it.")
        } else {
            format!("{name}’s times are {most:.1} s, but not all the others overlap with them.")
        };
        let one = format!("The longest time is {longest:.1} s, but that isn't all.");
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

    /// Returns the line with the time that the task would print if its timer also ran while it was ready before its
    /// turn.
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
            "{name} was ready for {was_ready:.1} s before its turn, but its timer wasn't running yet."
        );
        Some(self.other_time(right + was_ready, why, idea::IN_LINE))
    }

    /// Returns an earlier line with another name, and the line itself with another name.
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
}
