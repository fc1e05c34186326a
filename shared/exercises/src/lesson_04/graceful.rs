//! Closing time: nobody new comes in, everybody inside is served, and then the lights go out.

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

/// An evening: for each customer, the minute of their arrival, and the minutes that they need.
type Evening = &'static [(u64, u64)];

/// The two evenings. On the second one, a customer needs much longer.
const EVENINGS: [Evening; 2] =
    [&[(5, 20), (30, 40), (50, 30), (70, 5)], &[(10, 15), (40, 35), (55, 90), (65, 10)]];
const CLOSING: Duration = minutes(60);
/// The time that it takes to let somebody in who is at the door already. Without it, `select!` would choose at random
/// at closing time.
const MOMENT: Duration = Duration::from_secs(1);
/// The time by which everything that wasn't awaited has ended.
const LATE: Duration = minutes(12 * 60);

/// A shop, and its door. Clones are handles to the same shop.
#[derive(Clone, Debug)]
pub struct Shop {
    run: Run,
    evening: Evening,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    /// The customers who were let in, in order.
    customers: Vec<Stay>,
    lights: Option<Lane>,
    lights_out: Option<Duration>,
}

/// The times of a customer's visit.
#[derive(Debug)]
struct Stay {
    let_in: Duration,
    begun: Option<Duration>,
    served: Option<Duration>,
    thrown_out: Option<Duration>,
}

/// A customer who was let in.
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

    /// Waits until the next customer is at the door, and lets them in. If this is dropped before it is ready, they
    /// stay at the door.
    pub async fn next_customer(&self) -> Customer {
        loop {
            let (number, now) = self.see(|seen, now| (seen.customers.len(), now));
            let Some((comes, _)) = self.evening.get(number) else { return pending().await };
            sleep(minutes(*comes).saturating_sub(now).max(MOMENT)).await;
            let is_let_in = self.see(|seen, let_in| {
                // Another call may have let them in by now.
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

    /// Turns off the lights.
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
    /// Serves this customer, which takes some minutes, or many.
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

/// Checks that the shop closes as it should, on two evenings.
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

/// Returns the beginning of a sentence, such as `2 customers were`.
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
                "customer {name} came to the door at {at}, when the shop was open, but wasn't let \
                 in; customers should be let in even while others are being served."
            ))
            .because(
                "A loop that awaits each customer's service does nothing else in that time. If \
                 each customer has a task, the loop goes on.",
            );
        }
        if let Some(let_in) = let_in.filter(|let_in| *let_in >= CLOSING) {
            let and = if is_stuck { ", and the shop waits for the next one, for ever" } else { "" };
            return Verdict::wrong(format!(
                "customer {name} was let in at {}, after closing time{and}; from 18:00 on, nobody \
                 should be let in.",
                o_clock(let_in)
            ))
            .because(
                "If you only wait for a customer, you don't look at the clock before one comes. \
                 Await both at the same time.",
            );
        }
    }
    let thrown_out: Vec<_> = seen.customers.iter().filter_map(|stay| stay.thrown_out).collect();
    if let Some(at) = thrown_out.iter().min() {
        let first = if thrown_out.iter().all(|it| it == at) { "" } else { ", the first of them" };
        return Verdict::wrong(format!(
            "{} thrown out{first} at {}, before they were served; everybody inside at 18:00 \
             should be served, however long that takes.",
            customers_were(thrown_out.len()),
            o_clock(*at)
        ))
        .because(match at.cmp(&CLOSING) {
            Ordering::Less => {
                "A future that isn't polled serves nobody, and one that is dropped never will."
            }
            Ordering::Equal => {
                "A `JoinSet` that is dropped aborts its tasks. `select!` drops all branches \
                 except the first that is ready, with everything that they own. A function does \
                 the same on its return."
            }
            Ordering::Greater => {
                "A limit is for work that may be given up: the rest is dropped. Here, no limit is \
                 right, since you can't know how long it takes."
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
                "A spawned task goes on by itself. To know when it's done, you have to await it.",
            )
        }
        Some(at) if at > last => Verdict::wrong(format!(
            "the last customer was served by {by}, and the lights were on {}; they should go out \
             at once.",
            if o_clock(at) == by { "longer".to_owned() } else { format!("until {}", o_clock(at)) }
        ))
        .because(
            "You can't know in advance how long it takes, so every guess is too short or too \
             long. Awaiting the tasks takes just as long as they do.",
        ),
        Some(_) if is_stuck => Verdict::wrong(
            "the lights are out, but something in the shop still waits, for ever; the function \
             should return.",
        ),
        Some(_) => Verdict::right(format!(
            "nobody came in after 18:00, and the lights went out at {by}, when all were served."
        )),
        None if is_stuck => Verdict::wrong(format!(
            "all were served by {by}, and the lights are still on, since the shop waits for \
             something that never happens; it should only wait for the customers who are being \
             served."
        )),
        None => Verdict::wrong(format!(
            "all were served by {by}, but the lights were never turned off; they should go out \
             then."
        )),
    }
}

/// Returns the verdict on a shop that kept a customer waiting; `None` if it didn't.
fn judge_service(seen: &Seen) -> Option<Verdict> {
    let is_late = |(_, stay): &(_, &Stay)| stay.begun != Some(stay.let_in);
    let (name, stay) = (1..).zip(&seen.customers).find(is_late)?;
    let until = stay.begun.map_or_else(String::new, |at| format!(" before {}", o_clock(at)));
    let verdict = Verdict::wrong(format!(
        "customer {name} was let in at {}, but nobody began to serve them{until}; a customer who \
         is let in should be served at once.",
        o_clock(stay.let_in)
    ));
    Some(verdict.because(
        "A future does nothing until it is polled; in a list, it just lies there. A spawned task \
         begins by itself.",
    ))
}
