//! What the Python course says about its parents, as figures: on the evening of the script, and on a
//! thousand others.

use shared::cli::Evening;
use shared::evening::{Chore, Score};
use shared::testing::{Lesson, parent, picture};

#[path = "../../examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod nonblocking;
#[path = "../../../lesson-02-coop/examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod polling;
#[path = "../../../lesson-01-sync/examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod sync;
#[path = "../../../lesson-03-blocking/examples/parent.rs"]
#[expect(dead_code, reason = "it is a program of its own, too")]
mod threading;

use threading::Way;

const CHILDREN: usize = Chore::Children as usize;
const LAUNDRY: usize = Chore::Laundry as usize;
const CHECKBOOK: usize = Chore::Checkbook as usize;

/// The evening of the script, and a thousand others.
fn evenings() -> impl Iterator<Item = Evening> {
    [None].into_iter().chain((0..1000).map(Some)).map(Evening::with_seed)
}

fn score(evening: &Evening, live: impl Fn(&shared::evening::Home)) -> Score {
    let home = evening.home();
    live(&home);
    home.score()
}

fn polled(evening: &Evening, every: u32) -> Score {
    score(evening, |home| polling::evening(home, every))
}

/// Checks that everything was done once, and the same as in `other`.
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
    let (mut longest, mut vain) = (intervals.map(|_| 0), intervals.map(|_| 0));
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
fn the_async_parent_never_checks_and_comes_as_soon_as_possible() {
    for evening in evenings() {
        let score = score(&evening, nonblocking::evening);
        check_all_done(&score, &self::score(&evening, sync::evening));
        assert_eq!((score.checks, score.in_vain, score.checking), (0, 0, 0));
        for need in &score.needs {
            assert_eq!(need.waited, Some(need.in_the_middle));
            // The longest that a parent is in the middle of anything is to fold a load.
            assert!(need.in_the_middle < 6, "{need:?}");
        }
    }
}

#[test]
fn no_interval_beats_the_async_parent() {
    let (mut all, mut shorter) = (0, 0);
    for (number, evening) in evenings().enumerate() {
        let told = score(&evening, nonblocking::evening);
        // All of them on the first evening, and one of six, by turns, on the others.
        let intervals: Vec<_> = match number {
            0 => (1..=60).collect(),
            number => (1..=60).skip(number % 6).step_by(6).collect(),
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
    // By chance a check comes at the very moment, while someone who is told is busy.
    assert!(100 * shorter < all, "{shorter} of {all}");
}

#[test]
fn careless_threads_never_get_the_laundry_done() {
    for evening in evenings() {
        let other = score(&evening, sync::evening);
        let stuck = score(&evening, |home| threading::evening(home, Way::Careless));
        assert!(stuck.deadlock.is_some());
        // Meanwhile, the child that has to go to urgent care waits for the checkbook.
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
    let program = Lesson::example("parents");
    program.run::<&str>([]).check(include_str!("parents.txt"), "", 0);
    assert_ne!(program.run(["--seed", "7"]).stdout, include_str!("parents.txt"));
    parent::check_help(program, &["--every MINUTES", "--example parents -- --seed 7"]);
}

#[test]
fn draws_the_committed_picture() {
    parent::check_committed(Lesson::example("parents"), &[], include_str!("../../parents.svg"));
}

#[test]
#[ignore = "draws the committed picture anew"]
fn draw_the_picture_anew() {
    let program = Lesson::example("parents");
    picture::draw_anew(program, &[], env!("CARGO_MANIFEST_DIR"), "parents.svg");
}
