//! The results of checking more or less often.

use crate::score::Score;

type Figure = fn(&Score) -> String;

/// The figures in the table: their names in two lines, and functions that take them from a score.
const FIGURES: [([&str; 2], Figure); 6] = [
    (["longest", "wait"], |score| minutes(score.longest_wait(false))),
    (["if", "urgent"], |score| minutes(score.longest_wait(true))),
    (["mean", "wait"], |score| minutes(score.mean_wait(false).map(|mean| format!("{mean:.1}")))),
    (["", "checks"], |score| score.checks.to_string()),
    (["in", "vain"], |score| score.in_vain.to_string()),
    (["all", "done"], |score| minutes(score.end().map(timeline::clock))),
];

fn minutes(figure: Option<impl ToString>) -> String {
    figure.map_or_else(|| "never".to_owned(), |figure| figure.to_string())
}

/// Returns the lines of the table, with one for each interval in minutes.
pub(crate) fn table(scores: &[(u32, Score)]) -> Vec<String> {
    let heading = |line: usize| FIGURES.map(|(name, _)| format!("{:>9}", name[line])).concat();
    let mut lines =
        vec![format!("{:>6}{}", "every", heading(0)), format!("{:>6}{}", "", heading(1))];
    for (every, score) in scores {
        let figures = FIGURES.map(|(_, figure)| format!("{:>9}", figure(score)));
        lines.push(format!("{every:>6}{}", figures.concat()));
    }
    lines
}

/// Returns the figures of each interval to plot: its minutes, the longest wait of a child in minutes,
/// and the number of checks in vain.
#[cfg(feature = "plot")]
pub(crate) fn figures(scores: &[(u32, Score)]) -> Vec<[u32; 3]> {
    let figures = |(every, score): &(u32, Score)| {
        [*every, score.longest_wait(false).unwrap_or(0), score.in_vain]
    };
    scores.iter().map(figures).collect()
}
