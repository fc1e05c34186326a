//! A basket of letters, one bicycle, and two children who would like to carry them.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::cell::Cell;
use std::collections::VecDeque;
use std::marker::PhantomData;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/01_sync/fair_shares.rs");
    pub(super) const AFTERNOON: super::Afternoon = afternoon;
}

type Afternoon = fn(&Child, &Child, &Basket);

/// The letters of an afternoon: the addressee, the way in minutes, and the answer, if there is one.
type Letters = &'static [(&'static str, u64, Option<Answer>)];
type Answer = (&'static str, u64);

const STORIES: [Letters; 2] = [
    &[("No. 2", 6, None), ("No. 9", 8, Some(("No. 5", 6))), ("No. 4", 7, None), ("No. 7", 5, None)],
    &[
        ("No. 3", 5, None),
        ("No. 8", 6, None),
        ("No. 6", 6, None),
        ("No. 2", 5, None),
        ("No. 9", 6, None),
        ("No. 7", 6, Some(("No. 4", 5))),
    ],
];
/// The most looks into the empty basket: one for each child, and one to spare.
const ENOUGH: usize = 3;

/// The basket of letters.
#[derive(Debug)]
pub struct Basket {
    home: Arc<Home>,
    /// Keeps the basket on one thread, since there is only one bicycle.
    one_thread: PhantomData<Cell<()>>,
}

/// A child who carries letters.
#[derive(Debug)]
pub struct Child {
    home: Arc<Home>,
    name: &'static str,
    lane: Lane,
    one_thread: PhantomData<Cell<()>>,
}

/// A letter, to be carried to its addressee.
#[derive(Debug)]
pub struct Letter {
    home: Arc<Home>,
    to: &'static str,
    away: u64,
    answer: Option<Answer>,
    is_carried: bool,
}

#[derive(Debug)]
struct Home {
    run: Run,
    seen: Shared<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    basket: VecDeque<(&'static str, u64, Option<Answer>)>,
    /// The answer that came, and its time.
    answered: Option<(&'static str, Duration)>,
    /// The children who carried the letters, in order, with the times at which they came back.
    carried: Vec<(&'static str, Duration)>,
    dropped: Option<&'static str>,
    in_vain: usize,
}

impl Basket {
    /// Takes the first letter, or returns `None` if there isn't one.
    pub fn try_take(&self) -> Option<Letter> {
        let next = self.home.seen.see(|seen| {
            let next = seen.basket.pop_front();
            seen.in_vain += usize::from(next.is_none());
            next
        });
        if self.home.seen.see(|seen| seen.in_vain) > ENOUGH {
            self.home.run.give_up();
        }
        let (to, away, answer) = next?;
        Some(Letter { home: Arc::clone(&self.home), to, away, answer, is_carried: false })
    }
}

impl Child {
    fn new(home: &Arc<Home>, name: &'static str) -> Self {
        let lane = home.run.lane(name);
        Self { home: Arc::clone(home), name, lane, one_thread: PhantomData }
    }

    /// Carries a letter and comes back, which takes some minutes.
    pub fn carry(&self, mut letter: Letter) {
        letter.is_carried = true;
        self.lane.runs();
        self.lane.takes(letter.to);
        self.home.run.pass(minutes(letter.away));
        self.lane.puts_down();
        self.lane.waits();
        self.lane.is_woken();
        let now = self.home.run.now();
        self.home.seen.see(|seen| {
            seen.carried.push((self.name, now));
            if let Some((to, away)) = letter.answer {
                seen.basket.push_back((to, away, None));
                seen.answered = Some((to, now));
            }
        });
    }
}

impl Drop for Letter {
    fn drop(&mut self) {
        if !self.is_carried && !thread::panicking() {
            self.home.seen.see(|seen| seen.dropped = seen.dropped.or(Some(self.to)));
        }
    }
}

/// Checks that the children take turns with the letters, until none is left.
pub fn check(afternoon: Afternoon) -> Verdict {
    Verdict::first_wrong(STORIES.iter().map(|letters| check_one(afternoon, letters)))
}

fn run(afternoon: Afternoon, letters: Letters) -> (Attempt<()>, Seen) {
    let seen = Shared::new(Seen { basket: letters.iter().copied().collect(), ..Seen::default() });
    let own = seen.clone();
    let attempt = Attempt::plain(Kind::Chores, move |run| {
        let home = Arc::new(Home { run, seen: own });
        let (mia, tom) = (Child::new(&home, "Mia"), Child::new(&home, "Tom"));
        afternoon(&mia, &tom, &Basket { home, one_thread: PhantomData });
    });
    (attempt, seen.take())
}

fn check_one(afternoon: Afternoon, letters: Letters) -> Verdict {
    let (right, _) = run(right::AFTERNOON, letters);
    let (yours, seen) = run(afternoon, letters);
    verdict(&yours.ended, &seen, letters).with_lanes(&yours.run, &right.run)
}

fn verdict(ended: &Ended<()>, seen: &Seen, letters: Letters) -> Verdict {
    let all = seen.carried.len();
    let by = |name| seen.carried.iter().filter(|(it, _)| *it == name).count();
    let [mia, tom] = ["Mia", "Tom"].map(by);
    let twice = seen.carried.windows(2).position(|two| two[0].0 == two[1].0);
    match (ended, twice) {
        _ if seen.dropped.is_some() => Verdict::wrong(format!(
            "the letter to {} was taken from the basket and dropped, so nobody carried it; each \
             letter that is taken should be carried.",
            seen.dropped.unwrap_or_default()
        ))
        .because("`try_take` doesn't just ask if there is a letter: it takes it."),
        (Ended::Endless, _) => Verdict::wrong(format!(
            "all {all} letters are carried, but both children look into the empty basket over and \
             over; once it is empty, they are done."
        ))
        .because(
            "Your loop calls a task again and again, so the task has to tell it when to stop: \
             what could it return?",
        ),
        (Ended::Panicked(_), _) if seen.in_vain > 0 => Verdict::wrong(format!(
            "all {all} letters were carried, and your program panicked when it asked for one \
             more; once the basket is empty, they are done."
        ))
        .because(
            "A `None` from `try_take` isn't an error: it says that there is nothing left to \
                  do.",
        ),
        (Ended::Returned(()), None) if seen.basket.is_empty() && all > 0 => {
            Verdict::right(format!("they took turns; Mia carried {mia} letters and Tom {tom}."))
        }
        (Ended::Returned(()), _) if seen.basket.is_empty() && (mia == 0 || tom == 0) => {
            let (one, other) = if tom == 0 { ("Mia", "Tom") } else { ("Tom", "Mia") };
            Verdict::wrong(format!(
                "{one} carried all {all} letters, and {other} had a turn only when none was left; \
                 they should take turns."
            ))
            .because(
                "A function that is called keeps the thread until it returns. A loop in it goes \
                 on as long as there is work, and nothing interrupts it.",
            )
        }
        (Ended::Returned(()), Some(turn)) => {
            let (name, back) = seen.carried[turn];
            Verdict::wrong(format!(
                "{name} came back at {}, and went once more while the other one was ready; after \
                 each letter, it is the other one's turn.",
                o_clock(back)
            ))
            .because(
                "Turns needn't be counted out in advance. A task that returns after each letter \
                 lets its caller decide who is next.",
            )
        }
        (Ended::Returned(()), None) if all == letters.len() => {
            let (to, at) = seen.answered.unwrap_or_default();
            Verdict::wrong(format!(
                "an answer for {to} came into the basket at {}, and is still there; they should \
                 go on until none is left.",
                o_clock(at)
            ))
            .because(
                "You can't know in advance how many letters there will be. Ask for the next one \
                 when somebody can carry it.",
            )
        }
        (Ended::Returned(()), None) => Verdict::wrong(format!(
            "only {all} of {} letters were carried; they should go on until none is left in the \
             basket.",
            all + seen.basket.len()
        ))
        .because(
            "A task that returns after one letter isn't done for good: it can be called again.",
        ),
        _ => ended.verdict(),
    }
}
