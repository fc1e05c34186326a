//! The verdict of a check.

use crate::run::Run;
use std::io::{self, Write};
use std::process::{ExitCode, Termination};
use timeline::{Lane, Picture, Style, lanes, legend, wrap};

/// The verdict of a check on a learner's program: right or wrong, what it did, and what was wanted.
///
/// A `main` that returns it prints it. If the program is wrong, that is on standard error, and the exit status is a
/// failure.
#[derive(Debug)]
#[must_use = "a verdict is printed only if `main` returns it"]
pub struct Verdict {
    is_right: bool,
    sentence: String,
    misconception: Option<&'static str>,
    /// The learner's run, and a right one.
    runs: Option<(Picture, Picture)>,
}

impl Verdict {
    fn new(is_right: bool, sentence: impl Into<String>) -> Self {
        Self { is_right, sentence: sentence.into(), misconception: None, runs: None }
    }

    /// Makes the verdict on a right program. The sentence says what it achieved.
    pub(crate) fn right(sentence: impl Into<String>) -> Self {
        Self::new(true, sentence)
    }

    /// Makes the verdict on a wrong program. The sentence says what happened and what was wanted, in words of the
    /// lessons.
    pub(crate) fn wrong(sentence: impl Into<String>) -> Self {
        Self::new(false, sentence)
    }

    /// Returns the first wrong verdict of these, or the first one if all are right.
    ///
    /// # Panics
    ///
    /// Panics if there is none.
    pub(crate) fn first_wrong(verdicts: impl IntoIterator<Item = Self>) -> Self {
        let mut verdicts = verdicts.into_iter();
        let first = verdicts.next().expect("there is one");
        if first.is_right { verdicts.find(|it| !it.is_right).unwrap_or(first) } else { first }
    }

    /// Adds a sentence that corrects the misconception behind the mistake.
    pub(crate) fn because(self, misconception: &'static str) -> Self {
        Self { misconception: Some(misconception), ..self }
    }

    /// Adds the lanes of the learner's run and, if that is wrong, those of a right one.
    pub(crate) fn with_lanes(self, yours: &Run, right: &Run) -> Self {
        let mut runs = [yours.picture(), right.picture()];
        // The lanes of both are in the same order, and begin in the same column.
        let names: Vec<_> = runs[1].lanes.iter().map(|lane| lane.name.clone()).collect();
        let place = |lane: &Lane| names.iter().position(|name| *name == lane.name);
        runs[0].lanes.sort_by_key(|lane| place(lane).unwrap_or(usize::MAX));
        let names = runs.iter().flat_map(|run| run.lanes.iter().take(MOST_LANES));
        let longest = names.map(|lane| lane.name.chars().count()).max().unwrap_or_default();
        for lane in runs.iter_mut().flat_map(|run| &mut run.lanes) {
            lane.name = format!("{:longest$}", lane.name);
        }
        Self { runs: Some(runs.into()), ..self }
    }

    /// Returns `true` if the program is right.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.is_right
    }

    /// Returns the whole verdict as text. The pictures come first, since the end is what stays in view in a terminal.
    #[must_use]
    pub fn text(&self, style: Style) -> String {
        let mut lines = self.runs.as_ref().map_or(Vec::new(), |runs| self.pictures(runs, style));
        let start = if self.is_right { "Right:" } else { "Not yet:" };
        lines.extend(wrap(&format!("{start} {}", self.sentence), style.width));
        if let Some(misconception) = self.misconception {
            lines.push(String::new());
            lines.extend(wrap(misconception, style.width));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// Draws the learner's run and, if it is wrong, a right one below it, on the same scale.
    fn pictures(&self, (yours, right): &(Picture, Picture), style: Style) -> Vec<String> {
        let end = if self.is_right { yours.end } else { yours.end.max(right.end) };
        // Leave room for the label at the end of the axis.
        let until = (end + end / 12).max(1);
        let mut all = yours.clone();
        let mut lines = vec!["Your run:".to_owned()];
        let [own, mut axis] = drawn(yours, until, style);
        lines.extend(own);
        if !self.is_right {
            all.lanes.extend(right.lanes.clone());
            lines.push("A right one:".to_owned());
            let [own, below] = drawn(right, until, style);
            lines.extend(own);
            // The first run may have no lanes, and no column for them.
            axis = below;
        }
        lines.extend(axis);
        lines.extend(legend(&all, until, style));
        lines.push(String::new());
        lines
    }
}

/// Draws a run, as its lanes and its axis.
fn drawn(run: &Picture, until: u64, style: Style) -> [Vec<String>; 2] {
    let mut shown = run.clone();
    shown.lanes.truncate(MOST_LANES);
    let mut lanes = lanes(&shown, until, style);
    let axis = lanes.split_off(lanes.len() - AXIS);
    match run.lanes.len() {
        0 => lanes.push("(nothing)".to_owned()),
        all if all > MOST_LANES => lanes.push(format!("(and {} more)", all - MOST_LANES)),
        _ => {}
    }
    [lanes, axis]
}

/// The most lanes of a run that are drawn.
const MOST_LANES: usize = 12;
/// The number of lines of an axis, below the lanes.
const AXIS: usize = 2;

impl Termination for Verdict {
    fn report(self) -> ExitCode {
        let text = self.text(viewer::Views::default().style());
        // If the output is closed, there is nobody to tell.
        if self.is_right {
            let _ = io::stdout().write_all(text.as_bytes());
            return ExitCode::SUCCESS;
        }
        let _ = io::stderr().write_all(text.as_bytes());
        ExitCode::FAILURE
    }
}
