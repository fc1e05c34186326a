//! The garden shed: two people who each need a tool from it, and one key.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::verdict::Verdict;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use timeline::Kind;
use tokio::time::sleep;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/guard.rs");
    pub(super) async fn run(garden: &super::Garden) {
        let [ann, bob] = garden.gardeners();
        afternoon(garden.shed(), ann, bob).await;
    }
}

struct Person {
    name: &'static str,
    comes: Duration,
    tool: &'static str,
    works: Duration,
    /// The name of the work, as a verb: someone …, someone has …
    does: &'static str,
    did: &'static str,
}

const PEOPLE: [Person; 2] = [
    Person {
        name: "Ann",
        comes: minutes(0),
        tool: "rake",
        works: minutes(20),
        does: "rakes",
        did: "raked",
    },
    Person {
        name: "Bob",
        comes: minutes(5),
        tool: "spade",
        works: minutes(10),
        does: "digs",
        did: "dug",
    },
];

/// The garden, and the notes about both people in it.
#[derive(Clone, Debug)]
struct Garden {
    run: Run,
    seen: Arc<Mutex<[Seen; 2]>>,
}

/// The first time of each event; `None` if it didn't happen.
#[derive(Debug, Default)]
struct Seen {
    polled: Option<Duration>,
    came: Option<Duration>,
    took: Option<Duration>,
    began: Option<Duration>,
    done: Option<Duration>,
    put_back: Option<Duration>,
    lane: Option<Lane>,
}

impl Seen {
    fn works(&self) -> bool {
        self.began.is_some() && self.done.is_none()
    }

    fn is_at_the_door(&self) -> bool {
        self.came.is_some() && self.took.is_none()
    }
}

/// Someone who comes to work in the garden.
#[derive(Debug)]
pub struct Gardener {
    garden: Garden,
    who: usize,
}

/// The shed with the tools.
#[derive(Debug)]
pub struct Shed(Garden);

/// A tool. Only a shed has one.
#[derive(Debug)]
pub struct Tool(usize);

impl Garden {
    fn gardeners(&self) -> [Gardener; 2] {
        [0, 1].map(|who| Gardener { garden: self.clone(), who })
    }

    fn shed(&self) -> Shed {
        Shed(self.clone())
    }

    fn see<T>(&self, who: usize, look: impl FnOnce(&mut Seen, Duration) -> T) -> T {
        let now = self.run.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        // This one runs now, so those at the door have given the thread back.
        for seen in seen.iter().filter(|seen| seen.is_at_the_door()) {
            if let (Some(lane), Some(came)) = (&seen.lane, seen.came) {
                lane.note_at(timeline::Event::Suspended(None), came);
            }
        }
        look(&mut seen[who], now)
    }
}

impl Gardener {
    /// Comes to the shed. Each gardener comes at another time.
    pub async fn comes(&self) {
        let person = &PEOPLE[self.who];
        let now = self.garden.see(self.who, |seen, now| *seen.polled.get_or_insert(now));
        sleep(person.comes.saturating_sub(now)).await;
        self.garden.see(self.who, |seen, now| {
            let lane = self.garden.run.lane(person.name);
            lane.takes("wants the key");
            lane.runs();
            seen.came.get_or_insert(now);
            seen.lane = Some(lane);
        });
    }

    /// Works with a tool, until the work is done.
    pub async fn works_with(&self, _tool: &Tool) {
        let person = &PEOPLE[self.who];
        self.garden.see(self.who, |seen, now| {
            seen.began.get_or_insert(now);
            if let Some(lane) = &seen.lane {
                lane.takes(person.does);
                lane.waits();
            }
        });
        self.garden.run.sleep(person.works).await;
        self.garden.see(self.who, |seen, now| {
            seen.done.get_or_insert(now);
            if let Some(lane) = &seen.lane {
                lane.takes(&format!("has the {}", person.tool));
            }
        });
    }
}

impl Drop for Gardener {
    fn drop(&mut self) {
        self.garden.see(self.who, |seen, _| {
            // A tool that wasn't put back stays in the picture.
            if seen.took.is_none() {
                seen.lane = None;
            }
        });
    }
}

impl Shed {
    /// Takes out the tool that this gardener works with.
    pub fn take(&mut self, gardener: &Gardener) -> Tool {
        self.0.see(gardener.who, |seen, now| *seen.took.get_or_insert(now));
        Tool(gardener.who)
    }

    /// Puts a tool back.
    pub fn put_back(&mut self, tool: Tool) {
        self.0.see(tool.0, |seen, now| {
            seen.put_back = Some(now);
            seen.lane = None;
        });
    }
}

/// Checks that both work side by side, and have the key only while they need it.
pub fn check(afternoon: impl AsyncFnOnce(Shed, Gardener, Gardener) + Send + 'static) -> Verdict {
    let seen = Arc::default();
    let right = Attempt::on_tokio(Kind::Chores, async |run| {
        right::run(&Garden { run, seen: Arc::default() }).await;
    });
    let yours = Attempt::on_tokio(Kind::Chores, {
        let seen = Arc::clone(&seen);
        async move |run| {
            let garden = Garden { run, seen };
            let [ann, bob] = garden.gardeners();
            afternoon(garden.shed(), ann, bob).await;
        }
    });
    let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    verdict(&yours.ended, &seen).with_lanes(&yours.run, &right.run)
}

const LOCKED_TWICE: &str = "Neither the `Mutex` of std nor that of tokio can be locked twice by \
                            the same task. The first guard must be dropped first.";

fn verdict(ended: &Ended<()>, seen: &[Seen; 2]) -> Verdict {
    let with = |condition: fn(&Seen) -> bool| {
        seen.iter().zip(&PEOPLE).find(|(seen, _)| condition(seen)).map(|(_, person)| person)
    };
    if let (Some(works), Some(wants)) = (with(Seen::works), with(Seen::is_at_the_door)) {
        let Person { name, does, did, .. } = works;
        let other = wants.name;
        match ended {
            Ended::Held => {
                return Verdict::wrong(format!(
                    "{name} keeps the key while she {does}, and {other}, who wants it, blocks the \
                     thread until he gets it, so she has no turn to give it back; don't keep it \
                     across an `.await`."
                ))
                .because(
                    "The `lock()` of `std::sync::Mutex` blocks the thread, and all tasks on it. So \
                     a guard must be dropped before an `.await`; but it lives to the end of its \
                     block, and one in the head of an `if let` or a `match` to the end of that.",
                );
            }
            Ended::Endless => {
                return Verdict::wrong(format!(
                    "{other} asked for the key over and over, and {name} kept it for as long as \
                     she {did}; if neither keeps it while working, neither has to ask twice."
                ))
                .because(
                    "A loop around `try_lock` and `yield_now` is never idle: it keeps a processor \
                     busy, and the guard is still held across an `.await`.",
                );
            }
            Ended::Panicked(panic) if panic.message.contains("borrowed") => {
                return Verdict::wrong(format!(
                    "{other} came for the {} while {name} had the shed borrowed, and {} panicked; \
                     don't keep the shed while working.",
                    wants.tool,
                    panic.place()
                ))
                .because(
                    "A `RefCell` doesn't wait. Its borrows must not be held across an `.await` \
                     either, since other tasks have their turn there.",
                );
            }
            _ => {}
        }
    }
    let wants_back = with(|seen| seen.done.is_some() && seen.put_back.is_none());
    match (ended, wants_back) {
        (Ended::Stuck | Ended::Held, Some(Person { name, tool, .. })) => Verdict::wrong(format!(
            "{name} waits for the key to put the {tool} back, but already has it, so nobody can \
             ever hand it over; it should be given back before the work begins."
        ))
        .because(LOCKED_TWICE),
        (Ended::Stuck | Ended::Held, None) if !seen.iter().any(Seen::works) => {
            let Some(Person { name, tool, .. }) = with(Seen::is_at_the_door) else {
                return ended.verdict();
            };
            Verdict::wrong(format!(
                "{name} came for the {tool} and got no further, though nobody was at work with \
                 the key; a task that waits for a key that it already has waits for ever."
            ))
            .because(LOCKED_TWICE)
        }
        (Ended::Returned(()), _) => {
            let wrong =
                PEOPLE.iter().zip(seen).rev().find_map(|(person, seen)| blame(person, seen));
            wrong.unwrap_or_else(|| {
                Verdict::right("both worked side by side, and neither kept the key in that time.")
            })
        }
        _ => ended.verdict(),
    }
}

/// Returns the verdict on someone's work; `None` if nothing was wrong with it.
fn blame(person: &Person, seen: &Seen) -> Option<Verdict> {
    let Person { name, tool, did, .. } = person;
    let comes = o_clock(person.comes);
    let &Seen { polled, took, began, done, put_back, .. } = seen;
    let (Some(took), Some(began), Some(done)) = (took, began, done) else {
        return Some(Verdict::wrong(format!(
            "{name} went home without having {did}; the other one doesn't need the key for long, \
             so nobody has to go without it."
        )));
    };
    if took < person.comes {
        return Some(Verdict::wrong(format!(
            "the {tool} was taken out at {}, and {name} comes for it only at {comes}; each should \
             fetch a tool when they come, with the key that both share.",
            o_clock(took)
        )));
    }
    if polled.is_some_and(|polled| polled > person.comes) {
        return Some(
            Verdict::wrong(format!(
                "{name} was there at {comes}, and had no turn before {}, when the other one had \
                 put everything away; both should work side by side.",
                o_clock(began)
            ))
            .because(
                "If they work one after the other, they never want the key at once, but they \
                 never work at once either.",
            ),
        );
    }
    if began > person.comes {
        return Some(
            Verdict::wrong(format!(
                "{name} stood at the shed from {comes} to {}, because the other one kept the key \
                 while working; it is needed only to get a tool, and to put it back.",
                o_clock(began)
            ))
            .because(
                "tokio's `Mutex` gives the thread back while it waits, so it may be held across \
                 an `.await`; but others wait all that time. Use it only if there is no other \
                 way.",
            ),
        );
    }
    if let Some(at) = put_back.filter(|at| *at < done) {
        return Some(Verdict::wrong(format!(
            "the {tool} was put back at {}, and {name} took out another one; there is only one, \
             which should be out for as long as it is used.",
            o_clock(at)
        )));
    }
    if put_back != Some(done) {
        let then = put_back.map_or_else(
            || "was never put back".to_owned(),
            |at| format!("was put back only at {}", o_clock(at)),
        );
        return Some(Verdict::wrong(format!(
            "{name} had {did} by {}, and the {tool} {then}; it should be put back at once, with \
             the key, which nobody has by then.",
            o_clock(done)
        )));
    }
    None
}
