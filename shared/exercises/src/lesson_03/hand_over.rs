//! A restaurant: a cook, a waiter, and a hatch between them with room for one dish.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes};
use crate::verdict::Verdict;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;
use timeline::{Event, Executor, Kind};

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/03_blocking/hand_over.rs");
    pub(super) const EVENING: fn(Cook, Waiter) -> Waiter = evening;
}

const DISHES: [&str; 3] = ["soup", "roast", "cake"];

/// A cook, who makes dishes one after the other.
#[derive(Debug)]
pub struct Cook(Arc<Restaurant>);

/// A waiter, who brings dishes to their tables.
#[derive(Debug)]
pub struct Waiter(Arc<Restaurant>);

/// A dish, ready to be served.
#[derive(Debug)]
pub struct Dish {
    number: usize,
    ready: Duration,
    restaurant: Arc<Restaurant>,
}

#[derive(Debug)]
struct Restaurant {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    cook: Person,
    waiter: Person,
    /// The number of dishes that the cook was asked to make, including the last call, which gets none.
    asked: usize,
    made: usize,
    /// The dish in the hatch.
    in_hatch: Option<usize>,
    /// The time at which the last dish was taken out of the hatch.
    taken: Duration,
    served: usize,
    stage: Stage,
    /// True if the same thread cooked and served.
    is_alone: bool,
    /// True if the cook was dropped.
    is_closed: bool,
    /// The thread that was given the cook and the waiter.
    thread: Option<ThreadId>,
}

/// The stage at which a run hangs, if it does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// None of those below.
    Open,
    /// The cook waits until there is room in the hatch.
    NoRoom,
    /// The waiter is back, and nobody has started on the next dish.
    NotCooking,
}

/// A cook or a waiter, with a clock of its own.
#[derive(Debug)]
struct Person {
    lane: Lane,
    clock: Duration,
    /// The thread that did the latest work.
    thread: Option<ThreadId>,
}

impl Person {
    fn new(lane: Lane) -> Self {
        Self { lane, clock: Duration::ZERO, thread: None }
    }

    /// Notes that there is nothing to do now, or that the thread is busy with something else.
    fn rests(&self, is_alone: bool) {
        self.lane.note_at(Event::Suspended(None), self.clock);
        if is_alone {
            self.lane.note_at(Event::Woken, self.clock);
        }
    }

    /// Works on a dish, from that time on, for some time.
    fn works(&mut self, dish: usize, from: Duration, time: Duration) {
        self.lane.takes_at(DISHES[dish], from);
        self.lane.note_at(Event::Resumed(Executor::Main), from);
        self.clock = from + time;
        self.lane.note_at(Event::TimerStopped, self.clock);
    }
}

impl Restaurant {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while a condition is true. If that is for ever, the verdict names the stage.
    fn wait_while<'a>(
        &self,
        mut state: MutexGuard<'a, State>,
        at: Stage,
        is_so: impl Fn(&State) -> bool,
    ) -> MutexGuard<'a, State> {
        if is_so(&state) {
            self.changed.notify_all();
        }
        while is_so(&state) {
            state.stage = at;
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.stage = Stage::Open;
        }
        state
    }
}

impl Cook {
    /// Waits until there is room in the hatch, and makes the next dish, which takes ten minutes. Returns `None` after
    /// the last one.
    pub fn make(&mut self) -> Option<Dish> {
        let mut state = self.0.state();
        let thread = thread::current().id();
        state.cook.thread = Some(thread);
        state.asked += 1;
        self.0.changed.notify_all();
        if state.made == DISHES.len() {
            return None;
        }
        state = self.0.wait_while(state, Stage::NoRoom, |state| state.in_hatch.is_some());
        let mut from = state.cook.clock.max(state.taken);
        if state.waiter.thread == Some(thread) {
            state.is_alone = true;
            from = from.max(state.waiter.clock);
        }
        let number = state.made;
        state.cook.works(number, from, minutes(10));
        state.made += 1;
        state.in_hatch = Some(number);
        state.cook.rests(state.is_alone);
        let ready = state.cook.clock;
        if state.made == DISHES.len() {
            state.cook.lane.note_at(Event::Finished, ready);
        }
        Some(Dish { number, ready, restaurant: Arc::clone(&self.0) })
    }
}

impl Waiter {
    /// Takes a dish out of the hatch and brings it to its table, which takes five minutes.
    pub fn serve(&mut self, dish: Dish) {
        let mut state = self.0.state();
        let thread = thread::current().id();
        state.waiter.thread = Some(thread);
        let mut from = state.waiter.clock.max(dish.ready);
        if state.cook.thread == Some(thread) {
            state.is_alone = true;
            from = from.max(state.cook.clock);
            state.cook.rests(true);
        }
        let is_alone = state.is_alone;
        state.waiter.rests(is_alone);
        state.waiter.works(dish.number, from, minutes(5));
        state.waiter.rests(is_alone);
        state.served += 1;
        state.in_hatch = None;
        state.taken = from;
        self.0.changed.notify_all();
        if !is_alone {
            // Cooking takes longer than serving, so the next dish is begun now or not at all.
            let asked = (dish.number + 2).min(DISHES.len());
            drop(self.0.wait_while(state, Stage::NotCooking, |state| state.asked < asked));
        }
    }
}

impl Drop for Cook {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.asked = DISHES.len();
        state.is_closed = true;
        self.0.changed.notify_all();
    }
}

impl Drop for Dish {
    fn drop(&mut self) {
        let mut state = self.restaurant.state();
        if state.in_hatch == Some(self.number) {
            state.in_hatch = None;
            self.restaurant.changed.notify_all();
        }
    }
}

/// An evening at the restaurant.
struct Evening {
    restaurant: Arc<Restaurant>,
    attempt: Attempt<()>,
}

fn run(evening: impl FnOnce(Cook, Waiter) -> Waiter + Send + 'static) -> Evening {
    let run = Run::new(Kind::Chores);
    run.has_threads();
    let state = State {
        cook: Person::new(run.lane("cook")),
        waiter: Person::new(run.lane("waiter")),
        asked: 0,
        made: 0,
        in_hatch: None,
        taken: Duration::ZERO,
        served: 0,
        stage: Stage::Open,
        is_alone: false,
        is_closed: false,
        thread: None,
    };
    let restaurant = Arc::new(Restaurant { state: Mutex::new(state), changed: Condvar::new() });
    let own = Arc::clone(&restaurant);
    let attempt = Attempt::with(run, move || {
        own.state().thread = Some(thread::current().id());
        let _waiter = evening(Cook(Arc::clone(&own)), Waiter(Arc::clone(&own)));
        // The run also waits for threads that the learner's code didn't join.
        let is_stuck = |state: &State| state.stage == Stage::NoRoom && state.in_hatch.is_some();
        let cooks = |state: &mut State| !state.is_closed && !is_stuck(state);
        let state = own.changed.wait_while(own.state(), cooks);
        let waiter = &state.unwrap_or_else(PoisonError::into_inner).waiter;
        waiter.lane.note_at(Event::Finished, waiter.clock);
    });
    Evening { restaurant, attempt }
}

/// Checks that each dish is served while the next one is made.
pub fn check(evening: impl FnOnce(Cook, Waiter) -> Waiter + Send + 'static) -> Verdict {
    let right = run(right::EVENING);
    let yours = run(evening);
    yours.verdict().with_lanes(&yours.attempt.run, &right.attempt.run)
}

impl Evening {
    fn verdict(&self) -> Verdict {
        let state = self.restaurant.state();
        let all = DISHES.len();
        let last = u32::try_from(state.waiter.clock.as_secs() / 60).unwrap_or(u32::MAX);
        let last = timeline::clock(last);
        match (&self.attempt.ended, state.stage) {
            (Ended::Returned(()), _) if state.served < all => Verdict::wrong(format!(
                "the waiter came back when {} of {all} dishes had been served; all of them should \
                 be.",
                state.served
            ))
            .because(
                "`recv` receives once, and `try_recv` does not wait. A loop over a receiver waits for one \
                 dish after the other, and ends when the channel is closed.",
            ),
            (Ended::Returned(()), _) if state.is_alone => Verdict::wrong(format!(
                "one thread did both, and nobody cooked while a dish was served, so the last was \
                 on its table at {last}; with two threads, it's there at 17:35."
            ))
            .because("A thread does one thing after the other. Two things at once need two \
                      threads."),
            (Ended::Returned(()), _) => Verdict::right(format!(
                "each dish was served while the next one was made, and the last was on its table at \
                 {last}."
            )),
            (Ended::Held, Stage::NoRoom) => Verdict::wrong(format!(
                "the {} is in the hatch, and the cook waits until it is taken, but that only \
                 happens after all dishes are made; each should be taken when it is ready.",
                DISHES[state.made - 1]
            ))
            .because(if state.cook.thread == state.thread {
                "A thread that waits for something that it would do itself later waits for ever. \
                 You need a second thread, which takes each dish as it comes."
            } else {
                "`join` waits for the end of a thread, and `collect` for the end of a channel. \
                 Take one dish after the other instead, while both threads go on."
            }),
            (Ended::Held, Stage::NotCooking) => Verdict::wrong(format!(
                "while the waiter served the {}, nobody cooked, since the cook only went on when \
                 the waiter was back; the next dish should be made at the same time.",
                DISHES[state.served - 1]
            ))
            .because(
                "Starting a thread and joining it at once is like calling a function, because \
                 `join` waits.",
            ),
            (Ended::Held, Stage::Open) if state.served == all => Verdict::wrong(format!(
                "all {all} dishes are served, and the waiter waits for one more, for ever: the \
                 channel is still open, since a sender is left; the waiter should come back."
            ))
            .because(
                "A loop over a receiver ends when the last sender is dropped. At its end, a \
                 thread drops everything that was moved into it, but nothing that it borrows, and \
                 no clones elsewhere. What `evening` keeps itself stays until it returns.",
            ),
            (Ended::Panicked(panic), _) if panic.message.contains("RecvError") && state.served == all => {
                Verdict::wrong(format!(
                    "all {all} dishes are served, and then {} panicked, since the channel is \
                     closed; the waiter should come back.",
                    panic.place()
                ))
                .because(
                    "`recv` returns an `Err` when the last sender is dropped. That's the end, and \
                     not a failure: a loop over the receiver ends with it.",
                )
            }
            (ended, _) => ended.verdict(),
        }
    }
}
