//! The exercises' verdicts on their stubs, on their solutions, and on wrong answers.
//!
//! The folder `told` has all verdicts of each exercise. A stub and every wrong answer are refused, each in its own
//! words, and a solution is accepted.

mod package;

use exercises::Verdict;
use expect_test::expect_file;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::thread;
use timeline::Style;

const STYLE: Style = Style { width: 80, ascii: false, colours: false };

/// An answer that a learner may write: its name, and its `main`.
type Answer = (&'static str, fn() -> Verdict);

/// Compares the verdict on each answer with the expected one.
fn compare(exercise: &str, stub: Answer, solution: Answer, wrong: &[Answer]) {
    let mut told = String::new();
    let mut texts = BTreeSet::new();
    let answers: Vec<_> = [stub, solution].iter().chain(wrong).copied().collect();
    // Run them side by side, because a check waits for a while for a thread that doesn't return.
    let verdicts: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = answers.iter().map(|(_, main)| scope.spawn(main)).collect();
        threads.into_iter().map(|thread| thread.join().expect("a check returns")).collect()
    });
    for ((name, _), verdict) in answers.iter().zip(verdicts) {
        let text = verdict.text(STYLE);
        assert_eq!(*name == "solution", verdict.is_right(), "{exercise}, {name}: {text}");
        assert!(has_its_form(&text), "{exercise}, {name}: {text}");
        assert!(
            texts.insert(text.clone()),
            "{exercise}, {name}: said to another answer, too: {text}"
        );
        write!(told, "==== {name} ====\n{text}\n").expect("a string takes all");
    }
    assert!(wrong.len() >= 3, "{exercise} has but {} wrong answers", wrong.len());
    expect_file![format!("told/{exercise}.txt")].assert_eq(told.trim_end_matches('\n'));
}

/// Returns `true` if a verdict has its form: the lanes of the learner's run and, if that is wrong, of a right one, and
/// then a sentence of at most three lines.
fn has_its_form(text: &str) -> bool {
    let Some((pictures, rest)) = text.split_once("\n\n") else { return false };
    let sentence = rest.split("\n\n").next().unwrap_or_default().trim_end();
    let has_an_end = sentence.ends_with('.') && !sentence.replace("No. ", "").contains(". ");
    let is_right = sentence.starts_with("Right: ");
    let has_lanes = pictures.starts_with("Your run:\n");
    let is_compared = pictures.contains("\nA right one:\n");
    has_an_end && sentence.lines().count() <= 3 && has_lanes && is_right != is_compared
}

/// Checks that other right answers are accepted.
fn accept(answers: &[Answer]) {
    for (name, main) in answers {
        let verdict = main();
        assert!(verdict.is_right(), "{name}: {}", verdict.text(STYLE));
    }
}

/// Makes a test of an exercise and its wrong answers. Each answer is a program, as a learner would write it.
macro_rules! exercise {
    ($dir:literal, $name:ident: $($wrong:ident),+ $(; also right: $($right:ident),+)?) => {
        mod $name {
            #[allow(unused, clippy::all, clippy::pedantic, clippy::unwrap_used, reason = "it is not done")]
            mod stub {
                include!(concat!("../../../exercises/exercises/", $dir, "/", stringify!($name), ".rs"));
                pub(super) const MAIN: fn() -> super::Verdict = main;
            }
            #[allow(clippy::pedantic, clippy::unwrap_used, reason = "a learner is not asked for that")]
            mod solution {
                include!(concat!("../../../exercises/solutions/", $dir, "/", stringify!($name), ".rs"));
                pub(super) const MAIN: fn() -> super::Verdict = main;
            }
            #[allow(unused, clippy::all, clippy::pedantic, clippy::unwrap_used, reason = "most of them are wrong")]
            mod answers {
                include!(concat!("answers/", stringify!($name), ".rs"));
                pub(super) const ALL: &[super::super::Answer] =
                    &[$((stringify!($wrong), $wrong::main)),+];
                pub(super) const ALSO_RIGHT: &[super::super::Answer] =
                    &[$($((stringify!($right), $right::main)),+)?];
            }
            use exercises::Verdict;

            #[test]
            fn is_told() {
                let stub = ("stub", stub::MAIN);
                super::compare(stringify!($name), stub, ("solution", solution::MAIN), answers::ALL);
                super::accept(answers::ALSO_RIGHT);
            }
        }
    };
}

/// The verdicts of every check on a program that doesn't get far.
mod failures {
    use exercises::overlap::{Kitchen, Tea, Toast, check};

    /// Returns the sentence of the verdict on a program.
    fn told(breakfast: impl AsyncFn(&Kitchen) -> (Tea, Toast) + Send + 'static) -> String {
        let text = check(breakfast).text(super::STYLE);
        text.split("\n\n").nth(1).unwrap_or_default().trim_end().replace('\n', " ")
    }

    #[test]
    fn a_panic_is_told_with_its_line() {
        let said = told(async |_| panic!("there is no bread"));
        assert_eq!(said, format!("Not yet: line {} panicked: there is no bread.", line!() - 1));
    }

    #[test]
    #[expect(clippy::todo, reason = "a learner may leave it there")]
    fn what_is_to_be_written_is_told_by_its_line() {
        let said = told(async |_| todo!());
        assert_eq!(said, format!("Not yet: line {} is still to be written.", line!() - 1));
    }

    #[test]
    fn a_wait_for_what_never_happens_is_told() {
        let said = told(async |_| std::future::pending().await);
        let wanted =
            "nothing more will happen: everything that is left waits, and nothing will wake it.";
        assert_eq!(said, format!("Not yet: {wanted}"));
    }

    #[test]
    fn who_blocks_on_a_future_within_a_task_is_told() {
        let said = told(async |kitchen| {
            let tea = kitchen.tea();
            (tokio::runtime::Handle::current().block_on(tea), kitchen.toast().await)
        });
        assert!(said.contains("blocks on a future on a thread that runs tasks"), "{said}");
    }

    #[test]
    fn what_is_done_over_and_over_is_told() {
        let said = told(async |kitchen| {
            loop {
                kitchen.tea().await;
            }
        });
        assert!(said.starts_with("Not yet: your code goes round and round"), "{said}");
    }
}

exercise!("01_sync", one_step: looks_twice, is_sure, never_asks, asks_by_taking, for_each,
    only_one, never_ends, a_constant;
    also right: looks_first, takes_all_first);
exercise!("01_sync", fair_shares: one_each, takes_half, dealt_out_before, three_rounds,
    never_ends, never_asks, asks_by_taking;
    also right: in_one_loop, both_each_time);
exercise!("01_sync", put_down: a_shirt_each, in_a_local_variable, irons_first,
    done_too_soon, never_done, does_nothing, all_before;
    also right: irons_all_first, an_enum);
exercise!("01_sync", last_letter: looks_once_more, looks_for_ever, only_looks, is_sure,
    parcels_first, three_letters, asks_by_taking;
    also right: in_two_loops);
exercise!("02_coop", turns: yields_at_the_end, yields_once_before, takes_all_first, two_at_a_time,
    nobody_wakes, yields_for_ever, puts_them_down_wet;
    also right: yields_before_each, with_a_dish_in_hand);
exercise!("02_coop", countdown: forgets_to_wake, keeps_its_own_waker, starts_over,
    ready_with_the_last, one_too_few, ready_each_time, never_ready, sleeps_between,
    always_from_three, written_by_the_compiler;
    also right: wakes_first, as_a_closure);
exercise!("02_coop", doorbell: wakes_nobody, keeps_the_first_waker, wakes_itself,
    wakes_and_notes_nothing, rings_only_if_somebody_waits, is_sure_of_a_waker, ready_at_once,
    ready_when_polled_again, waits_in_poll, leaves_it_to_tokio;
    also right: looks_twice, in_one_enum);
exercise!("02_coop", polling: asks_each_once, asks_nobody, stops_with_the_first,
    asks_those_who_are_done, asks_any, knows_their_toys, passes_over_one, runs_beyond_the_end,
    keeps_those_who_are_done, never_ends, leaves_it_to_tokio;
    also right: in_a_queue, from_the_end, with_notes);
exercise!("02_coop", both: forgets_the_first, polls_what_is_ready, keeps_the_context,
    wakes_itself, loops_until_both_are_ready, is_sure_of_both, pending_before_the_second,
    pending_after_the_last, leaves_it_to_join;
    also right: with_poll_fn, with_an_enum);
exercise!("02_coop", executor: starts_with_an_empty_queue, ends_when_the_queue_is_empty,
    without_wakers, twice_in_the_queue, last_in_first_out, polls_who_is_done,
    clears_the_mark_too_late, holds_the_queue, holds_the_queue_and_rests, naps,
    one_after_the_other, polls_everybody;
    also right: with_marks, with_a_channel, with_let_else);
exercise!("03_blocking", kettle: never_yields, yields_before, looks_without_yielding,
    looks_only_once, a_turn_for_each_plate, more_turns_than_it_takes, never_switched_on, sleeps;
    also right: looks_in_a_loop, polls_a_future);
exercise!("03_blocking", hand_over: one_thread, joins_the_cook_first, a_thread_for_each_dish,
    keeps_a_sender, serves_one, is_sure_of_one_more;
    also right: two_threads, bounded, by_hand);
exercise!("03_blocking", lock_order: only_swapped, holds_on, one_big_lock, tries_for_ever,
    tries_and_lets_go, lets_go_of_wet_laundry, lucky_this_time, bob_does_not_dry;
    also right: one_function);
exercise!("03_blocking", checkbook: writes_later, in_one_line, keeps_a_copy, another_lock, tries,
    pays_if_free;
    also right: looks_again);
exercise!("04_async", alarm: keeps_the_waker, names_a_length, wakes_itself, asks_every_minute,
    ready_when_polled_again, ready_at_once, starts_over, keeps_the_first_waker,
    stares_at_the_clock, blocks, tokios_timer;
    also right: with_an_async_block, from_the_first_poll);
exercise!("04_async", overlap: futures_in_variables, first_of_two, waits_by_blocking,
    selects_what_is_done, waits_for_both_times;
    also right: polled_by_a_task);
exercise!("04_async", join_or_spawn: awaited_in_the_end, spawned_and_awaited_at_once,
    joined_with_the_way, forgets_the_handle, knows_how_long_it_takes, waits_for_an_hour,
    one_to_set_and_one_to_wait_for, looks_every_second;
    also right: joined_with_all_the_rest, in_a_set);
exercise!("04_async", results: all_in_the_end, one_baker_after_the_other, only_the_first,
    only_those_that_are_ready, names_in_order, knows_who_is_quick, looks_every_minute,
    asks_over_and_over;
    also right: through_a_channel, by_their_ids);
exercise!("04_async", time_out: anew_with_each_ring, only_the_first_ring, sleeps_and_then_looks,
    throws_it_away, always_ten_minutes, has_no_time_at_all, never_opens, ten_looks_of_a_minute,
    blocks_the_thread, looks_every_second, unwraps;
    also right: with_a_deadline, with_select);
exercise!("04_async", first_of_two: one_is_pinned, the_same_sleep, both_are_spawned,
    waits_for_both, knows_which_is_quicker, forgets_the_aunt, calms_the_aunt_once,
    looks_every_second;
    also right: the_aunt_has_a_loop, an_interval_and_an_abort);
exercise!("04_async", cancel: finishes_all_the_work, listens_between_letters,
    hears_it_and_goes_on, stamped_by_a_task, some_minutes_of_grace, too_little_grace,
    waits_only_for_the_bell, closes_before_the_bell, knows_when_it_rings,
    looks_every_ten_seconds;
    also right: stamped_where_it_was_taken, tasks_that_are_awaited);
exercise!("04_async", guard: asks_again_and_again, holds_a_lock_of_tokio, locks_twice,
    one_after_the_other, goes_home, forgets_to_put_it_back, takes_both_tools_first,
    borrows_across_an_await, looks_before_it_takes;
    also right: drops_the_guard_in_a_task, locks_of_tokio_for_a_moment);
exercise!("04_async", send: joined, stays_on_this_thread, awaited_at_once, spawns_the_table,
    lays_no_table, waits_by_blocking, without_a_set;
    also right: another_book_in_an_arc, both_in_a_set);
exercise!("04_async", bounded: drops_plates, hopes_for_room, asks_again_and_again, keeps_a_sender,
    one_after_the_other, too_small, without_a_sink, stops_with_ann, looks_every_minute,
    bob_asks_again_and_again;
    also right: in_tasks, permits_for_places);
exercise!("04_async", permits: lets_the_permit_go, ovens_of_its_own, one_after_the_other,
    in_pairs, forgets_the_permit, wants_all_at_once, asks_again_and_again,
    does_not_wait_for_the_last, looks_every_minute, looks_every_second, hopes_for_a_permit;
    also right: asked_for_before_the_task, the_last_one_first);
exercise!("04_async", graceful: leaves_them_to_themselves, serves_at_the_door, looks_at_the_clock,
    does_not_stop, waits_no_longer_than_that, waits_long_enough, futures_in_a_list;
    also right: chooses_in_the_loop, handles_in_a_list, in_one_task);
exercise!("04_async", panic: passes_over_errors, returns_at_the_first, in_one_task, join_all,
    by_order_of_ends, a_constant, waits_for_nobody, one_after_the_other, catches_it_by_hand,
    waits_for_an_hour, until_it_succeeds;
    also right: by_id, a_task_around_each);
exercise!("04_async", beside: makes_a_task, yields_before, joins_a_thread;
    also right: a_thread_and_a_channel, asks_with_turns);
exercise!("04_async", stream: only_one, empty_is_over, asks_on, polls, looks_now_and_then,
    looks_every_second, panics_at_the_end, four_letters, one_behind, does_not_wait_for_tasks,
    lays_them_aside;
    also right: for_each, by_tasks);
exercise!("04_async", paused: asserts_nothing, looks_once, looks_only_before,
    waits_without_a_limit, stops_watching, waits_for_one_more, by_the_clock_on_the_wall, blocks,
    eleven_minutes, counts_its_calls, ten_minutes_of_silence, pauses_the_clock,
    has_a_bug;
    also right: looks_three_times, moves_the_clock);
exercise!("05_http", slow_site: limit_around_send, two_limits, one_limit_for_all,
    limit_for_the_rest, one_after_the_other, says_nothing, panics, shows_all_at_the_end,
    gives_up_all_the_same, gives_up_at_the_end;
    also right: select_and_sleep, limit_of_the_request, in_one_task);
exercise!("05_http", three_at_a_time: permit_dropped_at_once, permit_for_the_headers,
    permit_forgotten, batches_of_three, keeps_the_order, loses_the_last_ones, four_at_a_time,
    a_third_for_each;
    also right: with_permits, three_workers, refilled);
exercise!("05_http", retry: at_once, for_ever, whatever_the_error, always_a_second,
    by_the_millisecond, blocks, only_once_more, three_times_more, takes_no_for_a_page,
    waits_before_it_gives_up, any_server_error, waits_by_turns;
    also right: by_its_error);
exercise!("05_http", not_found: stops_at_the_first, only_not_found, breaks_off, leaves_them_out,
    panics, an_error_in_the_end;
    also right: side_by_side);
