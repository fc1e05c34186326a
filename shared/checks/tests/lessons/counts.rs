//! The lessons that count: their output, and the turns of their tasks.

use crate::rows;
use checks::trace::{self, Task};
use proptest::prelude::*;
use std::collections::VecDeque;
use std::fmt::Write;

/// Returns the output that lesson 1 should have: the first task does all the work.
pub(crate) fn one_does_all(work: &[u64]) -> String {
    let line = |count: &u64| format!("Task One running\nTask One total: {count}\n");
    let lines = work.iter().map(line).collect::<Vec<_>>().concat();
    let idle = if work.is_empty() { "Task One nothing to do\n" } else { "" };
    format!("{idle}{lines}Task Two nothing to do\n")
}

/// Returns the output that lesson 2 should have: in each round, every unfinished task takes one step. In its turn, it
/// also ends and begins pieces of work for which it needs no step.
pub(crate) fn tasks_take_turns(work: &[u64]) -> String {
    let mut queue: VecDeque<u64> = work.iter().copied().collect();
    let mut tasks = vec![("One", None), ("Two", None)];
    let mut stdout = String::new();
    while !tasks.is_empty() {
        tasks.retain_mut(|(name, current)| {
            loop {
                match current {
                    Some((_, left)) if *left > 0 => {
                        *left -= 1;
                        return true;
                    }
                    Some((count, _)) => writeln!(stdout, "Task {name} total: {count}"),
                    None => Ok(()),
                }
                .expect("a string can be written to");
                *current = queue.pop_front().map(|count| (count, count));
                if current.is_none() {
                    return false;
                }
                writeln!(stdout, "Task {name} running").expect("a string can be written to");
            }
        });
    }
    stdout
}

#[test]
fn one_runs_until_it_is_done_and_then_two() {
    for arguments in [&[][..], &["7"], &["3", "1", "4", "1", "5"]] {
        let (run, parts) = rows::SYNC.program().trace(arguments);
        let [part] = &parts[..] else { panic!("{parts:?}") };
        part.check(&run.stdout);
        let [one, two] = &part.tasks[..] else { panic!("{parts:?}") };
        let works: Vec<_> = one.spans.iter().filter_map(|span| span.work.as_deref()).collect();
        let default = ["15", "10", "5", "2"];
        assert_eq!(works, if arguments.is_empty() { &default } else { arguments });
        assert!(part.never("waiting"));
        assert!(part.never("ready"));
        assert!(one.spans.last().is_some_and(|span| span.state == "finished"), "{one:?}");
        let end_of_one = one.spans.last().expect("there is one").time.start;
        assert!(trace::seconds(end_of_one) <= two.spent("not begun"), "{parts:?}");
    }
}

/// Checks that there is one turn for each step, and one more to end each task.
fn check_turns(work: &[u64]) {
    let arguments: Vec<_> = work.iter().map(u64::to_string).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let (run, parts) = rows::COOP.program().trace(&arguments);
    let [part] = &parts[..] else { panic!("{parts:?}") };
    part.check(&run.stdout);
    assert!(part.never("waiting"));
    let turns = |task: &Task| {
        let stretches = task.spans.chunk_by(|span, next| span.state == next.state);
        stretches.filter(|stretch| stretch[0].state == "running").count()
    };
    let turns: usize = part.tasks.iter().map(turns).sum();
    let expected = work.iter().sum::<u64>() + 2;
    // The clock of Windows is too coarse to see every turn.
    let seen = if cfg!(windows) { turns as u64 <= expected } else { turns as u64 == expected };
    assert!(seen, "{turns} for {expected}: {part:?}");
}

#[test]
fn every_step_is_a_turn() {
    check_turns(&[15, 10, 5, 2]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_step_of_any_work_is_a_turn(work in prop::collection::vec(0..40_u64, 1..12)) {
        check_turns(&work);
    }
}
