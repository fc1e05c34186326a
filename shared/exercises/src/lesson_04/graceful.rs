//! Closing time: nobody new comes in, all who are in are served, and then the lights go out.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::verdict::Verdict;
use std::cmp::Ordering;
use std::future::pending;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use timeline::Kind;
use tokio::time::sleep;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/graceful.rs");
    pub(super) async fn run(shop: super::Shop) {
        evening(shop).await;
    }
}

/// An evening: for each customer, the minutes after which they come, and those that they need.
type Evening = &'static [(u64, u64)];

/// On the second one, somebody needs much longer.
const EVENINGS: [Evening; 2] =
    [&[(5, 20), (30, 40), (50, 30), (70, 5)], &[(10, 15), (40, 35), (55, 90), (65, 10)]];
const CLOSING: Duration = minutes(60);
/// The time that it takes to let somebody in who stands at the door already. At closing time,
/// `select!` would else choose at random.
const MOMENT: Duration = Duration::from_secs(1);
/// When all that was left to itself has ended.
const LATE: Duration = minutes(12 * 60);

/// A shop, and its door. Clones are handles on the same shop.
#[derive(Clone, Debug)]
pub struct Shop {
    run: Run,
    evening: Evening,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    /// Those who were let in, in the order in which they came.
    customers: Vec<Stay>,
    lights: Option<Lane>,
    lights_out: Option<Duration>,
}

/// When something happened to a customer.
#[derive(Debug)]
struct Stay {
    let_in: Duration,
    begun: Option<Duration>,
    served: Option<Duration>,
    thrown_out: Option<Duration>,
}

/// Someone who was let in.
#[derive(Debug)]
pub struct Customer {
    shop: Shop,
    number: usize,
    lane: Lane,
}

impl Shop {
    fn open(run: Run, evening: Evening, seen: Arc<Mutex<Seen>>) -> Self {
        let lane = |name, until: Option<Duration>| {
            let lane = run.lane(name);
            lane.waits();
            if let Some(until) = until {
                lane.note_at(timeline::Event::Finished, until);
            }
            lane
        };
        drop(lane("open", Some(CLOSING)));
        let lights = lane("lights", None);
        let shop = Self { run, evening, seen };
        shop.see(|seen, _| seen.lights = Some(lights));
        shop
    }

    /// Waits until the next customer is at the door, and lets them in. If it is dropped before, the
    /// customer stays at the door.
    pub async fn next_customer(&self) -> Customer {
        loop {
            let (number, now) = self.see(|seen, now| (seen.customers.len(), now));
            let Some((comes, _)) = self.evening.get(number) else { return pending().await };
            sleep(minutes(*comes).saturating_sub(now).max(MOMENT)).await;
            let is_let_in = self.see(|seen, let_in| {
                // Somebody else may have let them in meanwhile.
                let is_next = seen.customers.len() == number;
                if is_next {
                    let stay = Stay { let_in, begun: None, served: None, thrown_out: None };
                    seen.customers.push(stay);
                }
                is_next
            });
            if is_let_in {
                let lane = self.run.lane(&format!("customer {}", number + 1));
                lane.waits();
                return Customer { shop: self.clone(), number, lane };
            }
        }
    }

    /// Waits until it is 18:00.
    pub async fn closing_time(&self) {
        sleep(CLOSING.saturating_sub(self.run.now())).await;
    }

    /// Puts out the lights.
    pub fn lights_out(&self) {
        self.see(|seen, now| {
            seen.lights_out.get_or_insert(now);
            seen.lights = None;
        });
    }

    fn see<T>(&self, look: impl FnOnce(&mut Seen, Duration) -> T) -> T {
        let now = self.run.now();
        look(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner), now)
    }
}

impl Customer {
    /// Serves this customer, which takes as long as it takes.
    pub async fn is_served(self) {
        self.shop.see(|seen, now| seen.customers[self.number].begun = Some(now));
        sleep(minutes(self.shop.evening[self.number].1)).await;
        self.shop.see(|seen, now| seen.customers[self.number].served = Some(now));
    }
}

impl Drop for Customer {
    fn drop(&mut self) {
        self.lane.ends();
        self.shop.see(|seen, now| {
            let stay = &mut seen.customers[self.number];
            if stay.served.is_none() {
                stay.thrown_out = Some(now);
            }
        });
    }
}

/// Says whether the shop closed as it should, on two evenings.
pub fn check(evening: impl AsyncFn(Shop) + Send + Sync + 'static) -> Verdict {
    let evening = Arc::new(evening);
    Verdict::first_wrong(EVENINGS.into_iter().map(|customers| {
        let right = Attempt::on_tokio(Kind::Chores, |run| {
            right::run(Shop::open(run, customers, Arc::default()))
        });
        let seen = Arc::default();
        let yours = Attempt::on_tokio(Kind::Chores, {
            let (evening, seen) = (Arc::clone(&evening), Arc::clone(&seen));
            async move |run| {
                let shop = Shop::open(run, customers, seen);
                evening(shop.clone()).await;
                shop.see(|seen, _| seen.lights = None);
                sleep(LATE).await;
            }
        });
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        verdict(&yours.ended, &seen, customers).with_lanes(&yours.run, &right.run)
    }))
}

/// Says so many customers were.
fn customers_were(count: usize) -> String {
    if count == 1 { "a customer was".to_owned() } else { format!("{count} customers were") }
}

fn verdict(ended: &Ended<()>, seen: &Seen, customers: Evening) -> Verdict {
    let is_stuck = matches!(ended, Ended::Stuck);
    if !is_stuck && !matches!(ended, Ended::Returned(())) {
        return ended.verdict();
    }
    for (number, &(comes, _)) in customers.iter().enumerate() {
        let name = number + 1;
        let at = o_clock(minutes(comes));
        let let_in = seen.customers.get(number).map(|stay| stay.let_in);
        if minutes(comes) < CLOSING && let_in.is_none_or(|let_in| let_in > minutes(comes)) {
            return Verdict::wrong(format!(
                "customer {name} came to the door at {at}, when the shop was open, and was not let \
                 in then; others are to be let in also while some are served."
            ))
            .because(
                "A loop that awaits what it has begun does nothing else meanwhile. In a task of \
                 its own, each customer is served while the loop goes on.",
            );
        }
        if let Some(let_in) = let_in.filter(|let_in| *let_in >= CLOSING) {
            let and = if is_stuck { ", and the shop waits for the next one, for ever" } else { "" };
            return Verdict::wrong(format!(
                "customer {name} was let in at {}, after closing time{and}; from 18:00 on, nobody \
                 is to be let in.",
                o_clock(let_in)
            ))
            .because(
                "Whoever waits for a customer does not look at the clock before one comes. What is \
                 to end a wait must be awaited at the same time.",
            );
        }
    }
    let thrown_out: Vec<_> = seen.customers.iter().filter_map(|stay| stay.thrown_out).collect();
    if let Some(at) = thrown_out.iter().min() {
        let first = if thrown_out.iter().all(|it| it == at) { "" } else { ", the first of them" };
        return Verdict::wrong(format!(
            "{} thrown out{first} at {}, before they were served; whoever is in at 18:00 is to be \
             served to the end, however long that takes.",
            customers_were(thrown_out.len()),
            o_clock(*at)
        ))
        .because(match at.cmp(&CLOSING) {
            Ordering::Less => {
                "A future that nobody polls serves nobody, and one that is dropped never will."
            }
            Ordering::Equal => {
                "A `JoinSet` that is dropped aborts its tasks. `select!` drops all branches but the \
                 first that is ready, with what they own; a function, on its return, what is left \
                 in it."
            }
            Ordering::Greater => {
                "A limit is for what may be given up: what is not done by then is dropped. Here, \
                 no limit is right, since nobody knows how long it takes."
            }
        });
    }
    if let Some(verdict) = judge_service(seen) {
        return verdict;
    }
    let last = seen.customers.iter().filter_map(|stay| stay.served).max().unwrap_or_default();
    let by = o_clock(last);
    match seen.lights_out {
        Some(at) if at < last => {
            let left = seen.customers.iter().filter(|stay| stay.served > Some(at)).count();
            Verdict::wrong(format!(
                "the lights went out at {}, while {} still being served; the last one was, in the \
                 dark, by {by}.",
                o_clock(at),
                customers_were(left)
            ))
            .because(
                "A spawned task goes on by itself, and nobody knows when it is done but whoever \
                 awaits it.",
            )
        }
        Some(at) if at > last => Verdict::wrong(format!(
            "the last customer was served by {by}, and the lights were on {}; they are to go out \
             at once.",
            if o_clock(at) == by { "longer".to_owned() } else { format!("until {}", o_clock(at)) }
        ))
        .because(
            "How long it takes is not known beforehand, so every guess is too short or too long. \
             To await the tasks takes just as long as they do.",
        ),
        Some(_) if is_stuck => Verdict::wrong(
            "the lights are out, and something in the shop still waits, for ever; the function is \
             to return.",
        ),
        Some(_) => Verdict::right(format!(
            "nobody came in after 18:00, and the lights went out at {by}, when all were served."
        )),
        None if is_stuck => Verdict::wrong(format!(
            "all were served by {by}, and the lights are still on, since the shop waits for \
             something that never happens; it is to wait for those who are served, and for nothing \
             else."
        )),
        None => Verdict::wrong(format!(
            "all were served by {by}, and nobody put out the lights; that is to be done then."
        )),
    }
}

/// Finds out whether somebody had to wait.
fn judge_service(seen: &Seen) -> Option<Verdict> {
    let is_late = |(_, stay): &(_, &Stay)| stay.begun != Some(stay.let_in);
    let (name, stay) = (1..).zip(&seen.customers).find(is_late)?;
    let until = stay.begun.map_or_else(String::new, |at| format!(" before {}", o_clock(at)));
    let verdict = Verdict::wrong(format!(
        "customer {name} was let in at {}, and nobody began to serve them{until}; whoever is let \
         in is to be served at once.",
        o_clock(stay.let_in)
    ));
    Some(verdict.because(
        "A future does nothing until it is polled; in a list, it only lies there. A task that is \
         spawned begins by itself.",
    ))
}
