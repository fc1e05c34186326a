//! The history of a long run: little of it is kept, and nothing is said about the rest.

use player::{History, Run};
use std::sync::Arc;
use timeline::{Deed, Entry, Event, Executor, Kind, Log, Subject, WaitReason};

/// The number of turns of a task: more than are kept, so that the others are only counted.
const MANY: u64 = 1000;
const MILLISECOND: u64 = 1_000_000;

/// Returns the steps of tasks that are woken and wait again this many times, each with the number of steps that it
/// stands for.
fn steps(tasks: usize, turns: u64) -> Vec<(String, u64)> {
    let mut history = History::default();
    let mut log = Log::default();
    let mut push = |task, deed, at| {
        history.note(Entry { at, task: Some(task), deed, place: None, held: true });
    };
    for task in 0..tasks {
        log.create("One", 0);
        push(task, Deed::Created { is_future: true }, 0);
    }
    let mut note = |task, event, at| {
        log.note(task, event, at);
        push(task, Deed::Event(event), at);
    };
    for turn in 0..=turns {
        let at = turn * MILLISECOND;
        for task in 0..tasks {
            if turn > 0 {
                note(task, Event::Woken, at);
            }
        }
        for task in 0..tasks {
            note(task, Event::Resumed(Executor::EventLoop), at);
            note(task, Event::Suspended(Some(WaitReason::Timer)), at);
        }
    }
    let (title, work) = (String::new(), Vec::new());
    let subject = Subject { title, kind: Kind::Delays, work, speed: 1.0, words: None };
    let picture = log.picture(Arc::new(subject), turns * MILLISECOND);
    let run = Run::new(&history, picture, |_| None);
    run.steps.into_iter().map(|step| (step.words, step.folded)).collect()
}

#[test]
fn equal_turns_are_one_step_whoever_is_woken() {
    for tasks in 1..=3 {
        let steps = steps(tasks, MANY);
        let folds: Vec<_> = (0..steps.len()).filter(|step| steps[*step].1 > 0).collect();
        let [fold] = folds[..] else { panic!("{steps:?}") };
        // Each turn has three steps: its task is woken, polled and suspended.
        let rests = steps.iter().filter(|(words, _)| words.contains("rests")).count();
        let kept = steps.len() - 1 - rests;
        let all = tasks as u64 * (2 + 1 + 3 * MANY);
        assert_eq!(steps[fold].1 + kept as u64, all, "{steps:?}");
        // The length of that rest is unknown.
        assert_eq!(
            steps[fold - 1].0,
            "The run queue is empty: the thread rests until something happens."
        );
    }
}
