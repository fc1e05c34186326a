//! The log: it knows the state of every task at every moment, and keeps little of a long run.

use proptest::prelude::*;
use std::sync::Arc;
use timeline::{Event, Executor, Kind, Lane, Log, Picture, Span, State, Subject, WaitReason};

const RESUMED: Event = Event::Resumed(Executor::EventLoop);

/// Returns the picture of a log at a time.
fn picture(log: &Log, now: u64) -> Picture {
    let subject =
        Subject { title: String::new(), kind: Kind::Counts, work: vec![], speed: 1.0, words: None };
    log.picture(Arc::new(subject), now)
}

/// Returns the lane of a log with one task that had these events.
fn lane(events: &[(u64, Event)], now: u64) -> Lane {
    let mut log = Log::default();
    let task = log.create("One", 0);
    for (at, event) in events {
        log.note(task, *event, *at);
    }
    picture(&log, now).lanes.remove(0)
}

/// Returns the states of a lane, with their lengths.
fn states(lane: &Lane) -> Vec<(State, u64)> {
    let state = |span: &Span| (span.state().expect("the span is of one state"), span.length());
    lane.spans.iter().map(state).collect()
}

#[test]
fn a_task_is_ready_until_it_runs_and_waits_until_it_is_woken() {
    let events = [
        (10, RESUMED),
        (30, Event::Suspended(Some(WaitReason::Timer))),
        (70, Event::Woken),
        (75, RESUMED),
        (80, Event::Finished),
    ];
    let expected = [
        (State::Ready, 10),
        (State::Running, 20),
        (State::Waiting, 40),
        (State::Ready, 5),
        (State::Running, 5),
    ];
    assert_eq!(states(&lane(&events, 1000)), expected);
}

#[test]
fn a_task_that_is_woken_while_it_runs_does_not_wait() {
    let events = [(0, RESUMED), (5, Event::Woken), (10, Event::Suspended(Some(WaitReason::Yield)))];
    assert_eq!(states(&lane(&events, 30)), [(State::Running, 10), (State::Ready, 20)]);
    // If nobody wakes it, it is ready the next time it is resumed.
    let more = [(30, RESUMED), (35, Event::Suspended(None))];
    let events = [&events[..], &more].concat();
    assert_eq!(states(&lane(&events, 40))[2..], [(State::Running, 5), (State::Waiting, 5)]);
}

#[test]
fn a_task_that_was_never_resumed_is_ready() {
    assert_eq!(states(&lane(&[], 7)), [(State::Ready, 7)]);
}

#[test]
fn work_begins_when_it_is_taken_and_ends_with_its_timer() {
    let events = [
        (0, RESUMED),
        (1, Event::TookWork(0)),
        (2, Event::TimerStarted),
        (8, Event::TimerStopped),
        (9, Event::TookWork(1)),
        (10, Event::TookWork(2)),
        (11, Event::Finished),
    ];
    let spans = lane(&events, 11).spans;
    let works: Vec<_> = spans.iter().map(|span| (span.length(), span.work, span.timed)).collect();
    let expected = [
        (1, None, false),
        (1, Some(0), false),
        (6, Some(0), true),
        (1, None, false),
        (1, Some(1), false),
        (1, Some(2), false),
    ];
    assert_eq!(works, expected);
}

#[test]
fn a_run_ends_with_its_last_task_or_timer() {
    let mut log = Log::default();
    let timer = log.start_timer("Total", 0).expect("there is room for one");
    let task = log.create("One", 0);
    log.note(task, RESUMED, 1);
    assert_eq!(picture(&log, 50).end, 50);
    log.note(task, Event::Finished, 60);
    log.stop_timer(timer, 65);
    assert_eq!(picture(&log, 1000).end, 65);
    // Events of a finished task have no effect.
    log.note(task, Event::Woken, 70);
    log.note(task, Event::Finished, 80);
    assert_eq!(picture(&log, 1000).end, 65);
}

#[test]
fn a_run_of_millions_of_turns_is_kept_in_few_bars() {
    let mut log = Log::default();
    let task = log.create("One", 0);
    log.note(task, RESUMED, 0);
    log.note(task, Event::TookWork(0), 0);
    let turns = 1_000_000;
    for turn in 0..turns {
        log.note(task, Event::Woken, 10 * turn + 2);
        log.note(task, Event::Suspended(Some(WaitReason::Yield)), 10 * turn + 3);
        log.note(task, RESUMED, 10 * turn + 10);
    }
    log.note(task, Event::Finished, 10 * turns);
    let Picture { lanes, end, .. } = picture(&log, 10 * turns);
    let spans = &lanes[0].spans;
    assert!(spans.len() <= 4096, "{} spans", spans.len());
    let spent = |state| spans.iter().map(|span| span.spent(state)).sum::<u64>();
    assert_eq!(State::ALL.map(spent), [3 * turns, 7 * turns, 0]);
    assert_eq!(spans.iter().map(|span| span.turns).sum::<u64>(), turns);
    assert!(spans.iter().all(|span| span.work == Some(0) && span.length() <= end / 1000));
}

#[test]
fn a_short_turn_in_a_long_run_of_waits_is_still_there() {
    let mut log = Log::default();
    let task = log.create("One", 0);
    let mut time = 0;
    for _ in 0..10_000 {
        log.note(task, RESUMED, time);
        log.note(task, Event::Suspended(Some(WaitReason::Timer)), time + 1);
        log.note(task, Event::Woken, time + 1000);
        time += 1001;
    }
    let lanes = picture(&log, time).lanes;
    assert_eq!(lanes[0].spans.iter().map(|span| span.spent(State::Running)).sum::<u64>(), 10_000);
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(RESUMED),
        Just(Event::Suspended(None)),
        Just(Event::Suspended(Some(WaitReason::Queue))),
        Just(Event::Woken),
        (0..4_usize).prop_map(Event::TookWork),
        Just(Event::TimerStarted),
        Just(Event::TimerStopped),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// With any events, noted in any order, the spans fill the life of the task without gaps or overlaps, and their
    /// times add up.
    #[test]
    fn bars_fill_the_life_of_a_task(
        events in prop::collection::vec((0..50_u64, event()), 0..200),
        repetitions in 1..100_u64,
    ) {
        let mut log = Log::default();
        let task = log.create("One", 0);
        let mut time = 0;
        for _ in 0..repetitions {
            for (pause, event) in &events {
                // Now and then, a thread notes an event late.
                let late = if *pause == 49 { 20 } else { 0 };
                time += pause;
                log.note(task, *event, time.saturating_sub(late));
            }
        }
        let end = time + 1;
        let lanes = picture(&log, end).lanes;
        let spans = &lanes[0].spans;
        prop_assert!(spans.len() <= 4097);
        prop_assert_eq!(spans.first().map(|span| span.start), Some(0));
        prop_assert_eq!(spans.last().map(|span| span.end), Some(end));
        for next in spans.windows(2) {
            prop_assert_eq!(next[0].end, next[1].start);
        }
        for span in spans {
            prop_assert!(span.length() > 0);
            prop_assert_eq!(State::ALL.map(|state| span.spent(state)).iter().sum::<u64>(), span.length());
        }
    }
}
