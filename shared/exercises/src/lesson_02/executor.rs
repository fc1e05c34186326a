//! Lanterns: three children, who need help whenever something has happened for them.

use crate::attempt::{Attempt, Ended};
use crate::clock::Clock;
use crate::run::{Lane, Run, minutes, o_clock};
use crate::verdict::Verdict;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/02_coop/executor.rs");
    pub(super) fn run_all(tasks: Vec<super::Task>, house: &super::House) {
        run(tasks, house);
    }
}

/// The number of polls after which a program counts as endless.
const MOST: usize = 300;
/// The names of the children, by the numbers of their tasks.
const NAMES: [&str; 3] = ["Ben", "Mia", "Tom"];

/// The house in which the lanterns are made.
#[derive(Debug)]
pub struct House {
    run: Run,
    clock: Clock,
    noted: Shared,
}

/// The work of a child: a future that may be moved, but not sent to another thread.
pub struct Task {
    future: Pin<Box<dyn Future<Output = ()>>>,
    child: Arc<Child>,
    clock: Clock,
}

/// The target of a child's wakers.
struct Child {
    number: usize,
    run: Run,
    lane: Lane,
    noted: Shared,
    /// The waker of the latest poll.
    waker: Mutex<Option<Waker>>,
}

#[derive(Clone, Debug, Default)]
struct Shared(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    children: [State; NAMES.len()],
    polls: usize,
    /// True if the executor has rested.
    has_rested: bool,
    /// The number of polls without a reason.
    in_vain: usize,
    /// The first child that was polled twice because it was woken twice, and the time.
    twice: Option<(usize, Duration)>,
    /// The longest wait: the child that waited, the child it waited for, and the number of polls.
    starved: Option<(usize, usize, usize)>,
    /// The number of times that any child was woken.
    wakes: usize,
    /// The child that is being polled.
    polling: Option<usize>,
    /// The child whose waker is being called.
    waking: Option<usize>,
    /// The mistake that ended the run at once.
    wrong: Option<Verdict>,
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    is_begun: bool,
    done: Option<Duration>,
    /// The number of times that it was woken since its latest poll.
    woken: usize,
    /// The first of these wake-ups: its number among all wake-ups, and its time.
    since: (usize, Duration),
    /// True if that was during its own poll.
    woke_itself: bool,
    /// True if its waker does nothing.
    is_deaf: bool,
    /// The number of wake-ups that its latest poll answered.
    answered: usize,
    /// The number of polls of each other child since then, even though those were woken later.
    overtaken: [usize; NAMES.len()],
}

impl State {
    fn is_ready(&self) -> bool {
        self.done.is_none() && (self.woken > 0 || !self.is_begun)
    }
}

impl Shared {
    fn note<T>(&self, note: impl FnOnce(&mut Noted) -> T) -> T {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Ends the run because of a mistake.
    fn give_up(&self, run: &Run, wrong: Verdict) -> ! {
        self.note(|noted| noted.wrong = Some(wrong));
        run.end_stuck();
        run.give_up()
    }
}

impl Noted {
    /// Notes that a task is polled. Returns a verdict if it must not be.
    fn poll(&mut self, me: usize, is_deaf: bool, now: Duration) -> Option<Verdict> {
        let mine = self.children[me];
        if let Some(done) = mine.done {
            let name = NAMES[me];
            return Some(
                Verdict::wrong(format!(
                    "{name} was done at {}, and was polled again at {}, because {name}'s waker \
                     was still kept and called; a task that is done should not be polled again.",
                    o_clock(done),
                    o_clock(now)
                ))
                .because("Wakers may be kept and called at any time, even after the task is done."),
            );
        }
        self.polls += 1;
        if mine.is_ready() {
            for (other, state) in self.children.iter_mut().enumerate() {
                if state.is_ready() && state.since < mine.since {
                    state.overtaken[me] += 1;
                    let times = state.overtaken[me];
                    if times > self.starved.map_or(1, |(_, _, most)| most) {
                        self.starved = Some((other, me, times));
                    }
                }
            }
        } else {
            if self.in_vain == 0 && mine.answered > 1 {
                self.twice = Some((me, now));
            }
            self.in_vain += 1;
        }
        let answered = mine.woken;
        let is_begun = true;
        self.children[me] =
            State { is_begun, answered, woken: 0, is_deaf, overtaken: [0; 3], ..mine };
        self.polling = Some(me);
        None
    }

    /// Notes that a child is woken.
    fn wake(&mut self, me: usize, now: Duration) {
        self.wakes += 1;
        let since = (self.wakes, now);
        let state = &mut self.children[me];
        if !state.is_ready() {
            state.since = since;
            state.woke_itself = self.polling == Some(me);
        }
        state.woken += 1;
        self.waking = Some(me);
    }

    /// Returns the names of the children for whom `holds` returns `true`.
    fn names(&self, holds: impl Fn(&State) -> bool) -> String {
        let names = NAMES.iter().zip(&self.children).filter(|(_, state)| holds(state));
        match &names.map(|(name, _)| *name).collect::<Vec<_>>()[..] {
            [one] => (*one).to_owned(),
            [others @ .., last] => format!("{} and {last}", others.join(", ")),
            [] => "nobody".to_owned(),
        }
    }

    /// Returns the verdict on resting now; `None` if that is right.
    fn rest(&self) -> Option<Verdict> {
        let ready = self.children.iter().enumerate().filter(|(_, state)| state.is_ready());
        let Some((number, state)) = ready.min_by_key(|(_, state)| state.since) else {
            let all_done = self.children.iter().all(|state| state.done.is_some());
            return all_done.then(|| {
                Verdict::wrong(
                    "all children are done, but your executor still waits for something to \
                     happen; it should return.",
                )
            });
        };
        let (name, at) = (NAMES[number], o_clock(state.since.1));
        Some(if !state.is_begun {
            Verdict::wrong(format!(
                "your executor rests before {} had a first poll; at first, all tasks should be \
                 polled.",
                self.names(|state| !state.is_begun)
            ))
            .because(
                "A future that was never polled hasn't left its waker anywhere, so nothing can \
                 wake it.",
            )
        } else if state.is_deaf {
            Verdict::wrong(format!(
                "{name} was woken at {at}, but your executor rests without having noticed: it \
                 polled {name} with a waker that does nothing.",
            ))
            .because(
                "Lesson 2's loop polls everybody all the time, so it can do without a waker. An \
                 executor that polls only woken tasks has to be told.",
            )
        } else if state.woke_itself {
            Verdict::wrong(format!(
                "{name}'s task woke itself at {at}, while it was polled, but your executor rests, \
                 as if {name} couldn't go on.",
            ))
            .because(
                "A task may be woken while it is polled. An executor that keeps a flag for that \
                 clears it before the poll, and not after it; and it looks at all flags again \
                 before it rests.",
            )
        } else {
            Verdict::wrong(format!(
                "{name} was woken at {at}, and your executor rests, though {name} could go on; \
                 first, it should poll all that were woken.",
            ))
        })
    }

    /// Returns the verdict on a run that came to its end; `None` if it was right.
    fn refuse(&self, now: Duration) -> Option<Verdict> {
        let waits = |state: &State| state.done.is_none();
        if self.children.iter().any(waits) {
            let verdict = Verdict::wrong(format!(
                "your executor returned at {}, and {} had not finished; it should return when all \
                 tasks are done.",
                o_clock(now),
                self.names(waits)
            ));
            return Some(verdict.because(
                "An empty run queue doesn't mean that all tasks are done: waiting tasks aren't in \
                 it.",
            ));
        }
        if let Some((who, by, times)) = self.starved {
            let (who, by) = (NAMES[who], NAMES[by]);
            let verdict = Verdict::wrong(format!(
                "{who} was ready and had to wait while {by}, who was woken later, was polled \
                 {times} times; the task that was woken first should be polled first."
            ));
            return Some(verdict.because(
                "If the last to come is the first to go, a task that wakes itself again and again \
                 starves all others. In a queue, join at the end.",
            ));
        }
        let in_vain = format!("{} of {} polls were for nothing", self.in_vain, self.polls);
        let (who, at) = self.twice.unwrap_or_default();
        let (who, at) = (NAMES[who], o_clock(at));
        match self.in_vain {
            0 => None,
            _ if self.twice.is_some() => Some(
                Verdict::wrong(format!(
                    "{who} was called twice before {who} had a turn, and was polled twice for it; \
                     the second poll, at {at}, was in vain, since one turn should answer both \
                     calls."
                ))
                .because(
                    "Waking means \"poll me once more\", however often it happens before that. A \
                     task is in the run queue once, or not at all.",
                ),
            ),
            _ if self.has_rested => Some(
                Verdict::wrong(format!(
                    "your executor rests until a task is woken, but then it also polls those that \
                     weren't, so {in_vain}."
                ))
                .because(
                    "A waker says which task to poll, and not just that there is one. That's why \
                     each task has a waker of its own.",
                ),
            ),
            _ => Some(
                Verdict::wrong(format!(
                    "{in_vain}, since the child that was polled hadn't been woken; only woken \
                     tasks should be polled."
                ))
                .because(
                    "A task that returned `Pending` will be woken when there is a reason to go \
                     on. Until then, another poll changes nothing.",
                ),
            ),
        }
    }
}

impl House {
    /// Rests until something happens and a task is woken.
    pub fn wait(&self) {
        self.noted.note(|noted| noted.has_rested = true);
        if let Some(wrong) = self.noted.note(|noted| noted.rest()) {
            self.noted.give_up(&self.run, wrong);
        }
        if !self.clock.skip() {
            let waits = self.noted.note(|noted| noted.names(|state| state.done.is_none()));
            let wrong = format!("nothing more will happen, and {waits} had not finished.");
            self.noted.give_up(&self.run, Verdict::wrong(wrong));
        }
    }

    /// Makes the tasks of the children. Each of their polls takes a minute.
    fn tasks(&self) -> Vec<Task> {
        let scissors = Arc::new(Mutex::new(Scissors::default()));
        let clock = self.clock.clone();
        let (ben, mia, tom) = (self.clock.clone(), self.clock.clone(), self.clock.clone());
        let free = Arc::clone(&scissors);
        let ben = Box::pin(async move {
            glue(&ben, 10).await;
            hand_over(&free);
            glue(&ben, 15).await;
        });
        let mia = Box::pin(async move {
            fold(3).await;
            cut(&scissors).await;
            glue(&mia, 5).await;
        });
        let tom = Box::pin(async move {
            // The clock still wakes a task that no longer needs it.
            poll_fn(|context| {
                tom.wake_at(minutes(20), context.waker().clone());
                Poll::Ready(())
            })
            .await;
            fold(5).await;
        });
        let futures: [Pin<Box<dyn Future<Output = ()>>>; 3] = [ben, mia, tom];
        let task = |(number, future)| {
            let (run, noted) = (self.run.clone(), self.noted.clone());
            let (lane, waker) = (run.lane(NAMES[number]), Mutex::default());
            Task {
                future,
                child: Arc::new(Child { number, run, lane, noted, waker }),
                clock: clock.clone(),
            }
        };
        futures.into_iter().enumerate().map(task).collect()
    }
}

/// A pair of scissors that one child waits for.
#[derive(Default)]
struct Scissors {
    are_free: bool,
    waker: Option<Waker>,
}

/// Waits until the glue is dry.
async fn glue(clock: &Clock, time: u64) {
    let mut end = None;
    poll_fn(|context| {
        let now = clock.now();
        let end = *end.get_or_insert(now + minutes(time));
        if now >= end {
            return Poll::Ready(());
        }
        clock.wake_at(end, context.waker().clone());
        Poll::Pending
    })
    .await;
}

/// Folds paper, and yields after each fold.
async fn fold(times: usize) {
    let mut folded = 0;
    poll_fn(|context| {
        if folded == times {
            return Poll::Ready(());
        }
        folded += 1;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Waits until the scissors are free.
async fn cut(scissors: &Mutex<Scissors>) {
    poll_fn(|context| {
        let mut scissors = scissors.lock().unwrap_or_else(PoisonError::into_inner);
        if scissors.are_free {
            return Poll::Ready(());
        }
        scissors.waker = Some(context.waker().clone());
        Poll::Pending
    })
    .await;
}

/// Puts the scissors down, and calls the child that waits for them, twice.
fn hand_over(scissors: &Mutex<Scissors>) {
    let mut scissors = scissors.lock().unwrap_or_else(PoisonError::into_inner);
    scissors.are_free = true;
    let waker = scissors.waker.take();
    drop(scissors);
    if let Some(waker) = waker {
        waker.wake_by_ref();
        waker.wake();
    }
}

impl Future for Task {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let child = Arc::clone(&self.child);
        let Child { number, run, lane, noted, waker } = &*child;
        // Of all wakers that can be made without unsafe code, only `Waker::noop()` has no data.
        let is_deaf = context.waker().data().is_null();
        *waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
        if let Some(wrong) = noted.note(|noted| noted.poll(*number, is_deaf, run.now())) {
            noted.give_up(run, wrong);
        }
        if noted.note(|noted| noted.polls) > MOST {
            run.give_up();
        }
        lane.runs();
        run.pass(minutes(1));
        self.clock.ring();
        let waker = Waker::from(Arc::clone(&child));
        let poll = self.future.as_mut().poll(&mut Context::from_waker(&waker));
        noted.note(|noted| {
            noted.polling = None;
            if poll.is_ready() {
                noted.children[*number].done = Some(run.now());
            }
        });
        if poll.is_ready() {
            lane.ends();
        } else {
            lane.waits();
        }
        poll
    }
}

impl Wake for Child {
    fn wake(self: Arc<Self>) {
        self.noted.note(|noted| noted.wake(self.number, self.run.now()));
        self.lane.is_woken();
        let waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(waker) = waker {
            waker.wake();
        }
        self.noted.note(|noted| noted.waking = None);
    }
}

impl fmt::Debug for Task {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Task").field(&NAMES[self.child.number]).finish()
    }
}

/// Runs an executor in a house.
fn attempt(execute: impl FnOnce(Vec<Task>, &House) + Send + 'static) -> (Attempt<()>, Shared) {
    let noted = Shared::default();
    let own = noted.clone();
    let attempt = Attempt::plain(Kind::Chores, move |run| {
        let house = House { clock: Clock::new(run.clone()), run, noted: own };
        execute(house.tasks(), &house);
    });
    (attempt, noted)
}

/// Checks that the executor polls all children that are woken, and no others.
pub fn check(run: impl FnOnce(Vec<Task>, &House) + Send + 'static) -> Verdict {
    let (yours, noted) = attempt(run);
    let (right, _) = attempt(right::run_all);
    let now = yours.run.now();
    let verdict = noted.note(|noted| match &yours.ended {
        Ended::Endless if noted.wrong.is_some() => noted.wrong.take(),
        Ended::Held => Some(held(noted)),
        Ended::Returned(()) | Ended::Endless => noted.refuse(now),
        ended => Some(ended.verdict()),
    });
    let polls = noted.note(|noted| noted.polls);
    let verdict = verdict.unwrap_or_else(|| {
        Verdict::right(format!(
            "there were {polls} polls, and each of them was for a task that had been woken."
        ))
    });
    verdict.with_lanes(&yours.run, &right.run)
}

/// Returns the verdict on an executor that doesn't give its thread back.
fn held(noted: &Noted) -> Verdict {
    let Some(woken) = noted.waking else {
        return Verdict::wrong(format!(
            "your executor has no task to poll, but still holds the thread, so nothing can \
             happen, and {} had not finished; `house.wait()` lets it rest.",
            noted.names(|state| state.done.is_none())
        ))
        .because(
            "The clock of this house goes on while a child is helped, and while your executor \
             rests there.",
        );
    };
    let woken = NAMES[woken];
    let waits = "waits for the lock of the run queue, which your executor still holds, so nothing \
                 can go on";
    match noted.polling.map(|number| NAMES[number]) {
        Some(polled) => Verdict::wrong(if polled == woken {
            format!("{woken}'s task woke itself while it was polled, and the waker {waits}.")
        } else {
            format!("{woken}'s task was woken while {polled}'s was polled, and the waker {waits}.")
        })
        .because(
            "In `while let` and `if let`, temporaries of the first line, such as a guard, live \
             until the block ends. A `let` of its own, which ends with a semicolon, drops them at \
             once.",
        ),
        None => Verdict::wrong(format!(
            "{woken}'s task was woken while your executor rested, and the waker {waits}."
        ))
        .because("Before you rest, drop the guard, since waking a task needs the lock."),
    }
}
