//! A letter box that gets letters until it is closed, and parcels to be sorted in the meantime.

use crate::attempt::{Attempt, Ended};
use crate::run::{Lane, Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::collections::VecDeque;
use std::sync::Arc;
use std::thread;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/01_sync/last_letter.rs");
    pub(super) const MIA: fn(&PostOffice) = mia;
}

/// An afternoon: the minutes at which letters come, and the minute at which the box is closed.
type Day = (&'static [u64], u64);

const DAYS: [Day; 2] = [(&[0, 7, 20], 21), (&[2, 3, 12, 14, 25], 26)];
/// The number of looks in vain into the box, or of parcels sorted after it was closed, at which the run ends.
const ENOUGH: usize = 5;

/// The post office, with its letter box and its parcels.
#[derive(Debug)]
pub struct PostOffice(Arc<Office>);

/// A letter, to be stamped.
#[derive(Debug)]
pub struct Letter {
    office: Arc<Office>,
    is_stamped: bool,
}

/// The reason why there is no letter in the box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryTakeError {
    /// There is none now, but one may still come.
    Empty,
    /// The box is empty and closed, so none will come any more.
    Closed,
}

#[derive(Debug)]
struct Office {
    run: Run,
    mia: Lane,
    letter_box: Lane,
    closes: u64,
    seen: Shared<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// The minutes of all letters that haven't been taken yet, including those still to come.
    letters: VecDeque<u64>,
    /// The minute at which a parcel was sorted while there was a letter in the box.
    neglected: Option<u64>,
    /// The minute at which the box was first seen to be closed.
    closed: Option<u64>,
    is_dropped: bool,
    stamped: usize,
    in_vain: usize,
}

impl PostOffice {
    fn new(run: Run, closes: u64, seen: Shared<Seen>) -> Self {
        let (mia, letter_box) = (run.lane("Mia"), run.lane("letter box"));
        mia.runs();
        let office = Office { run, mia, letter_box, closes, seen };
        office.show_box();
        Self(Arc::new(office))
    }

    /// Takes a letter out of the box.
    ///
    /// # Errors
    ///
    /// Returns [`TryTakeError::Empty`] if there is none now, and [`TryTakeError::Closed`] if none will come any more.
    pub fn try_take(&self) -> Result<Letter, TryTakeError> {
        let office = &self.0;
        let now = office.now();
        if office.seen.see(|seen| seen.is_letter(now) && seen.letters.pop_front().is_some()) {
            office.show_box();
            return Ok(Letter { office: Arc::clone(office), is_stamped: false });
        }
        office.is_in_vain();
        if now < office.closes {
            return Err(TryTakeError::Empty);
        }
        office.seen.see(|seen| seen.closed = seen.closed.or(Some(now)));
        Err(TryTakeError::Closed)
    }

    /// Sorts a parcel, which takes five minutes.
    pub fn sort_parcel(&self) {
        let office = &self.0;
        let now = office.now();
        office.seen.see(|seen| {
            if seen.is_letter(now) && seen.neglected.is_none() {
                seen.neglected = Some(now);
            }
        });
        if now < office.closes {
            office.seen.see(|seen| seen.in_vain = 0);
        } else {
            office.is_in_vain();
        }
        office.spend("parcel", 5);
    }
}

impl Letter {
    /// Stamps the letter, which takes four minutes.
    pub fn stamp(mut self) {
        self.is_stamped = true;
        self.office.spend("stamp", 4);
        self.office.seen.see(|seen| {
            seen.stamped += 1;
            seen.in_vain = 0;
        });
    }
}

impl Drop for Letter {
    fn drop(&mut self) {
        if !self.is_stamped && !thread::panicking() {
            self.office.seen.see(|seen| seen.is_dropped = true);
        }
    }
}

impl Seen {
    /// Returns `true` if there is a letter in the box.
    fn is_letter(&self, now: u64) -> bool {
        self.letters.front().is_some_and(|comes| *comes <= now)
    }
}

impl Office {
    fn now(&self) -> u64 {
        self.run.now().as_secs() / 60
    }

    fn spend(&self, what: &str, time: u64) {
        self.mia.takes(what);
        for _ in 0..time {
            self.run.pass(minutes(1));
            self.show_box();
        }
        self.mia.puts_down();
    }

    /// Shows the box as ready if there is a letter in it, and otherwise as waiting for one, until it is closed.
    fn show_box(&self) {
        let now = self.now();
        self.letter_box.waits();
        if self.seen.see(|seen| seen.is_letter(now)) {
            self.letter_box.is_woken();
        } else if now >= self.closes {
            self.letter_box.ends();
        }
    }

    fn is_in_vain(&self) {
        let times = self.seen.see(|seen| {
            seen.in_vain += 1;
            seen.in_vain
        });
        if times > ENOUGH {
            self.run.give_up();
        }
    }
}

/// Checks that Mia stamps every letter, sorts parcels while there is none, and goes home when the box is closed.
pub fn check(mia: fn(&PostOffice)) -> Verdict {
    Verdict::first_wrong(DAYS.into_iter().map(|day| check_one(mia, day)))
}

fn run(mia: fn(&PostOffice), (letters, closes): Day) -> (Attempt<()>, Seen) {
    let letters = letters.iter().copied().collect();
    let seen = Shared::new(Seen { letters, ..Seen::default() });
    let own = seen.clone();
    let attempt = Attempt::plain(Kind::Chores, move |run| mia(&PostOffice::new(run, closes, own)));
    (attempt, seen.take())
}

fn check_one(mia: fn(&PostOffice), day: Day) -> Verdict {
    let (right, _) = run(right::MIA, day);
    let (yours, seen) = run(mia, day);
    let now = o_clock(yours.run.now());
    verdict(&yours.ended, &seen, day, &now).with_lanes(&yours.run, &right.run)
}

fn verdict(ended: &Ended<()>, seen: &Seen, (letters, closes): Day, now: &str) -> Verdict {
    let closes = o_clock(minutes(closes));
    let left = letters.len() - seen.stamped;
    match ended {
        _ if seen.is_dropped => Verdict::wrong(
            "a letter was taken out of the box and dropped, so nobody stamped it; Mia should \
             stamp every letter.",
        )
        .because("`try_take` doesn't just ask if there is a letter: it takes it."),
        Ended::Endless if seen.closed.is_some() => Verdict::wrong(format!(
            "the box was closed at {closes}, Mia was told so at {}, but doesn't go home; after \
             `Closed`, she should stop looking.",
            o_clock(minutes(seen.closed.unwrap_or_default()))
        ))
        .because(
            "`Empty` and `Closed` are both an `Err`, but don't mean the same: after `Closed`, \
             it's no use to look again.",
        ),
        Ended::Endless if seen.neglected.is_none() => Verdict::wrong(format!(
            "at {now} the box was empty, and Mia looked into it over and over; while there is no \
             letter, she should sort parcels.",
        ))
        .because(
            "A loop that does nothing but look keeps the thread busy, so nothing else gets done.",
        ),
        Ended::Panicked(_) if seen.in_vain > 0 && seen.closed.is_none() => Verdict::wrong(format!(
            "at {now} there was no letter in the box, and your program panicked; Mia should sort \
             a parcel then, and look again.",
        ))
        .because("An `Err` needn't be a failure: `Empty` is an answer, and a usual one."),
        _ if seen.neglected.is_some() => Verdict::wrong(format!(
            "at {} there was a letter in the box, and Mia sorted a parcel; she should sort \
             parcels only while there is no letter.",
            o_clock(minutes(seen.neglected.unwrap_or_default()))
        ))
        .because("A letter may have come in those five minutes, so look again after each parcel."),
        Ended::Returned(()) if left > 0 => Verdict::wrong(format!(
            "Mia went home at {now} with {left} of {} letters not stamped, but the box was open \
             until {closes}; as long as it is only empty, she should look again.",
            letters.len()
        ))
        .because(
            "`Empty` says that there is no letter now. Only `Closed` says that none will come.",
        ),
        Ended::Returned(()) => Verdict::right(format!(
            "all {} letters were stamped, and at {now} Mia went home.",
            letters.len()
        )),
        ended => ended.verdict(),
    }
}
