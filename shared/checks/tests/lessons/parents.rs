//! The Python course's statements about its parents as figures, on the evening of the script and on a thousand others.

use checks::parent::{self, NUMBERS, Parent};
use checks::{Program, Run, rejected, workspace};
use evening::cli::Evening;
use evening::{Chore, Home, Score};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

#[path = "../../../../lesson-04-async/examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod nonblocking;
#[path = "../../../../lesson-02-coop/examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod polling;
#[path = "../../../../lesson-01-sync/examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod sync;
#[path = "../../../../lesson-03-blocking/examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod threading;

use threading::Way;

const LANES: [&str; 4] = ["children", "laundry", "checkbook", "parent"];

#[test]
fn the_synchronous_parent_lives_through_the_evening() {
    parent::check(&Parent {
        name: "sync-parent",
        lanes: &LANES,
        help: &["--example sync-parent -- --seed 7"],
        rejected: &[],
    });
}

#[test]
fn the_polling_parent_lives_through_the_evening() {
    parent::check(&Parent {
        name: "polling-parent",
        lanes: &LANES,
        help: &["--every MINUTES", "--sweep", "--example polling-parent -- --every 5"],
        rejected: &[
            (&["--sweep", "--every", "5"], "--sweep and --every contradict each other"),
            (&["--timeline", "--sweep"], "--sweep and --timeline contradict each other"),
            (&["--sweep", "--html", "x"], "--sweep and --html contradict each other"),
            (&["--fix"], "there is no option \"--fix\""),
        ],
    });
    let intervals = format!("{NUMBERS}|0|61");
    let accepted = "a whole number from 1 to 60";
    rejected::check_option(Program::named("polling-parent"), &("--every", &intervals, accepted));
}

#[test]
fn the_threading_parents_live_through_the_evening() {
    parent::check(&Parent {
        name: "threading-parent",
        lanes: &["children", "laundry", "checkbook", "Ann", "Bob", "Cyd", "Dan"],
        help: &["--fix", "--example threading-parent -- --fix"],
        rejected: &[
            (&["--fix=3"], "--fix takes no value; leave out \"3\""),
            (&["--every", "5"], "no option"),
        ],
    });
}

#[test]
fn the_async_parent_lives_through_the_evening() {
    parent::check(&Parent {
        name: "async-parent",
        lanes: &LANES,
        help: &["--example async-parent -- --seed 7"],
        rejected: &[],
    });
}

#[test]
fn the_polling_parent_checks_every_fifteen_minutes_unless_told_otherwise() {
    let program = Program::named("polling-parent");
    let usual = program.run::<&str>([]);
    assert_eq!(program.run(["--every", "15"]), usual);
    assert_ne!(program.run(["--every", "30"]), usual);
}

#[test]
fn the_polling_parent_sweeps() {
    let program = Program::named("polling-parent");
    let swept = program.run(["--sweep"]).ok();
    let rows: Vec<Vec<_>> =
        swept.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows.len(), 60);
    for (number, row) in rows.iter().enumerate() {
        let [every, longest, urgent, mean, checks, vain, done] = row[..] else { panic!("{row:?}") };
        assert_eq!(every, (number + 1).to_string());
        // Each line has the figures of a run with that interval.
        let run = program.run(["--every", every]).stdout;
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let lines: Vec<_> = run.lines().map(words).collect();
        for expected in [
            format!("Longest wait {longest} min"),
            format!("mean {mean} min"),
            format!("Longest if urgent {urgent} min"),
            format!("Checks {checks}"),
            format!("in vain {vain}"),
            format!("Evening over {done}"),
        ] {
            assert!(lines.contains(&words(&expected)), "{expected}: {run}");
        }
    }
}

#[test]
fn the_deadlock_is_found_and_fixed_a_hundred_times() {
    let program = Program::named("threading-parent");
    let deadlock = "Deadlock: Bob holds the washer and wants the dryer;
                         Dan holds the dryer and wants the washer.";
    let fixed = program.run(["--fix"]).ok();
    workspace::check_expected("threading-parent--fix", &fixed);
    assert_eq!(fixed.matches("Evening over").count(), 2, "the ways out get everything done");
    for trouble in ["Deadlock", "never", "too long!"] {
        assert!(!fixed.contains(trouble), "{trouble}");
    }
    for _ in 0..100 {
        let printed = within_ten_seconds(move || program.run::<&str>([])).ok();
        assert!(printed.contains(deadlock), "{printed}");
        let late = "Ann     helps Tom, after 38 minutes: too long!";
        assert!(printed.contains(late), "{printed}");
        within_ten_seconds(move || program.run(["--fix"])).check(&fixed, "", 0);
    }
}

/// Calls a function that must not hang.
fn within_ten_seconds(run: impl FnOnce() -> Run + Send + 'static) -> Run {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || done.send(run()));
    is_done.recv_timeout(Duration::from_secs(10)).expect("it does not hang")
}

const CHILDREN: usize = Chore::Children as usize;
const LAUNDRY: usize = Chore::Laundry as usize;
const CHECKBOOK: usize = Chore::Checkbook as usize;

/// Returns the evening of the script, and a thousand others.
fn evenings() -> impl Iterator<Item = Evening> {
    [None].into_iter().chain((0..1000).map(Some)).map(Evening::with_seed)
}

fn score(evening: &Evening, live: impl Fn(&Home)) -> Score {
    let home = evening.home();
    live(&home);
    home.score()
}

fn polled(evening: &Evening, every: u32) -> Score {
    score(evening, |home| polling::evening(home, every))
}

/// Checks that everything was done once, and that it's the same as in `other`.
fn check_all_done(score: &Score, other: &Score) {
    assert!(score.ends.iter().all(Option::is_some), "{score:?}");
    assert!(score.needs.iter().all(|need| need.waited.is_some()), "{score:?}");
    assert_eq!(score.needs.len(), other.needs.len());
    let mut folded = score.folded.clone();
    folded.sort_unstable();
    assert!(folded.iter().copied().eq(0..other.folded.len()), "{score:?}");
    assert!(score.entered.iter().copied().eq(0..other.entered.len()), "{score:?}");
    assert_eq!(score.balance, other.balance);
    assert_eq!(score.deadlock, None);
}

#[test]
fn the_synchronous_parent_does_all_else_when_the_children_sleep() {
    for evening in evenings() {
        let score = score(&evening, sync::evening);
        check_all_done(&score, &score);
        assert_eq!(score.longest_wait(false), Some(0));
        assert!(score.begins[LAUNDRY] >= score.ends[CHILDREN]);
        assert!(score.begins[CHECKBOOK] >= score.ends[LAUNDRY]);
    }
}

#[test]
fn who_checks_less_often_lets_children_wait_and_checks_less_in_vain() {
    let intervals = [5, 15, 30, 60];
    let mut longest = intervals.map(|_| 0);
    let mut vain = intervals.map(|_| 0);
    for (number, evening) in evenings().enumerate() {
        let other = score(&evening, sync::evening);
        for (place, every) in intervals.into_iter().enumerate() {
            let score = polled(&evening, every);
            check_all_done(&score, &other);
            longest[place] += score.longest_wait(false).expect("all needs are met");
            vain[place] += score.in_vain;
        }
        if number == 0 {
            assert!(longest.is_sorted_by(|one, next| one < next), "{longest:?}");
            assert!(vain.is_sorted_by(|one, next| one >= next), "{vain:?}");
        }
    }
    assert!(longest.is_sorted_by(|one, next| one < next), "{longest:?}");
    assert!(vain.is_sorted_by(|one, next| one > next), "{vain:?}");
}

#[test]
fn checks_every_minute_are_in_time_but_let_a_child_wait_all_the_same() {
    let evening = Evening::with_seed(None);
    let [often, usual] = [1, 15].map(|every| polled(&evening, every));
    assert_eq!((often.missed(), usual.missed()), (0, 1));
    assert_eq!((often.longest_wait(false), usual.longest_wait(false)), (Some(14), Some(13)));
}

#[test]
fn the_async_parent_never_checks_and_comes_as_soon_as_possible() {
    for evening in evenings() {
        let score = score(&evening, nonblocking::evening);
        check_all_done(&score, &self::score(&evening, sync::evening));
        assert_eq!((score.checks, score.in_vain, score.checking), (0, 0, 0));
        for need in &score.needs {
            assert_eq!(need.waited, Some(need.in_the_middle));
            // The longest thing that a parent can be in the middle of is folding a load.
            assert!(need.in_the_middle < 6, "{need:?}");
        }
    }
}

#[test]
fn no_interval_beats_the_async_parent() {
    let mut all = 0;
    let mut shorter = 0;
    for (number, evening) in evenings().enumerate() {
        let told = score(&evening, nonblocking::evening);
        // Try all of them on the first evening, and on the others one of twelve in turn.
        let intervals: Vec<_> = match number {
            0 => (1..=60).collect(),
            number => (1..=60).skip(number % 12).step_by(12).collect(),
        };
        for every in intervals {
            let polled = polled(&evening, every);
            let waits_less = polled.longest_wait(false) < told.longest_wait(false);
            assert!(polled.in_vain > told.in_vain, "{polled:?} {told:?}");
            assert!(number > 0 || !waits_less, "{polled:?} {told:?}");
            all += 1;
            shorter += u32::from(waits_less);
        }
    }
    // By chance, a check may come at the right moment while the parent who is told is busy.
    assert!(100 * shorter < all, "{shorter} of {all}");
}

#[test]
fn careless_threads_never_get_the_laundry_done() {
    for evening in evenings() {
        let other = score(&evening, sync::evening);
        let stuck = score(&evening, |home| threading::evening(home, Way::Careless));
        assert!(stuck.deadlock.is_some());
        // The child that has to go to urgent care waits for the checkbook.
        assert!(stuck.longest_wait(true) > Some(10) && stuck.missed() > 0, "{stuck:?}");
        assert_eq!((stuck.ends[LAUNDRY], stuck.folded.len()), (None, 0));
        assert!(stuck.ends[CHILDREN].is_some() && stuck.ends[CHECKBOOK].is_some());
        assert_eq!(stuck.balance, other.balance);
    }
}

#[test]
fn threads_in_order_get_everything_done() {
    for evening in evenings() {
        let score = score(&evening, |home| threading::evening(home, Way::InOrder));
        check_all_done(&score, &self::score(&evening, sync::evening));
    }
}

#[test]
fn threads_divided_get_everything_done() {
    for evening in evenings() {
        let score = score(&evening, |home| threading::evening(home, Way::Divided));
        check_all_done(&score, &self::score(&evening, sync::evening));
    }
}

#[test]
fn threads_run_into_the_same_deadlock_and_out_of_it_every_time() {
    let evening = Evening::with_seed(None);
    let live = |way| score(&evening, |home| threading::evening(home, way));
    for way in [Way::Careless, Way::InOrder, Way::Divided] {
        let first = live(way);
        assert_eq!(first.deadlock.is_some(), way == Way::Careless);
        for _ in 1..100 {
            assert_eq!(live(way), first);
        }
    }
}

#[test]
fn all_are_compared() {
    let program = Program::named("parents");
    let compared = program.run::<&str>([]).ok();
    workspace::check_expected("parents", &compared);
    assert_ne!(program.run(["--seed", "7"]).stdout, compared);
    parent::check_help(program, &["--every MINUTES", "--example parents -- --seed 7"]);
    // Six evenings are too many for a page.
    rejected::check(program, &[(&["--html", "x"], "there is no option \"--html\"")]);
}

#[test]
fn the_committed_pictures_are_drawn() {
    workspace::check_file("lesson-04-async/parents.svg", &Program::named("parents").draw(&[]));
    let sweep = Program::named("polling-parent").draw(&["--sweep"]);
    workspace::check_file("lesson-02-coop/sweep.svg", &sweep);
}
