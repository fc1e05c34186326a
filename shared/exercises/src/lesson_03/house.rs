//! Threads that share locks, on virtual time. Each thread has a clock of its own. A lock is only given out when all
//! threads ask for one. So these clocks decide who asked first, and the real time doesn't matter.

use crate::attempt::Panic;
use crate::run::{Lane, Run, minutes};
use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::panic::resume_unwind;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use timeline::{Event, Executor};

/// The number of attempts to take a lock after which a program counts as endless.
const MANY_TRIES: usize = 100;

/// The people of a house, and the things that they share. Clones are handles to the same house.
#[derive(Clone, Debug)]
pub(crate) struct House(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    run: Run,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    people: Vec<Person>,
    shared: Vec<Shared>,
    /// The number of attempts to take a lock that wasn't free.
    tries: usize,
    /// The last of these: the numbers of the person and of the lock.
    tried: (usize, usize),
    /// Pairs of locks: the first one was held when the second one was taken.
    orders: BTreeSet<(usize, usize)>,
    is_over: bool,
}

/// A person, who has a thread.
#[derive(Debug)]
struct Person {
    name: &'static str,
    lane: Lane,
    clock: Duration,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// Runs the learner's code.
    Works,
    /// Asks for the lock of this number, and waits until it is free or, if not `waits`, only for an answer.
    Asks {
        which: usize,
        waits: bool,
    },
    /// Has the answer: `true` if the person got the lock.
    Answered(bool),
    Gone,
}

/// A thing that has a lock.
#[derive(Debug)]
struct Shared {
    name: &'static str,
    lane: Lane,
    holder: Option<usize>,
    /// The time at which it was last put back.
    free: Duration,
}

impl House {
    pub(crate) fn new(run: &Run, people: &[&'static str], shared: &[&'static str]) -> Self {
        run.has_threads();
        let state = State {
            people: people
                .iter()
                .map(|name| Person {
                    name,
                    lane: run.lane(name),
                    clock: Duration::ZERO,
                    stage: Stage::Works,
                })
                .collect(),
            shared: shared
                .iter()
                .map(|name| {
                    let lane = run.lane(name);
                    lane.waits();
                    Shared { name, lane, holder: None, free: Duration::ZERO }
                })
                .collect(),
            tries: 0,
            tried: (0, 0),
            orders: BTreeSet::new(),
            is_over: false,
        };
        let (state, changed) = (Mutex::new(state), Condvar::new());
        Self(Arc::new(Inner { run: run.clone(), state, changed }))
    }

    /// Gives both people a thread, and returns when both are done, or when neither can go on. The second begins after
    /// the first has come to a lock.
    pub(crate) fn live(&self, first: impl FnOnce() + Send, second: impl FnOnce() + Send) {
        let panics = thread::scope(|scope| {
            let first = scope.spawn(|| self.part(0, first));
            let works = |state: &mut State| state.people[0].stage == Stage::Works;
            drop(self.0.changed.wait_while(self.state(), works));
            let second = scope.spawn(|| self.part(1, second));
            [first, second].map(|thread| thread.join().expect("its panic is caught"))
        });
        if self.state().is_over {
            self.0.run.end_stuck();
        } else if let Some(panic) = panics.into_iter().flatten().next() {
            panic.again();
        }
    }

    fn part(&self, who: usize, part: impl FnOnce()) -> Option<Panic> {
        let panic = Panic::of(part);
        let mut state = self.state();
        if !state.is_over {
            let person = &mut state.people[who];
            person.stage = Stage::Gone;
            person.lane.note_at(Event::Finished, person.clock);
            self.settle(&mut state);
        }
        panic
    }

    /// Spends some of that person's time, and returns the minute at which it begins.
    pub(crate) fn spend(&self, who: usize, what: &str, time: Duration) -> u64 {
        let person = &mut self.state().people[who];
        let from = person.clock.as_secs() / 60;
        person.lane.note_at(Event::Resumed(Executor::Main), person.clock);
        person.lane.takes_at(what, person.clock);
        person.clock += time;
        person.lane.note_at(Event::TimerStopped, person.clock);
        from
    }

    /// Returns `true` if that person holds the lock of that number.
    pub(crate) fn holds(&self, who: usize, which: usize) -> bool {
        self.state().shared[which].holder == Some(who)
    }

    /// Returns `true` if nobody could go on.
    pub(crate) fn is_stuck(&self) -> bool {
        self.state().is_over
    }

    /// Returns a sentence about attempts to take a lock that wasn't free, such as "Bob tried the washer 30 times".
    pub(crate) fn tries(&self) -> Option<String> {
        let State { people, shared, tries, tried: (who, which), .. } = &*self.state();
        let [name, what] = [people[*who].name, shared[*which].name];
        (*tries > 0).then(|| format!("{name} tried the {what} {tries} times"))
    }

    /// Returns `true` if two locks were taken in one order and in the other, each time with the first still held.
    pub(crate) fn orders_differ(&self) -> bool {
        let orders = &self.state().orders;
        orders.iter().any(|(held, taken)| orders.contains(&(*taken, *held)))
    }

    /// Returns a sentence about the locks that each person waits for and holds.
    pub(crate) fn waits(&self) -> String {
        let state = self.state();
        let waits = state.people.iter().enumerate().filter_map(|(who, person)| {
            let Stage::Asks { which, .. } = person.stage else { return None };
            let held = state.shared.iter().find(|shared| shared.holder == Some(who));
            let (name, wanted) = (person.name, state.shared[which].name);
            Some(match held {
                Some(held) if held.name == wanted => {
                    format!("{name} holds the {wanted} and waits until it is free")
                }
                Some(held) => format!("{name} holds the {} and waits for the {wanted}", held.name),
                None => format!("{name} waits for the {wanted}"),
            })
        });
        waits.collect::<Vec<_>>().join(", and ")
    }

    /// Returns the name of a person who waits for a lock that the same thread holds.
    pub(crate) fn own_obstacle(&self) -> Option<&'static str> {
        let state = self.state();
        let obstacle = state.people.iter().enumerate().find(|(who, person)| {
            let Stage::Asks { which, .. } = person.stage else { return false };
            state.shared[which].holder == Some(*who)
        });
        obstacle.map(|(_, person)| person.name)
    }

    /// Returns the name of a person who never came to a lock, while the other one waits for one.
    pub(crate) fn missing(&self) -> Option<&'static str> {
        let state = self.state();
        let missing = state.people.iter().find(|person| person.stage == Stage::Works);
        missing.map(|person| person.name)
    }

    /// Asks for a lock, and returns `true` if that person has it now.
    fn ask(&self, who: usize, which: usize, waits: bool) -> bool {
        let mut state = self.state();
        let person = &mut state.people[who];
        person.stage = Stage::Asks { which, waits };
        person.lane.note_at(Event::Suspended(None), person.clock);
        self.settle(&mut state);
        loop {
            if state.is_over {
                drop(state);
                resume_unwind(Box::new("nobody can go on"));
            }
            if let Stage::Answered(answer) = state.people[who].stage {
                state.people[who].stage = Stage::Works;
                return answer;
            }
            state = self.0.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Answers the one who asked first, once all have asked or are gone.
    fn settle(&self, state: &mut State) {
        self.0.changed.notify_all();
        let stages = || state.people.iter().map(|person| person.stage);
        if stages().any(|stage| matches!(stage, Stage::Works | Stage::Answered(_))) {
            return;
        }
        let first = (0..state.people.len()).filter_map(|who| {
            let Person { stage: Stage::Asks { which, waits }, clock, .. } = state.people[who]
            else {
                return None;
            };
            let shared = &state.shared[which];
            match (waits, shared.holder) {
                (true, Some(_)) => None,
                (true, None) => Some((clock.max(shared.free), clock, who, which, true)),
                (false, holder) => {
                    Some((clock, clock, who, which, holder.is_none() && shared.free <= clock))
                }
            }
        });
        let Some((at, _, who, which, answer)) = first.min() else {
            state.is_over = stages().any(|stage| stage != Stage::Gone);
            return;
        };
        let person = &mut state.people[who];
        person.stage = Stage::Answered(answer);
        person.clock = at;
        if answer {
            let held = state.shared.iter().enumerate().filter(|(_, it)| it.holder == Some(who));
            state.orders.extend(held.map(|(held, _)| (held, which)));
            let shared = &mut state.shared[which];
            shared.holder = Some(who);
            shared.lane.takes_at(person.name, at);
            shared.lane.note_at(Event::Resumed(Executor::Main), at);
            person.lane.note_at(Event::Resumed(Executor::Main), at);
        } else {
            // Asking takes a minute.
            person.lane.note_at(Event::Resumed(Executor::Main), at);
            person.clock += minutes(1);
            state.tries += 1;
            state.tried = (who, which);
            state.is_over = state.tries >= MANY_TRIES;
        }
    }

    fn put_back(&self, who: usize, which: usize) {
        let mut state = self.state();
        if state.is_over {
            return;
        }
        let at = state.people[who].clock;
        let shared = &mut state.shared[which];
        shared.holder = None;
        shared.free = at;
        shared.lane.note_at(Event::TimerStopped, at);
        shared.lane.note_at(Event::Suspended(None), at);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lock, and the value that it protects. It works like [`std::sync::Mutex`], but without poisoning.
#[derive(Debug)]
pub struct Lock<T> {
    house: House,
    /// The number of the person whose handle this is.
    who: usize,
    which: usize,
    value: Arc<Mutex<T>>,
}

impl<T> Lock<T> {
    pub(crate) fn new(house: &House, who: usize, which: usize, value: &Arc<Mutex<T>>) -> Self {
        Self { house: house.clone(), who, which, value: Arc::clone(value) }
    }

    /// Takes the lock. Blocks the thread until it is free.
    pub fn lock(&self) -> Guard<'_, T> {
        self.house.ask(self.who, self.which, true);
        self.guard()
    }

    /// Takes the lock if it is free, and returns `None` otherwise. Trying takes a minute.
    pub fn try_lock(&self) -> Option<Guard<'_, T>> {
        self.house.ask(self.who, self.which, false).then(|| self.guard())
    }

    fn guard(&self) -> Guard<'_, T> {
        let value = self.value.lock().unwrap_or_else(PoisonError::into_inner);
        Guard { value, held: Held { house: &self.house, who: self.who, which: self.which } }
    }
}

/// Access to the value that a [`Lock`] protects. Dropping it unlocks the lock.
#[derive(Debug)]
#[must_use = "if nothing keeps it, the lock is free again at once"]
pub struct Guard<'a, T> {
    // Dropped first.
    value: MutexGuard<'a, T>,
    held: Held<'a>,
}

impl<T> Guard<'_, T> {
    /// Returns the house, and the number of the person who holds this.
    pub(crate) fn holder(&self) -> (&House, usize) {
        (self.held.house, self.held.who)
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

#[derive(Debug)]
struct Held<'a> {
    house: &'a House,
    who: usize,
    which: usize,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.house.put_back(self.who, self.which);
    }
}
