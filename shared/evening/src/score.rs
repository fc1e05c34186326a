//! The score of an evening, which the household keeps, whatever the parents think of it.

use crate::chore::Chore;
use crate::script::Minutes;
use std::fmt;
use timeline::clock;

/// The score of an evening. Times are minutes from its beginning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// The number of parents.
    pub parents: usize,
    /// The time at which each chore was done, in the order of [`Chore::ALL`]; `None` if it never was.
    pub ends: [Option<u32>; Chore::ALL.len()],
    /// The time at which somebody first did something about each chore.
    pub begins: [Option<u32>; Chore::ALL.len()],
    /// The needs of the children, in the order in which they began.
    pub needs: Vec<NeedOutcome>,
    /// The minutes for which machines were done before somebody emptied them.
    pub idle: u32,
    /// The number of times that parents looked whether there was anything to do.
    pub checks: u32,
    /// The number of these times that there was nothing.
    pub in_vain: u32,
    /// Minutes spent on looking.
    pub checking: u32,
    /// Minutes spent on finding the place in the checkbook again after doing something else.
    pub switching: u32,
    /// The loads that were folded, in the order in which they were.
    pub folded: Vec<usize>,
    /// The entries that were made in the checkbook, in the order in which they were.
    pub entered: Vec<usize>,
    /// The balance in the checkbook in the end.
    pub balance: i64,
    /// A sentence about the parents who wait for each other: what each holds and wants.
    pub deadlock: Option<String>,
}

/// The way in which a need of a child was met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeedOutcome {
    /// The minutes for which it waited for help; `None` if nobody ever came.
    pub waited: Option<u32>,
    /// The minutes for which, when it began, parents were still in the middle of something: the most
    /// of all parents.
    pub in_the_middle: u32,
    /// The minutes for which it could wait at most.
    pub patience: u32,
    /// Whether it was urgent.
    pub urgent: bool,
}

impl Score {
    /// Returns the time at which the last chore was done; `None` if not all of them are.
    pub fn end(&self) -> Option<u32> {
        self.ends.iter().copied().collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Returns the longest wait of all needs, or of the urgent ones, in minutes; `None` if one was never met.
    pub fn longest_wait(&self, urgent: bool) -> Option<u32> {
        Some(self.waits(urgent)?.into_iter().max().unwrap_or(0))
    }

    /// Returns the mean wait of all needs, or of the urgent ones, in minutes; `None` if one was never met.
    pub fn mean_wait(&self, urgent: bool) -> Option<f64> {
        let waits = self.waits(urgent)?;
        let (sum, count) = waits.iter().fold((0, 0), |(sum, count), wait| (sum + wait, count + 1));
        Some(f64::from(sum) / f64::from(count.max(1)))
    }

    /// Returns how many needs had to wait longer than they could, or were never met.
    pub fn missed(&self) -> usize {
        let missed = |need: &&NeedOutcome| need.waited.is_none_or(|waited| waited > need.patience);
        self.needs.iter().filter(missed).count()
    }

    fn waits(&self, urgent: bool) -> Option<Vec<u32>> {
        let needs = self.needs.iter().filter(|need| need.urgent || !urgent);
        needs.map(|need| need.waited).collect()
    }

    /// Returns the rows of the score: what, and how much.
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

    /// Returns a sentence about what matters most in it.
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

/// The width of the labels of the rows.
const LABELS: usize = 19;
/// The width of a column of figures.
const COLUMN: usize = 10;

/// Returns scores side by side, each under its name, which may have two lines.
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
