//! A tax return, which keeps a processor busy for half an hour, and a soup, which needs to be stirred in that time.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes};
use crate::verdict::Verdict;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;
use timeline::{Event, Executor, Kind};
use tokio::sync::Notify;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/beside.rs");
    pub(super) async fn run(taxes: Taxes) -> TaxReturn {
        tax_return(taxes).await
    }
}

/// The papers from which a tax return is worked out.
#[derive(Debug)]
pub struct Taxes(Arc<Kitchen>);

/// A tax return. Only [`Taxes`] make one.
#[derive(Debug)]
pub struct TaxReturn(());

/// The kitchen where all of this happens. Work on the tax return moves its clock.
#[derive(Debug)]
struct Kitchen {
    run: Run,
    soup: Lane,
    task: Lane,
    state: Mutex<State>,
    /// Tells the stirring task that the soup is due.
    due: Notify,
    stirred: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The thread that runs the tasks.
    thread: Option<ThreadId>,
    /// The time at which the tasks' thread last looked at the clock.
    time: Duration,
    /// The number of times that the soup was due.
    due: usize,
    stirred: usize,
    /// True if nobody stirs any more.
    is_over: bool,
    /// The number of polls of the learner's future.
    polls: usize,
    is_polled: bool,
    /// The place where the tax return was worked out.
    place: Option<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    /// On a thread that runs no tasks.
    Beside,
    /// In the learner's future, during the poll of this number.
    Future(usize),
    /// In another task, on the thread of the tasks.
    Task,
}

impl Kitchen {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stir(self: Arc<Self>) -> impl Future<Output = ()> {
        // It exists from the start, since a runtime may end before it polls this.
        let gone = Gone(self);
        async move {
            let Gone(kitchen) = &gone;
            loop {
                kitchen.due.notified().await;
                kitchen.soup.runs();
                kitchen.run.pass(minutes(1));
                kitchen.soup.waits();
                kitchen.state().stirred += 1;
                kitchen.stirred.notify_all();
            }
        }
    }

    /// Polls the learner's future, with a lane.
    async fn watch<T>(&self, future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        poll_fn(|context| {
            let now = self.run.now();
            let mut state = self.state();
            state.polls += 1;
            state.is_polled = true;
            state.time = now;
            drop(state);
            self.task.note_at(Event::Resumed(Executor::EventLoop), now);
            let poll = future.as_mut().poll(context);
            let mut state = self.state();
            state.is_polled = false;
            let event = if poll.is_ready() { Event::Finished } else { Event::Suspended(None) };
            self.task.note_at(event, state.time);
            poll
        })
        .await
    }
}

/// A guard that is dropped when nobody stirs any more.
struct Gone(Arc<Kitchen>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.state().is_over = true;
        self.0.stirred.notify_all();
    }
}

impl Taxes {
    /// Works out the tax return, which takes half an hour.
    pub fn work_out(self) -> TaxReturn {
        let Self(kitchen) = self;
        let taxes = kitchen.run.lane("taxes");
        taxes.runs();
        let mut state = kitchen.state();
        if state.thread == Some(thread::current().id()) {
            let is_task = tokio::task::try_id().is_some();
            state.place = Some(if is_task { Place::Task } else { Place::Future(state.polls) });
            kitchen.run.pass(minutes(5));
            kitchen.soup.is_woken();
            kitchen.run.pass(minutes(25));
            state.time = kitchen.run.now();
        } else {
            state.place = Some(Place::Beside);
            kitchen.run.pass(minutes(5));
            for _ in 0..5 {
                kitchen.soup.is_woken();
                state.due += 1;
                kitchen.due.notify_one();
                let is_due = |state: &mut State| state.stirred < state.due && !state.is_over;
                let waited = kitchen.stirred.wait_while(state, is_due);
                state = waited.unwrap_or_else(PoisonError::into_inner);
                kitchen.run.pass(minutes(4));
            }
        }
        TaxReturn(())
    }
}

/// Half an hour at the stove.
struct Evening {
    kitchen: Arc<Kitchen>,
    attempt: Attempt<()>,
}

fn run(tax_return: impl AsyncFnOnce(Taxes) -> TaxReturn + Send + 'static) -> Evening {
    let run = Run::new(Kind::Chores);
    let kitchen = Arc::new(Kitchen {
        run: run.clone(),
        soup: run.lane("soup"),
        task: run.lane("your task"),
        state: Mutex::default(),
        due: Notify::new(),
        stirred: Condvar::new(),
    });
    kitchen.soup.waits();
    let own = Arc::clone(&kitchen);
    let attempt = Attempt::with(run, move || {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_time().start_paused(true).build();
        let runtime = runtime.expect("a runtime without input and output can be made");
        own.state().thread = Some(thread::current().id());
        runtime.spawn(Arc::clone(&own).stir());
        let _tax_return = runtime.block_on(own.watch(tax_return(Taxes(Arc::clone(&own)))));
        own.run.end();
    });
    Evening { kitchen, attempt }
}

/// Checks that the soup is stirred while the tax return is worked out.
pub fn check(tax_return: impl AsyncFnOnce(Taxes) -> TaxReturn + Send + 'static) -> Verdict {
    let right = run(right::run);
    let yours = run(tax_return);
    yours.verdict().with_lanes(&yours.attempt.run, &right.attempt.run)
}

impl Evening {
    fn verdict(&self) -> Verdict {
        let state = self.kitchen.state();
        let place = match (&self.attempt.ended, state.place) {
            (Ended::Returned(()), place) => place,
            (Ended::Held, Some(Place::Beside)) if state.is_polled => {
                return Verdict::wrong(
                    "the tax return is worked out on another thread, but the thread of the tasks \
                     waits for that one, so nobody can stir the soup; it should be stirred every \
                     five minutes.",
                )
                .because(
                    "`join` blocks, and so do `recv` of a std channel and a loop that asks. Only \
                     `.await` gives the thread back while something isn't ready.",
                );
            }
            (Ended::Held, _) if !state.is_polled => return Ended::<()>::Stuck.verdict(),
            (ended, _) => return ended.verdict(),
        };
        if place == Some(Place::Beside) {
            return Verdict::right(format!(
                "the soup was stirred {} times while another thread worked out the tax return.",
                state.stirred
            ));
        }
        let whose = if place == Some(Place::Task) { "a task of its own" } else { "your task" };
        let verdict = Verdict::wrong(format!(
            "{whose} worked out the tax return, and had the only thread of all tasks for half an \
             hour, so nobody stirred the soup; it should be stirred every five minutes."
        ));
        verdict.because(match place {
            Some(Place::Task) => {
                "`tokio::spawn` makes a task, not a thread. A task that doesn't await keeps the \
                 thread on which it is polled."
            }
            Some(Place::Future(2..)) => {
                "An `.await` before long work gives the thread back before it, and not during it: \
                 from one `.await` to the next, a task keeps its thread."
            }
            _ => {
                "An `async fn` gives its thread back only where it awaits something that is not \
                 ready. Computing has no such place."
            }
        })
    }
}
