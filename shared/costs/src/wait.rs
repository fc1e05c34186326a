//! Many things that wait at the same time: what both benches that compare ways of waiting share.

use crate::bytes::Bytes;
use crate::figures::Figures;
use crate::job::{in_a_process, job};
use crate::question::Question;
use crate::sampling::{begin_group, is_trial, seldom};
use crate::table::{NONE, Table};
use crate::units::{bytes, nanoseconds, ratio, time, whole};
use criterion::{BenchmarkId, Criterion};
use std::process::ExitCode;
use std::time::Duration;

/// The numbers of things that wait at the same time.
const WAITERS: [u32; 6] = [10, 100, 1000, 10_000, 100_000, 1_000_000];
/// The least number of things that weigh more than what a process needs now and then.
const WEIGHTY: u32 = 1000;

/// A way of waiting.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// Its name in the figures.
    pub name: &'static str,
    /// What waits, in a few words.
    pub who: &'static str,
    /// What happens, in a sentence.
    pub what: &'static str,
    /// The greatest number of things that it is tried with.
    pub most: u32,
    /// Lets so many things wait for so long, at the same time if it can, and returns how long that
    /// took.
    pub wait: fn(u32, Duration) -> Duration,
    /// Lets so many things wait for ever, and returns the memory that they all take together, in
    /// bytes, if that is to be measured.
    pub hold: Option<fn(u32) -> f64>,
}

/// Returns how long so many things wait: long enough for all of them to be waiting before the first one
/// is done. Ideally all of it, from before the first is made until after the last is done, takes no
/// longer than that.
fn ideal(waiters: u32) -> Duration {
    Duration::from_micros(100 * u64::from(waiters))
        .clamp(Duration::from_millis(10), Duration::from_secs(1))
}

impl Way {
    /// Returns the numbers of things that it is measured with.
    fn sizes(&self) -> impl Iterator<Item = u32> + use<> {
        // As a trial, few are enough.
        let most = if is_trial() { 10 } else { self.most };
        WAITERS.into_iter().filter(move |waiters| *waiters <= most)
    }

    /// Returns how long so many things take beyond the ideal, in all of these times together.
    fn late(&self, waiters: u32, times: u64) -> Duration {
        let ideal = ideal(waiters);
        (0..times).map(|_| (self.wait)(waiters, ideal).saturating_sub(ideal)).sum()
    }
}

impl Question {
    /// Runs a bench that compares ways of waiting, and returns its exit status. For memory, each of them
    /// is tried in a process of its own.
    ///
    /// # Panics
    ///
    /// Panics as [`main`](Self::main) does, or if the memory of a way cannot be measured.
    pub fn main_of_waits(&self, ways: &[Way]) -> ExitCode {
        if let Some(job) = job() {
            let waiters = job.number(1);
            let way = ways.iter().find(|way| way.name == job.word(0));
            let hold = way.and_then(|way| way.hold).expect("its memory can be measured");
            return job.report(hold(waiters) / f64::from(waiters));
        }
        self.main()
    }

    /// Measures how late these ways of waiting are, and what memory they take.
    pub fn measure_waits(&self, mut criterion: Criterion, ways: &[Way]) {
        let mut group = begin_group(&mut criterion, self.name);
        for way in ways {
            for waiters in way.sizes() {
                // Where the ways are much later than that, criterion will say so, and take the time.
                seldom(&mut group, ideal(waiters));
                group.bench_function(BenchmarkId::new(way.name, waiters), |bencher| {
                    bencher.iter_custom(|times| way.late(waiters, times));
                });
            }
        }
        group.finish();
        let mut criterion = criterion.with_measurement(Bytes);
        // Not drawn like times: all of them are of one size.
        let mut group = criterion.benchmark_group(self.memory_group());
        for way in ways.iter().filter(|way| way.hold.is_some()) {
            for waiters in way.sizes().filter(|waiters| *waiters >= WEIGHTY || is_trial()) {
                seldom(&mut group, Duration::ZERO);
                group.bench_function(BenchmarkId::new(way.name, waiters), |bencher| {
                    let job = format!("{} {waiters}", way.name);
                    bencher.iter_custom(|times| (0..times).map(|_| in_a_process(&job, &[])).sum());
                });
            }
        }
        group.finish();
    }

    /// Returns the tables of these ways: how late they are, and what memory each thing takes.
    pub fn answer_waits(&self, figures: &Figures, ways: &[Way]) -> Table {
        let late =
            |way: &Way, waiters| figures.median(&format!("{}/{}/{waiters}", self.name, way.name));
        let memory = |way: &Way, waiters| {
            figures.median(&format!("{}/{}/{waiters}", self.memory_group(), way.name))
        };
        let in_all = |way: &Way, waiters| f64::from(waiters) * memory(way, waiters);
        let lates = |way: &Way, waiters| {
            let ideal = nanoseconds(ideal(waiters));
            let late = late(way, waiters);
            format!("{} ({})", time(late), ratio((ideal + late) / ideal))
        };

        let mut table = table("waiting at once: late by", ways, WAITERS[0], &lates);
        let growth = |way: &Way| ratio(late(way, way.most) / late(way, way.most / 10));
        table.row(row("ten times as many", ways, &growth));
        let each = |way: &Way| time(late(way, way.most) / f64::from(way.most));
        table.row(row("late, for each", ways, &each));

        let weighed: Vec<_> = ways.iter().copied().filter(|way| way.hold.is_some()).collect();
        let each = |way: &Way, waiters| bytes(memory(way, waiters));
        let mut memories = self::table("waiting at once: memory of each", &weighed, WEIGHTY, &each);
        let growth = |way: &Way| ratio(in_all(way, way.most) / in_all(way, way.most / 10));
        memories.row(row("ten times as many", &weighed, &growth));

        let lines = ways.iter().map(|way| format!("- **{}**: {}", way.who, way.what));
        table.note(format!("{memories}\n\n{}", lines.collect::<Vec<_>>().join("\n")))
    }
}

/// Returns a table with a column for each way, and a row for each number of things, from `least` on.
fn table(title: &str, ways: &[Way], least: u32, cell: &dyn Fn(&Way, u32) -> String) -> Table {
    let columns = [title].into_iter().chain(ways.iter().map(|way| way.who));
    let mut table = Table::new(&columns.collect::<Vec<_>>());
    let most = ways.iter().map(|way| way.most).max().unwrap_or(0);
    for waiters in WAITERS.into_iter().filter(|waiters| (least..=most).contains(waiters)) {
        let cell = |way: &Way| {
            if waiters <= way.most { cell(way, waiters) } else { NONE.to_owned() }
        };
        table.row(row(&whole(waiters), ways, &cell));
    }
    table
}

/// Returns a row of that name, with a cell for each way.
fn row(name: &str, ways: &[Way], cell: &dyn Fn(&Way) -> String) -> Vec<String> {
    [name.to_owned()].into_iter().chain(ways.iter().map(cell)).collect()
}
