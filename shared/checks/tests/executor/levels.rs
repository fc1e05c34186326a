//! The levels: a search without the explorer comes to the same findings.

use checks::workspace;
use executor::{Kind, Level, Outcome, Run, World, explore, levels};
use expect_test::expect;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::mem;

/// The levels with something to prove, each with the level in which it isn't true.
const TWINS: [(&str, &str); 2] =
    [("lost-update-locked", "lost-update"), ("deadlock-ordered", "deadlock")];

/// The programs of more than 24 lines, which don't fit on a small screen, with their numbers of lines.
const LONG: [(&str, usize); 3] = [("cancelled", 34), ("futurelock", 36), ("join-or-spawn", 40)];

/// Begins a level, and polls these tasks.
pub(crate) fn play(level: &Level, schedule: &[usize]) -> (World, Run<'static>) {
    let mut world = (level.start)();
    let mut run = Run::new(mem::take(&mut world.tasks));
    for task in schedule {
        assert!(run.choices(level.rule).contains(task), "{}: {schedule:?}", level.name);
        let _ = run.poll(*task);
    }
    (world, run)
}

/// The findings about a level.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    schedules: u128,
    reaching: u128,
    /// The number of polls of a shortest solution.
    shortest: Option<usize>,
}

/// Looks at all schedules of a level, the shorter ones first.
fn look(level: &Level) -> Found {
    let mut found = Found::default();
    let mut open = vec![Vec::new()];
    while !open.is_empty() {
        for schedule in mem::take(&mut open) {
            let (world, run) = play(level, &schedule);
            let is_reached = (world.is_reached)(&run);
            let choices = run.choices(level.rule);
            if is_reached || choices.is_empty() || schedule.len() == level.limit {
                found.schedules += 1;
                found.reaching += u128::from(is_reached);
                if is_reached {
                    found.shortest.get_or_insert(schedule.len());
                }
            } else {
                open.extend(choices.into_iter().map(|task| [&schedule[..], &[task]].concat()));
            }
        }
    }
    found
}

#[test]
#[expect(clippy::needless_raw_string_hashes, reason = "the table is written by a program")]
fn the_explorer_finds_what_there_is() {
    let mut table = String::new();
    for level in levels::ALL {
        let report = level.explore(&[]);
        let shortest = report.shortest.as_ref().map(Vec::len);
        let (schedules, reaching) = (report.schedules, report.broken);
        assert_eq!(look(level), Found { schedules, reaching, shortest }, "{}", level.name);
        assert!(report.is_complete && report.polls <= 300_000, "{}: {report:?}", level.name);
        let shortest = report.names(&report.shortest.clone().unwrap_or_default()).join(" ");
        table += format!("{} {schedules} {reaching} {shortest}", level.name).trim_end();
        table.push('\n');
    }
    expect![[r#"
        all-by-two 44 3 Two Two Two Two One Two Two
        short-first 16 2 One Two Two Two
        stale-check 72 48 One One One Two One Two
        in-vain 176 64 Parent Parent Parent Parent Washer Washer Washer Parent
        only-woken 5901 7 One Three Two Three One Two
        forgotten-waker 750 6 One Three Two One Three
        starved 6 1 Three Two Three Two Three Two Three Two Three Two
        lost-update 90 12 One One Two Three Three Two
        lost-update-locked 36 0
        deadlock 21 10 One Two Two Two Two One Two
        deadlock-ordered 16 0
        cancelled 82 32 One One One Two Boss One
        futurelock 38 6 One Bell Bell Two One Two
        backpressure 39 1 Producer Consumer Consumer Producer Consumer Consumer Producer Consumer Consumer Consumer
        join-or-spawn 458 108 A Join Ringer A Join B Ringer Join B
    "#]].assert_eq(&table);
}

#[test]
fn a_shortest_solution_reaches_the_goal_at_its_end() {
    for level in levels::ALL {
        let Some(shortest) = level.explore(&[]).shortest else { continue };
        for length in 0..=shortest.len() {
            let (world, run) = play(level, &shortest[..length]);
            let is_reached = (world.is_reached)(&run);
            assert_eq!(is_reached, length == shortest.len(), "{}: {shortest:?}", level.name);
        }
        // From each moment of it, the explorer finds the rest.
        for length in 0..shortest.len() {
            let rest = level.explore(&shortest[..length]).shortest;
            assert_eq!(rest.as_ref(), Some(&shortest), "{}: {length}", level.name);
        }
    }
}

#[test]
fn what_is_to_be_proved_holds_and_its_twin_breaks() {
    let named = |name: &str| levels::ALL.into_iter().find(|level| level.name == name);
    let proofs = levels::ALL.into_iter().filter(|level| level.kind == Kind::Prove);
    assert_eq!(proofs.map(|level| level.name).collect::<Vec<_>>(), TWINS.map(|(proof, _)| proof));
    for level in levels::ALL {
        let report = level.explore(&[]);
        assert_eq!(report.is_proof(), level.kind == Kind::Prove, "{}: {report}", level.name);
    }
    for (proof, twin) in TWINS {
        let [proof, twin] = [proof, twin].map(|name| named(name).expect("there is such a level"));
        assert!(twin.explore(&[]).broken > 0, "{}", twin.name);
        // They only differ in the point of the level.
        let [first, second] = [proof, twin].map(|level| play(level, &[]).1);
        assert_eq!((proof.rule, first.len()), (twin.rule, second.len()), "{}", proof.name);
        assert_eq!(proof.source.lines().next(), twin.source.lines().next(), "{}", proof.name);
    }
}

#[test]
fn without_the_lock_only_six_orders_are_right() {
    let world: RefCell<Option<World>> = RefCell::default();
    let level = levels::ALL.into_iter().find(|level| level.name == "lost-update");
    let start = || {
        let mut new = (level.expect("there is such a level").start)();
        let tasks = mem::take(&mut new.tasks);
        *world.borrow_mut() = Some(new);
        tasks
    };
    // The level with the lock has to prove this.
    let is_right = |outcome: &Outcome<'_, '_>| {
        let values = world.borrow().as_ref().map(|world| (world.values)());
        outcome.is_done() && values.is_some_and(|values| values == ["balance: 123"])
    };
    let report = explore(start, is_right);
    // Nothing is lost only if each task runs to its end before the next one begins, in one of six orders.
    assert_eq!((report.schedules, report.broken), (90, 84), "{report}");
}

#[test]
fn programs_and_words_fit_on_a_screen() {
    for level in levels::ALL {
        let name = level.name;
        let source = format!("shared/executor/src/programs/{}.rs", name.replace('-', "_"));
        assert_eq!(workspace::read(&source).as_deref(), Ok(level.source), "{name}");
        let long = LONG.iter().find(|(long, _)| *long == name);
        let lines = level.source.lines().count();
        assert!(lines <= long.map_or(24, |(_, lines)| *lines), "{name}: {lines}");
        assert!(level.source.starts_with("//! "), "{name}");
        let tasks = play(level, &[]).1.len();
        for line in level.source.lines() {
            // A screen of 60 columns has no room for more beside the marks and the number of the line.
            assert!(line.chars().count() <= 55 - tasks, "{name}: {line}");
        }
        for (text, most) in
            [(level.title, 40), (level.goal, 160), (level.hint, 200), (level.won, 360)]
        {
            assert!((1..=most).contains(&text.chars().count()), "{name}: {text}");
            assert!(!text.contains("  ") && text == text.trim(), "{name}: {text}");
        }
        for text in [level.goal, level.hint, level.won] {
            assert!(text.ends_with(['.', '?', '!']), "{name}: {text}");
        }
        assert!(workspace::root().join(level.chapter).is_file(), "{name}: {}", level.chapter);
    }
}

#[test]
fn names_tell_levels_and_tasks_apart() {
    let is_name = |name: &str| {
        name.split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
    };
    assert!(levels::ALL.iter().all(|level| is_name(level.name)));
    for words in [levels::ALL.map(|level| level.name), levels::ALL.map(|level| level.title)] {
        assert_eq!(BTreeSet::from(words).len(), levels::ALL.len(), "{words:?}");
    }
    for level in levels::ALL {
        let (_, run) = play(level, &[]);
        let names: BTreeSet<_> = (0..run.len()).map(|task| run.name(task).to_lowercase()).collect();
        assert!(names.len() == run.len() && (1..=4).contains(&run.len()), "{names:?}");
        let lines = 1..=level.source.lines().count();
        let made = |task| lines.contains(&(run.made_in(task) as usize));
        assert!((0..run.len()).all(made), "{}", level.name);
    }
}

#[test]
fn tasks_wait_in_lines_of_the_program() {
    for level in levels::ALL {
        let lines = 1..=level.source.lines().count();
        let mut schedule = Vec::new();
        loop {
            let (_, run) = play(level, &schedule);
            for task in (0..run.len()).filter(|task| run.polls(*task) > 0) {
                let waits = run.waits(task);
                assert_eq!(waits.is_empty(), run.is_done(task), "{}: {schedule:?}", level.name);
                let is_in = |line: u32| lines.contains(&(line as usize));
                assert!(waits.iter().all(|wait| is_in(wait.line)), "{}: {waits:?}", level.name);
            }
            let choices = run.choices(level.rule);
            if choices.is_empty() || schedule.len() == level.limit {
                break;
            }
            schedule.push(choices[schedule.len() % choices.len()]);
        }
    }
}
