//! Asks what comes next in a run, from its steps and lines alone: it knows no lesson.

use crate::line::lines;
use crate::past::Past;
use crate::run::{State, Step, TaskState, Thread};
use crate::what::what;
use crate::who::{Next, who};
use crate::why::Told;
use timeline::{Executor, Subject};

/// Fills in the questions of the steps of a run, in which tasks of these names print these lines.
pub(crate) fn ask(
    steps: &mut [Step],
    printed: &[Option<String>],
    names: &[String],
    subject: &Subject,
) {
    let told = Told { names, subject, executor: executor(steps) };
    let lines = lines(steps, printed);
    let nexts = nexts(steps);
    let nothing = State::default();
    let mut past = Past { is_whole: printed.iter().all(Option::is_some), ..Past::default() };
    let mut asked = Vec::new();
    let mut line = 0;
    for (number, step) in steps.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &steps[before]);
        if let Some(before) = before {
            past.pass(step, before);
        }
        if let Some(it) = lines.get(line).filter(|line| line.step == number) {
            if let Some((_, asked)) = asked.last_mut() {
                *asked = what(&told, steps, &lines[line..], &past);
            }
            past.hear(it, told.names_work(&step.state, it.author, it.text));
            line += 1;
        }
        past.learn(number, step, before.map_or(&nothing, |before| &before.state));
        let is_given = past.given.is_some_and(|given| given.0 == number);
        let is_free = matches!(step.state.thread, Some(Thread::Main | Thread::Nobody));
        let who = if is_given && is_free { who(&told, step, nexts[number], &past) } else { None };
        asked.push((who, None));
    }
    for (step, asked) in steps.iter_mut().zip(asked) {
        (step.who, step.what) = asked;
    }
}

/// Returns what runs the tasks, as far as the steps tell.
fn executor(steps: &[Step]) -> Executor {
    let has_waker = |step: &Step| step.state.tasks.iter().any(|task| task.waker.is_some());
    if steps.iter().any(has_waker) {
        Executor::EventLoop
    } else if steps.iter().any(|step| step.state.run_queue.is_some()) {
        Executor::Loop
    } else {
        Executor::Main
    }
}

/// Returns who has the thread next after each step.
fn nexts(steps: &[Step]) -> Vec<Next> {
    let is_over = steps
        .last()
        .is_some_and(|step| step.state.tasks.iter().all(|task| task.state == TaskState::Finished));
    let mut next = if is_over { Next::Main } else { Next::Unknown };
    let mut nexts = Vec::new();
    for step in steps.iter().rev() {
        nexts.push(next);
        if step.folded > 0 {
            next = Next::Unknown;
        } else if let Some(Thread::Task(task)) = step.state.thread {
            next = Next::Task(task);
        }
    }
    nexts.reverse();
    nexts
}
