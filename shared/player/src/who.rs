//! Asks who runs next.

use crate::choices::{MOST, question};
use crate::idea;
use crate::past::Past;
use crate::run::{State, Step, TaskState};
use crate::why::{Told, is_timed};
use timeline::{Choice, Question};

/// Who has the thread next.
#[derive(Clone, Copy)]
pub(crate) enum Next {
    /// The task of this number.
    Task(usize),
    /// Main, as no task follows.
    Main,
    /// Somebody of whom nothing is kept.
    Unknown,
}

/// Asks who runs after a step in which the thread was given back.
pub(crate) fn who(told: &Told<'_>, step: &Step, next: Next, past: &Past<'_>) -> Option<Question> {
    let state = &step.state;
    let giver = past.given.and_then(|given| given.1);
    let right = match next {
        Next::Task(task) => Some(task),
        Next::Main => None,
        Next::Unknown => return None,
    };
    let mut others: Vec<_> = told.unfinished(state).filter(|task| Some(*task) != right).collect();
    let waits_for_others = right.and_then(|task| state.tasks.get(task)).is_some_and(|task| {
        task.state == TaskState::Waiting && !is_timed(task) && !others.is_empty()
    });
    if waits_for_others {
        // Nobody can tell.
        return None;
    }
    // Of many, those that are most likely to be taken for the next one.
    let queue = state.run_queue.as_deref().unwrap_or_default();
    let first = &queue[..queue.len().min(MOST)];
    let place = |task: &usize| first.iter().position(|it| it == task).unwrap_or(MOST);
    others.sort_by_key(|task| (Some(*task) != giver, place(task)));
    let is_done = giver.is_some_and(|giver| state.tasks[giver].state == TaskState::Finished);
    let main = (is_done && right.is_some()).then_some(None);
    let others = others.into_iter().map(Some);
    let mut named: Vec<_> = [right].into_iter().chain(main).chain(others).take(MOST).collect();
    named.sort_by_key(|task| task.unwrap_or(usize::MAX));

    let choices = named.into_iter().map(|task| {
        let (why, idea) = if task == right {
            (task.map_or_else(|| told.main_goes_on(state), |task| told.runs(state, task)), None)
        } else if let Some(task) = task {
            let why = told.does_not_run((state, step.at), (task, right), giver);
            (why, idea(state, (task, right), giver, past))
        } else {
            (told.main_does_not_go_on(state, right), None)
        };
        let text = task.map_or("main", |task| told.name(task)).to_owned();
        (Choice { text, why, idea }, task == right)
    });
    question(choices)
}

/// Returns the wrong idea by which a task would be next.
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
