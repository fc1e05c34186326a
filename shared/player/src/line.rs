//! The lines that a run prints.

use crate::run::{Step, Thread};

/// The lesson seconds by which times may differ without anybody being able to predict it.
pub(crate) const SAME: f64 = 0.25;
/// The part of a time by which another one may differ likewise.
const SAME_PART: f64 = 0.05;

/// A printed line, with its step and its author.
pub(crate) struct Line<'a> {
    pub(crate) step: usize,
    pub(crate) text: &'a str,
    pub(crate) author: Thread,
}

/// Returns the lines that are kept and not empty. If a step prints several, returns the last one.
pub(crate) fn lines<'a>(steps: &[Step], printed: &'a [Option<String>]) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut before = 0;
    for (number, step) in steps.iter().enumerate() {
        let new = printed.get(before..step.state.printed).unwrap_or_default();
        before = step.state.printed;
        let mut text = new.iter().rev().flatten().map(|text| text.trim_matches(['\r', '\n']));
        if let (Some(text), Some(author)) = (text.find(|text| !text.is_empty()), step.state.thread)
        {
            lines.push(Line { step: number, text, author });
        }
    }
    lines
}

/// Returns whether lines differ, other than in a slightly different time at the end.
pub(crate) fn differ(one: &str, other: &str) -> bool {
    let is_same_time = time(one)
        .zip(time(other))
        .is_some_and(|(one, other)| (one - other).abs() <= SAME.max(SAME_PART * one.max(other)));
    one != other && !(is_same_time && ending(one).0 == ending(other).0)
}

/// Returns a line without the number at its end, and that number; `None` if there is none.
pub(crate) fn ending(text: &str) -> (&str, Option<f64>) {
    let (start, end) = text.rsplit_once(' ').unwrap_or(("", text));
    // A number with a full stop ends a sentence.
    let is_number = end.starts_with(|first: char| first.is_ascii_digit()) && !end.ends_with('.');
    match end.parse().ok().filter(|_| is_number) {
        Some(number) => (start, Some(number)),
        None => (text, None),
    }
}

/// Returns the time at the end of a line: a number with decimals, in lesson seconds; `None` if there is none.
pub(crate) fn time(text: &str) -> Option<f64> {
    ending(text).1.filter(|_| decimals(text) > 0)
}

/// Returns the line with another time at its end, in as many decimals.
pub(crate) fn with_time(text: &str, time: f64) -> String {
    format!("{} {time:.*}", ending(text).0, decimals(text))
}

fn decimals(text: &str) -> usize {
    let end = text.rsplit(' ').next().unwrap_or_default();
    end.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// Returns the line with the `other` name instead of the first `name`; `None` if `name` isn't in it as a word.
pub(crate) fn renamed(text: &str, name: &str, other: &str) -> Option<String> {
    let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let (at, _) = text.match_indices(name).find(|(at, _)| {
        let (before, after) = (&text[..*at], &text[at + name.len()..]);
        !is_part(before.chars().next_back()) && !is_part(after.chars().next())
    })?;
    Some(format!("{}{other}{}", &text[..at], &text[at + name.len()..]))
}
