//! You call two taxis, and take the one that comes first.

use crate::attempt::{Attempt, Ended};
use crate::run::{Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::future::Future;
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/first_of_two.rs");
    pub(super) async fn run(phone: super::Phone) {
        to_the_station(&phone).await;
    }
}

const NAMES: [&str; 2] = ["red", "blue"];
/// The times that the red taxi and the blue one take, on the first evening and on the second one.
const TAKES: [[Duration; 2]; 2] =
    [[minutes(16), minutes(12).saturating_add(MOMENT)], [minutes(7), minutes(11)]];
/// Half a second: taxis come between two seconds, so that looking now and then is too late.
const MOMENT: Duration = Duration::from_millis(500);
/// The time that your aunt can be without news.
const CALM: Duration = minutes(5);
/// The number of calls of a taxi after which a program counts as endless.
const MOST_CALLS: usize = 6;
/// The number of calls of your aunt within a minute after which a program counts as endless.
const MOST_NEWS: usize = 20;

/// A phone with the numbers of two taxi firms and of your aunt.
#[derive(Clone, Debug)]
pub struct Phone {
    run: Run,
    takes: [Duration; 2],
    seen: Shared<Seen>,
}

/// The times of everything that happened.
#[derive(Clone, Debug, Default)]
struct Seen {
    /// The times at which the taxis of each firm were called.
    called: [Vec<Duration>; 2],
    /// The times at which taxis came, and the numbers of their firms.
    came: Vec<(Duration, usize)>,
    /// The times at which your aunt had news.
    news: Vec<Duration>,
    /// The time at which you got into a taxi.
    left: Option<Duration>,
}

/// A taxi that has arrived.
#[derive(Debug)]
pub struct Taxi(());

impl Phone {
    /// Calls a taxi of the red firm, and waits until it has come. Dropping this before then cancels the taxi.
    pub fn red_taxi(&self) -> impl Future<Output = Taxi> + Send + use<> {
        self.clone().taxi(0)
    }

    /// Calls a taxi of the blue firm, and waits until it has come. Dropping this before then cancels the taxi.
    pub fn blue_taxi(&self) -> impl Future<Output = Taxi> + Send + use<> {
        self.clone().taxi(1)
    }

    async fn taxi(self, firm: usize) -> Taxi {
        let now = self.run.now();
        let called = self.seen.see(|seen| {
            seen.called[firm].push(now);
            seen.called.iter().map(Vec::len).sum::<usize>()
        });
        if called > MOST_CALLS {
            self.run.give_up();
        }
        self.run.wait(NAMES[firm], self.takes[firm]).await;
        self.seen.see(|seen| seen.came.push((self.run.now(), firm)));
        Taxi(())
    }

    /// Tells your aunt that you're on your way, more or less.
    pub fn calm_aunt(&self) {
        let now = self.run.now();
        let told = self.seen.see(|seen| {
            seen.news.push(now);
            seen.news.iter().filter(|at| **at + minutes(1) > now).count()
        });
        if told > MOST_NEWS {
            self.run.give_up();
        }
        // She is happy for a minute, but nobody has to wait for that.
        let run = self.run.clone();
        tokio::spawn(async move { run.wait("aunt", minutes(1)).await });
    }
}

/// Checks that only the first taxi is taken, on two evenings.
pub fn check(to_the_station: impl AsyncFn(&Phone) -> Taxi + Copy + Send + 'static) -> Verdict {
    Verdict::first_wrong(TAKES.into_iter().map(|takes| {
        let seen = Shared::<Seen>::default();
        let own = seen.clone();
        let right = Attempt::on_tokio(Kind::Chores, move |run| {
            right::run(Phone { run, takes, seen: Shared::default() })
        });
        let yours = Attempt::on_tokio(Kind::Chores, async move |run| {
            let phone = Phone { run, takes, seen: own };
            to_the_station(&phone).await;
            phone.seen.see(|seen| seen.left = Some(phone.run.now()));
            // A taxi that wasn't cancelled comes, too.
            tokio::time::sleep(minutes(30)).await;
        });
        let seen = seen.take();
        let verdict = match &yours.ended {
            Ended::Returned(()) | Ended::Endless => judge(&seen, takes),
            ended => ended.verdict(),
        };
        verdict.with_lanes(&yours.run, &right.run)
    }))
}

fn judge(seen: &Seen, takes: [Duration; 2]) -> Verdict {
    let [red, blue] = takes;
    let (soonest, quicker) = if red < blue { (red, "red") } else { (blue, "blue") };
    if let Some(last) = seen.news.last().filter(|_| seen.news.len() > MOST_NEWS) {
        return Verdict::wrong(format!(
            "at {} you phoned your aunt over and over, and no time passed; every five minutes is \
             enough.",
            o_clock(*last)
        ))
        .because(
            "A `sleep` that is over is ready whenever it is polled. Each wait needs a new one, so \
             make it in the loop.",
        );
    }
    let firms = || NAMES.into_iter().zip(&seen.called);
    if let Some((name, called)) = firms().find(|(_, called)| called.len() > 1) {
        let dropped = "`select!` drops the futures of all branches except the one that is ready, \
                       with the work that they have done so far. A future that should go on has \
                       to live longer than a round of the loop, and `select!` may only borrow it.";
        return Verdict::wrong(if seen.left.is_none() {
            format!(
                "whenever you phoned your aunt, both taxis were cancelled and called again, so \
                 none had come by {}; they should drive on in the meantime.",
                o_clock(seen.called.iter().flatten().copied().max().unwrap_or_default())
            )
        } else {
            format!(
                "the {name} taxi was cancelled and called again at {}, when you phoned your aunt; \
                 it should drive on in the meantime.",
                o_clock(called[1])
            )
        })
        .because(dropped);
    }
    if let Some((name, _)) = firms().find(|(_, called)| called.is_empty()) {
        return Verdict::wrong(format!(
            "the {name} taxi was never called; you can't know which is quicker, so call both."
        ));
    }
    if let Some((name, called)) = firms().find(|(_, called)| called[0] >= minutes(1)) {
        return Verdict::wrong(format!(
            "the {name} taxi was called only at {}; call both at once.",
            o_clock(called[0])
        ))
        .because("A future does nothing until it is polled. `select!` polls all of its futures.");
    }
    let left = seen.left.unwrap_or(soonest);
    if let [_, (last, firm)] = seen.came[..] {
        let verdict = Verdict::wrong(format!(
            "the {quicker} taxi came at {} and the {} one at {}, and you have to pay for both; \
             when the first is there, cancel the other.",
            o_clock(soonest),
            NAMES[firm],
            o_clock(last)
        ));
        return verdict.because(if last > left {
            "A task goes on when its handle is dropped. If it should end when you leave, keep it \
             as a future of your own, or abort the task."
        } else {
            "`join!` waits until all are done. `select!` waits for one, and drops the others."
        });
    }
    if left >= soonest + minutes(1) {
        return Verdict::wrong(format!(
            "the {quicker} taxi could have been there at {}, and you got into one only at {}; \
             take whichever comes first.",
            o_clock(soonest),
            o_clock(left)
        ));
    }
    if left > soonest {
        return Verdict::wrong(format!(
            "the {quicker} taxi was there at {}, but you didn't know until you looked again; you \
             should be woken when it comes.",
            o_clock(soonest)
        ))
        .because(
            "If you look now and then, you're late each time. If you await, you're woken as soon \
             as there is something.",
        );
    }
    let mut due = (1..).map(|round| CALM * round).take_while(|due| *due < soonest);
    let missed = due.find(|due| !seen.news.iter().any(|at| o_clock(*at) == o_clock(*due)));
    if let Some(missed) = missed {
        return Verdict::wrong(format!(
            "your aunt had no news at {}, and worried; phone her every five minutes until a taxi \
             is there.",
            o_clock(missed)
        ));
    }
    Verdict::right("you took the first taxi, cancelled the other, and your aunt was calm.")
}
