//! The score of an evening, which the household keeps independently of the parents.

use crate::chore::Chore;
use crate::script::Minutes;
use std::fmt;
use timeline::clock;

/// The score of an evening. Its times are minutes since the evening began, at 17:00.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// The number of parents.
    pub parents: usize,
    /// The time at which each chore was done, in the order of [`Chore::ALL`]; `None` if it wasn't.
    pub ends: [Option<u32>; Chore::ALL.len()],
    /// The time at which somebody first worked on each chore; `None` if nobody did.
    pub begins: [Option<u32>; Chore::ALL.len()],
    /// The needs of the children, in the order in which they began.
    pub needs: Vec<NeedOutcome>,
    /// The minutes that machines stood idle: from the time they were done until somebody emptied them.
    pub idle: u32,
    /// The number of times that parents checked for something to do.
    pub checks: u32,
    /// The number of checks that found nothing to do.
    pub in_vain: u32,
    /// The minutes spent on checks.
    pub checking: u32,
    /// The minutes spent on finding the place in the checkbook again after another chore.
    pub switching: u32,
    /// The numbers of the loads, from 0, in the order in which they were folded.
    pub folded: Vec<usize>,
    /// The numbers of the checkbook's entries, from 0, in the order in which they were made.
    pub entered: Vec<usize>,
    /// The final balance in the checkbook.
    pub balance: i64,
    /// A clause for each parent in a deadlock, which says what they hold and want; `None` without one.
    pub deadlock: Option<String>,
}

/// The outcome of a child's need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeedOutcome {
    /// The minutes until somebody began to help; `None` if nobody did.
    pub waited: Option<u32>,
    /// The minutes for which, when the need began, a parent was still in the middle of something: the
    /// maximum over all parents.
    pub in_the_middle: u32,
    /// The minutes that the need could wait at most.
    pub patience: u32,
    /// True if the need was urgent.
    pub urgent: bool,
}

impl Score {
    /// Returns the time at which the last chore was done; `None` if some weren't.
    pub fn end(&self) -> Option<u32> {
        self.ends.iter().copied().collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Returns the longest wait in minutes of all needs, or only of the urgent ones; `None` if one was never met.
    pub fn longest_wait(&self, urgent: bool) -> Option<u32> {
        Some(self.waits(urgent)?.into_iter().max().unwrap_or(0))
    }

    /// Returns the mean wait in minutes of all needs, or only of the urgent ones; `None` if one was never met.
    pub fn mean_wait(&self, urgent: bool) -> Option<f64> {
        let waits = self.waits(urgent)?;
        let (sum, count) = waits.iter().fold((0, 0), |(sum, count), wait| (sum + wait, count + 1));
        Some(f64::from(sum) / f64::from(count.max(1)))
    }

    /// Returns the number of needs that had to wait too long or were never met.
    pub fn missed(&self) -> usize {
        let missed = |need: &&NeedOutcome| need.waited.is_none_or(|waited| waited > need.patience);
        self.needs.iter().filter(missed).count()
    }

    fn waits(&self, urgent: bool) -> Option<Vec<u32>> {
        let needs = self.needs.iter().filter(|need| need.urgent || !urgent);
        needs.map(|need| need.waited).collect()
    }

    /// Returns the rows of the score: labels and figures.
    pub(crate) fn rows(&self) -> Vec<(&'static str, String)> {
        let or_never = |figure: Option<String>| figure.unwrap_or_else(|| "never".to_owned());
        let end = |time: Option<Minutes>| or_never(time.map(clock));
        let wait = |urgent| {
            let wait = self.longest_wait(urgent);
            or_never(wait.map(|wait| format!("{wait} min")))
        };
        let mean = |urgent| {
            let mean = self.mean_wait(urgent);
            or_never(mean.map(|mean| format!("{mean:.1} min")))
        };
        let [children, laundry, checkbook] = self.ends.map(end);
        vec![
            ("Parents", self.parents.to_string()),
            ("Children asleep", children),
            ("Laundry done", laundry),
            ("Checkbook balanced", checkbook),
            ("Evening over", end(self.end())),
            ("Longest wait", wait(false)),
            ("  mean", mean(false)),
            ("Longest if urgent", wait(true)),
            ("  mean", mean(true)),
            ("Waited too long", format!("{} of {}", self.missed(), self.needs.len())),
            ("Machines idle", format!("{} min", self.idle)),
            ("Checks", self.checks.to_string()),
            ("  in vain", self.in_vain.to_string()),
            ("  took", format!("{} min", self.checking)),
            ("Switching took", format!("{} min", self.switching)),
            ("Final balance", self.balance.to_string()),
        ]
    }

    /// Returns a sentence with the most important figures.
    pub(crate) fn words(&self) -> String {
        if let Some(deadlock) = &self.deadlock {
            return format!("Never done: {deadlock}.");
        }
        let (Some(end), Some(wait)) = (self.end(), self.longest_wait(false)) else {
            return "Never done.".to_owned();
        };
        let end = clock(end);
        let idle = self.idle;
        let vain = self.in_vain;
        format!(
            "All done at {end}; children waited for {wait} min at most, finished machines for \
             {idle} min in all; checks in vain: {vain}."
        )
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (what, how_much)) in self.rows().iter().enumerate() {
            let newline = if number > 0 { "\n" } else { "" };
            write!(f, "{newline}{what:LABELS$}{how_much:>COLUMN$}")?;
        }
        Ok(())
    }
}

/// The width of the rows' labels, in columns.
const LABELS: usize = 19;
/// The width of a column of figures, in columns of the terminal.
const COLUMN: usize = 10;

/// Returns the lines of a table with scores side by side. Each has a name in two lines.
pub(crate) fn table(scores: &[([String; 2], Score)]) -> Vec<String> {
    let heading = |line: usize| {
        let names = scores.iter().map(|(names, _)| format!("{:>COLUMN$}", names[line]));
        format!("{:LABELS$}{}", "", names.collect::<String>()).trim_end().to_owned()
    };
    let mut lines: Vec<_> = [0, 1].map(heading).to_vec();
    let columns: Vec<_> = scores.iter().map(|(_, score)| score.rows()).collect();
    for row in 0..columns.first().map_or(0, Vec::len) {
        let figures = columns.iter().map(|column| format!("{:>COLUMN$}", column[row].1));
        lines.push(format!("{:LABELS$}{}", columns[0][row].0, figures.collect::<String>()));
    }
    lines
}
