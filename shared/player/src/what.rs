//! Questions about the line that is printed next.

use crate::choices::{MOST, question};
use crate::idea;
use crate::line::Line;
use crate::moment::{Moment, Window};
use crate::past::Past;
use crate::run::{Step, TaskState, Thread};
use crate::why::Told;
use crate::wrong::{AHEAD, Wrong};
use timeline::{Choice, Executor, Kind, Question};

/// Makes the question which of the coming `lines` is printed first after the step `from`; `None` if there is no
/// choice.
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
    question(right, wrong, MOST)
}

impl Moment<'_> {
    /// Returns the misconception by which a line would come next; `None` if there is none.
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
                Kind::Counts | Kind::Chores | Kind::Polls => Some(idea::TURNS),
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
