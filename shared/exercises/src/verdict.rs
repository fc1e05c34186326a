//! What a check says.

use crate::run::Run;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::{ExitCode, Termination};
use timeline::{Picture, Style, lanes, legend, wrap};

/// What a check says of a learner's program: whether it is right, what it did, and what was wanted.
///
/// A `main` that returns it prints it, on standard error if the program is not right.
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

    /// The program is right. The sentence says what it achieved.
    pub(crate) fn right(sentence: impl Into<String>) -> Self {
        Self::new(true, sentence)
    }

    /// The program is not right. The sentence says what happened and what was wanted, in the terms of
    /// the lessons.
    pub(crate) fn wrong(sentence: impl Into<String>) -> Self {
        Self::new(false, sentence)
    }

    /// Returns the first of these that is not right, or else the first one.
    ///
    /// # Panics
    ///
    /// Panics if there is none.
    pub(crate) fn first_wrong(verdicts: impl IntoIterator<Item = Self>) -> Self {
        let mut verdicts = verdicts.into_iter();
        let first = verdicts.next().expect("there is one");
        if first.is_right { verdicts.find(|it| !it.is_right).unwrap_or(first) } else { first }
    }

    /// Adds the misconception that is behind what happened, as a sentence that puts it right.
    pub(crate) fn because(self, misconception: &'static str) -> Self {
        Self { misconception: Some(misconception), ..self }
    }

    /// Adds the lanes of the learner's run and, unless that is right, those of a right one.
    pub(crate) fn with_lanes(self, yours: &Run, right: &Run) -> Self {
        let mut runs = [yours.picture(), right.picture()];
        // All lanes begin in the same column.
        let names = runs.iter().flat_map(|run| &run.lanes).map(|lane| lane.name.chars().count());
        let longest = names.max().unwrap_or_default();
        for lane in runs.iter_mut().flat_map(|run| &mut run.lanes) {
            lane.name = format!("{:longest$}", lane.name);
        }
        Self { runs: Some(runs.into()), ..self }
    }

    /// Returns whether the program is right.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.is_right
    }

    /// Returns all that is said, as lines.
    #[must_use]
    pub fn text(&self, style: Style) -> String {
        let mut text = String::new();
        let mut paragraph = |lines: Vec<String>| {
            let space = if text.is_empty() { "" } else { "\n" };
            writeln!(text, "{space}{}", lines.join("\n")).expect("a string takes all");
        };
        let start = if self.is_right { "Right:" } else { "Not yet:" };
        paragraph(wrap(&format!("{start} {}", self.sentence), style.width));
        if let Some((yours, right)) = &self.runs {
            // On the same scale, which is below the last of them.
            let until = if self.is_right { yours.end } else { yours.end.max(right.end) }.max(1);
            let mut lines = vec!["Your run:".to_owned()];
            lines.extend(lanes(yours, until, style));
            let mut all = yours.clone();
            if !self.is_right {
                all.lanes.extend(right.lanes.clone());
                lines.truncate(lines.len() - AXIS);
                lines.push("A right one:".to_owned());
                lines.extend(lanes(right, until, style));
            }
            lines.extend(legend(&all, until, style));
            paragraph(lines);
        }
        if let Some(misconception) = self.misconception {
            paragraph(wrap(misconception, style.width));
        }
        text
    }
}

/// The lines of an axis, below the lanes.
const AXIS: usize = 2;

impl Termination for Verdict {
    fn report(self) -> ExitCode {
        let text = self.text(viewer::Views::default().style());
        // If nobody reads it, there is nobody to tell.
        if self.is_right {
            let _ = io::stdout().write_all(text.as_bytes());
            return ExitCode::SUCCESS;
        }
        let _ = io::stderr().write_all(text.as_bytes());
        ExitCode::FAILURE
    }
}
