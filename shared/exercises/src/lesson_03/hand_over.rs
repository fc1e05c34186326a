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

/// Makes dishes, one after the other.
#[derive(Debug)]
pub struct Cook(Arc<Restaurant>);

/// Brings dishes to their tables.
#[derive(Debug)]
pub struct Waiter(Arc<Restaurant>);

/// A dish that was made.
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
    /// The number of dishes that the cook was asked to make, or would have been.
    asked: usize,
    made: usize,
    /// The dish in the hatch.
    in_hatch: Option<usize>,
    /// When the last dish was taken out of the hatch.
    taken: Duration,
    served: usize,
    stage: Stage,
    /// Whether one thread cooked and served.
    is_alone: bool,
    /// Whether nobody has the cook any more.
    is_closed: bool,
    /// The thread to which the cook and the waiter were given.
    thread: Option<ThreadId>,
}

/// What hangs if something does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// Nothing that is known.
    Open,
    /// The cook waits until there is room in the hatch.
    NoRoom,
    /// The waiter is back, and nobody has cooked meanwhile.
    NotCooking,
}

/// Somebody with a clock.
#[derive(Debug)]
struct Person {
    lane: Lane,
    clock: Duration,
    /// Who did it last.
    thread: Option<ThreadId>,
}

impl Person {
    fn new(lane: Lane) -> Self {
        Self { lane, clock: Duration::ZERO, thread: None }
    }

    /// Notes that there is nothing to do now, or that the thread does something else.
    fn rests(&self, is_alone: bool) {
        self.lane.note_at(Event::Suspended(None), self.clock);
        if is_alone {
            self.lane.note_at(Event::Woken, self.clock);
        }
    }

    /// Does something to a dish, from that time on.
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

    /// Waits for as long as that is so, at a stage that is told if it is for ever.
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
    /// Makes the next dish in ten minutes, as soon as there is room for it in the hatch. Returns `None`
    /// after the last one.
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
            // It takes longer to cook than to serve: the next dish is begun now, or never.
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

/// An evening of the restaurant's.
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
        // What a thread that nobody joined still does is part of the run.
        let is_stuck = |state: &State| state.stage == Stage::NoRoom && state.in_hatch.is_some();
        let cooks = |state: &mut State| !state.is_closed && !is_stuck(state);
        let state = own.changed.wait_while(own.state(), cooks);
        let waiter = &state.unwrap_or_else(PoisonError::into_inner).waiter;
        waiter.lane.note_at(Event::Finished, waiter.clock);
    });
    Evening { restaurant, attempt }
}

/// Says whether each dish was served while the next one was made.
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
                "the waiter came back when {} of {all} dishes had been served; all of them are to be.",
                state.served
            ))
            .because(
                "`recv` receives once, and `try_recv` does not wait. A loop over a receiver waits for one \
                 dish after the other, and ends when the channel is closed.",
            ),
            (Ended::Returned(()), _) if state.is_alone => Verdict::wrong(format!(
                "one thread did both, and nobody cooked while a dish was served, so that the last was on \
                 its table at {last}; with two threads it is there at 17:35."
            ))
            .because("A thread does one thing after the other. For two at once, it takes two."),
            (Ended::Returned(()), _) => Verdict::right(format!(
                "each dish was served while the next one was made, and the last was on its table at \
                 {last}."
            )),
            (Ended::Held, Stage::NoRoom) => Verdict::wrong(format!(
                "the {} is in the hatch, and the cook waits until it is taken, but nobody takes it before \
                 all dishes are made; each is to be taken when it is ready.",
                DISHES[state.made - 1]
            ))
            .because(if state.cook.thread == state.thread {
                "A thread that waits for what it would do itself later waits for ever. It takes a second \
                 thread, which takes each dish as it comes."
            } else {
                "`join` waits for the end of a thread, and `collect` for the end of a channel. To hand over \
                 is to take one thing after the other while both threads go on."
            }),
            (Ended::Held, Stage::NotCooking) => Verdict::wrong(format!(
                "while the waiter served the {}, nobody cooked, since the cook goes on only when the waiter is \
                 back; the next dish is to be made meanwhile.",
                DISHES[state.served - 1]
            ))
            .because(
                "To begin a thread and to join it at once is to call a function: who joins waits.",
            ),
            (Ended::Held, Stage::Open) if state.served == all => Verdict::wrong(format!(
                "all {all} dishes are served, and the waiter waits for one more, for ever: the channel is \
                 still open, since somebody has a sender; the waiter is to come back."
            ))
            .because(
                "A loop over a receiver ends when the last sender is dropped. A thread drops at its end \
                 what was moved into it; what it only borrows, or a clone of it, stays. So does what \
                 `evening` has itself, until it returns.",
            ),
            (Ended::Panicked(panic), _) if panic.message.contains("RecvError") && state.served == all => {
                Verdict::wrong(format!(
                    "all {all} dishes are served, and then {} panicked, since the channel is closed; the \
                     waiter is to come back.",
                    panic.place()
                ))
                .because(
                    "`recv` returns an `Err` when the last sender is dropped. That is the end, and no \
                     mistake: a loop over the receiver ends with it.",
                )
            }
            (ended, _) => ended.verdict(),
        }
    }
}
