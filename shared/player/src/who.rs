//! Questions about the task that gets the thread next.

use crate::choices::{MOST, question};
use crate::idea;
use crate::line::SAME;
use crate::past::Past;
use crate::run::{State, Step, TaskState};
use crate::why::{Told, is_timed};
use timeline::{Choice, Question};

/// The next holder of the thread.
#[derive(Clone, Copy)]
pub(crate) enum Next {
    /// The task with this number.
    Task(usize),
    /// Main, because no task follows.
    Main,
    /// Somebody unknown, because the next steps aren't kept.
    Unknown,
}

/// Makes the question who gets the thread after a step that leaves it free; `None` if nobody can tell.
pub(crate) fn who(told: &Told<'_>, step: &Step, next: Next, past: &Past<'_>) -> Option<Question> {
    let state = &step.state;
    let giver = past.given.and_then(|given| given.1);
    let right = match next {
        Next::Task(task) => Some(task),
        Next::Main => None,
        Next::Unknown => return None,
    };
    if right.is_some_and(|task| is_open(told, state, task)) {
        return None;
    }
    let is_done = |task: usize| state.tasks[task].state == TaskState::Finished;
    let could_be_over = told.unfinished(state).count() == 1 || giver.is_some_and(is_done);
    let main = could_be_over.then_some(None);
    // If there are many, the most likely wrong answers come first.
    let queued = state.run_queue.iter().flatten().copied();
    let likely = giver.filter(|giver| !is_done(*giver)).into_iter().chain(queued);
    let mut others = Vec::new();
    for task in main.into_iter().chain(likely.chain(told.unfinished(state)).map(Some)) {
        if others.len() + 1 < MOST && task != right && !others.contains(&task) {
            others.push(task);
        }
    }
    let name = |task: Option<usize>| task.map_or("main", |task| told.name(task)).to_owned();
    let others = others.into_iter().map(|task| {
        let (why, idea) = if let Some(task) = task {
            let why = told.does_not_run((state, step.at), (task, right), giver);
            (why, idea(state, (task, right), giver, past))
        } else {
            (told.main_does_not_go_on(state, right), None)
        };
        Choice { text: name(task), why, idea }
    });
    let why = right.map_or_else(|| told.main_goes_on(state), |task| told.runs(state, task));
    question(Choice { text: name(right), why, idea: None }, others, MOST)
}

/// Returns whether nobody can tell that this task is next, because all tasks wait and their timers don't decide
/// it.
fn is_open(told: &Told<'_>, state: &State, task: usize) -> bool {
    let end = |task: usize| {
        let task = state.tasks.get(task).filter(|task| is_timed(task))?;
        Some(told.seconds(task.until?))
    };
    let is_clear = |other: usize| {
        end(task).zip(end(other)).is_some_and(|(one, other)| (one - other).abs() > SAME)
    };
    let mut others = told.unfinished(state).filter(|other| *other != task);
    state.run_queue.as_ref().is_some_and(Vec::is_empty) && !others.all(is_clear)
}

/// Returns the misconception by which a task would be next; `None` if there is none.
fn idea(
    state: &State,
    (task, next): (usize, Option<usize>),
    giver: Option<usize>,
    past: &Past<'_>,
) -> Option<&'static str> {
    if giver == Some(task) {
        idea::keeps_the_thread(state, task)
    } else {
        past.waits_first(state, task, next?).then_some(idea::WAITS_FIRST)
    }
}
