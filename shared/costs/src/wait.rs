//! Many things that wait at the same time: the common parts of the two benches about waiting.

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
/// The smallest number of things whose memory outweighs a process's own ups and downs.
const WEIGHTY: u32 = 1000;

/// A way of waiting.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// The name in the figures.
    pub name: &'static str,
    /// The things that wait, in a few words.
    pub who: &'static str,
    /// A description of the waiting, in a sentence.
    pub what: &'static str,
    /// The largest number of things to try.
    pub most: u32,
    /// A function that lets this many things wait for this long, at the same time if possible. It returns the time
    /// that all of it took.
    pub wait: fn(u32, Duration) -> Duration,
    /// A function that lets this many things wait for ever, and returns the memory that they use together, in bytes.
    /// `None` if memory isn't measured.
    pub hold: Option<fn(u32) -> f64>,
}

/// Returns the time for which that many things wait. It is long enough for all of them to be waiting before the first
/// one is done. Ideally, everything takes just that long, from making the first one until the last one is done.
fn ideal(waiters: u32) -> Duration {
    Duration::from_micros(100 * u64::from(waiters))
        .clamp(Duration::from_millis(10), Duration::from_secs(1))
}

impl Way {
    /// Returns the numbers of things to measure.
    fn sizes(&self) -> impl Iterator<Item = u32> + use<> {
        // A few are enough for a trial.
        let most = if is_trial() { 10 } else { self.most };
        WAITERS.into_iter().filter(move |waiters| *waiters <= most)
    }

    /// Returns the time beyond the ideal that this many things take, summed up over this many runs.
    fn late(&self, waiters: u32, times: u64) -> Duration {
        let ideal = ideal(waiters);
        (0..times).map(|_| (self.wait)(waiters, ideal).saturating_sub(ideal)).sum()
    }
}

impl Question {
    /// Runs a bench that compares ways of waiting, and returns the exit status. Each measurement of memory has a
    /// process of its own.
    ///
    /// # Panics
    ///
    /// Panics in the same cases as [`main`](Self::main), and if memory can't be measured.
    pub fn main_of_waits(&self, ways: &[Way]) -> ExitCode {
        if let Some(job) = job() {
            let waiters = job.number(1);
            let way = ways.iter().find(|way| way.name == job.word(0));
            let hold = way.and_then(|way| way.hold).expect("its memory can be measured");
            return job.report(hold(waiters) / f64::from(waiters));
        }
        self.main()
    }

    /// Measures the lateness and the memory of these ways of waiting.
    pub fn measure_waits(&self, mut criterion: Criterion, ways: &[Way]) {
        let mut group = begin_group(&mut criterion, self.name);
        for way in ways {
            for waiters in way.sizes() {
                // If a way is much later than that, criterion says so, and takes the time.
                seldom(&mut group, ideal(waiters));
                group.bench_function(BenchmarkId::new(way.name, waiters), |bencher| {
                    bencher.iter_custom(|times| way.late(waiters, times));
                });
            }
        }
        group.finish();
        let mut criterion = criterion.with_measurement(Bytes);
        // These have no plot like that of times, since all of them are of the same size.
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

    /// Returns the tables of these ways: their lateness, and the memory for each thing.
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
