//! Questions about a run. They're made from its steps and lines alone, without knowing any lesson.

use crate::line::{Line, lines};
use crate::past::Past;
use crate::run::{State, Step, TaskState, Thread};
use crate::what::what;
use crate::who::{Next, who};
use crate::why::Told;
use timeline::{Executor, Subject};

/// Adds questions to the steps of a run, in which tasks with these names print these lines.
pub(crate) fn ask(
    steps: &mut [Step],
    printed: &[Option<String>],
    names: &[String],
    subject: &Subject,
) {
    let told = Told { names, subject, executor: executor(steps) };
    let lines = lines(steps, printed);
    let mut lines = &lines[..];
    let nexts = nexts(steps);
    let nothing = State::default();
    let mut past = Past { is_whole: printed.iter().all(Option::is_some), ..Past::default() };
    let mut asked = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let before = number.checked_sub(1).map_or(&nothing, |before| &steps[before].state);
        if let Some(line) = lines.first().filter(|line| line.step == number) {
            past.hear(line, told.names_work(&step.state, line.author, line.text));
            lines = &lines[1..];
        }
        past.learn(number, step, before);
        let printed = step.state.printed;
        let is_next = |line: &Line<'_>| steps[line.step].state.printed == printed + 1;
        let asks = (number == 0 || printed > before.printed) && lines.first().is_some_and(is_next);
        let what = if asks { what(&told, steps, number, lines, &past) } else { None };
        let is_free = matches!(step.state.thread, Some(Thread::Main | Thread::Nobody));
        let is_given = match past.given {
            Some((given, _)) => given == number,
            None => steps.get(number + 1).is_some_and(has_task),
        };
        let who = if is_given && is_free { who(&told, step, nexts[number], &past) } else { None };
        asked.push((who, what));
    }
    for (step, asked) in steps.iter_mut().zip(asked) {
        (step.who, step.what) = asked;
    }
}

fn has_task(step: &Step) -> bool {
    matches!(step.state.thread, Some(Thread::Task(_)))
}

/// Returns the executor of the tasks, as far as the steps tell.
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

/// Returns the next holder of the thread after each step.
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
