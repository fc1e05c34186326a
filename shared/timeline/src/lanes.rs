//! The timeline in the terminal, with one lane per task.

use crate::picture::Picture;
use crate::scale::{number, ratio};
use crate::span::{Lane, Span, State};
use crate::words::words;
use std::mem;

/// The style of a timeline in the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The number of columns that it may take up.
    pub width: usize,
    /// True if only ASCII can be printed.
    pub ascii: bool,
    /// True if colours can be printed.
    pub colours: bool,
}

/// The mark in one column of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// The task hasn't begun yet, or has finished.
    Nothing,
    Only(State),
    /// It ran for a moment, but did something else for most of the column.
    Moment,
    /// It was running, and went on running with the next piece of work.
    Seam,
    /// It took too many turns to draw them one by one.
    Turns,
}

#[derive(Clone, Copy, Debug)]
struct Column {
    mark: Mark,
    work: Option<usize>,
}

/// The maximum length of a task's name, in characters. The rest of a longer name is cut off.
const LONGEST_NAME: usize = 16;
/// The share of a column below which running counts as a moment.
const MOMENT: f64 = 0.2;
const PLAIN: &str = "\x1b[0m";

/// Draws the lanes and the axis below them, from the beginning of the run to `until`, in nanoseconds
/// of real time. Returns the lines, without line breaks.
pub fn lanes(picture: &Picture, until: u64, style: Style) -> Vec<String> {
    let mut indent = 2;
    for lane in &picture.lanes {
        indent = indent.max(2 + lane.name.chars().count().min(LONGEST_NAME));
    }
    // Some terminals wrap after the last column.
    let width = style.width.saturating_sub(indent + 1).max(10);
    let mut lines = Vec::new();
    for lane in &picture.lanes {
        let columns = columns(lane, until, width);
        let drawn = paint(&columns, &labels(picture, &columns), style);
        let line = format!("{:indent$.LONGEST_NAME$}{drawn}", lane.name);
        lines.push(shown(line.trim_end(), style));
    }
    for line in axis(picture, until, width, style) {
        lines.push(shown(&format!("{:indent$}{line}", ""), style));
    }
    lines
}

/// Draws the whole timeline: title, lanes, axis, legend, and a sentence about the run. Returns the
/// lines, without line breaks.
pub fn timeline(picture: &Picture, style: Style) -> Vec<String> {
    let end = picture.end.max(1);
    let mut lines = vec![format!("{}:", picture.subject.title)];
    lines.extend(lanes(picture, end, style));
    lines.extend(legend(picture, end, style));
    for line in wrap(&words(picture), style.width) {
        lines.push(shown(&line, style));
    }
    lines
}

/// Returns a line in ASCII if the style says so.
fn shown(line: &str, style: Style) -> String {
    if style.ascii { ascii(line) } else { line.to_owned() }
}

/// Returns a text in ASCII, with `?` for every character that has no substitute.
pub(crate) fn ascii(text: &str) -> String {
    let letter = |letter| match letter {
        'µ' => 'u',
        _ if char::is_ascii(&letter) => letter,
        _ => '?',
    };
    text.chars().map(letter).collect()
}

/// Breaks a sentence into lines of fewer than `width` characters, where its words allow. It doesn't
/// break at non-breaking spaces, and replaces them with plain ones.
pub fn wrap(sentence: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in sentence.split(' ') {
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() < width {
            line.extend([" ", word]);
        } else {
            lines.push(mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    for line in &mut lines {
        *line = line.replace('\u{a0}', " ");
    }
    lines
}

fn columns(lane: &Lane, until: u64, width: usize) -> Vec<Column> {
    let edge = |column: usize| {
        let edge = u128::from(until) * column as u128 / width as u128;
        u64::try_from(edge).expect("it is within the run")
    };
    let stretches = stretches(&lane.spans);
    let mut next = 0;
    let mut columns: Vec<Column> = Vec::new();
    for column in 0..width {
        let (start, end) = (edge(column), edge(column + 1));
        let mut spent = [0.0; 3];
        let mut work = None;
        let mut longest = 0.0;
        let mut turns = 0.0;
        let mut moment = false;
        while next < lane.spans.len() {
            let span = &lane.spans[next];
            let within = if span.length() < (end - start) / 4 {
                // A moment is drawn in one column only, even at the edge of two.
                if (start..end).contains(&span.start) { span.length() } else { 0 }
            } else {
                span.end.min(end).saturating_sub(span.start.max(start))
            };
            let share = ratio(within, span.length());
            let is_short = stretches[next] < end - start;
            moment |= within > 0 && is_short && span.spent(State::Running) > 0;
            for (spent, state) in spent.iter_mut().zip(State::ALL) {
                *spent += share * ratio(span.spent(state), end - start);
            }
            turns += share * number(span.turns);
            let within = ratio(within, end - start);
            if within > longest {
                longest = within;
                work = span.work;
            }
            if span.end > end {
                break;
            }
            next += 1;
        }
        let mark = mark(spent, turns, moment);
        if let Some(last) = columns.last_mut() {
            let both_run = [last.mark, mark] == [Mark::Only(State::Running); 2];
            if both_run && last.work.is_some() && work.is_some() && last.work != work {
                last.mark = Mark::Seam;
            }
        }
        columns.push(Column { mark, work });
    }
    columns
}

/// Returns the length of the stretch around each span, in nanoseconds. A stretch is a row of spans in
/// the same state, whatever their work.
fn stretches(spans: &[Span]) -> Vec<u64> {
    let mut lengths = Vec::new();
    let same = |one: &Span, next: &Span| one.state().is_some() && one.state() == next.state();
    for stretch in spans.chunk_by(same) {
        let length = stretch[stretch.len() - 1].end - stretch[0].start;
        lengths.resize(lengths.len() + stretch.len(), length);
    }
    lengths
}

/// Returns the mark for a column. `spent` is the share of it that the task spent in each state, and
/// `moment` is true if it ran at all.
fn mark(spent: [f64; 3], turns: f64, moment: bool) -> Mark {
    let [running, ready, waiting] = spent;
    if running + ready + waiting < 0.5 {
        // Most of the column lies before the task's beginning or after its end.
        if moment { Mark::Moment } else { Mark::Nothing }
    } else if running > MOMENT && ready + waiting > MOMENT && turns > 1.5 {
        Mark::Turns
    } else if running >= ready.max(waiting) {
        Mark::Only(State::Running)
    } else if moment {
        Mark::Moment
    } else if ready > waiting {
        Mark::Only(State::Ready)
    } else {
        Mark::Only(State::Waiting)
    }
}

/// Returns the letters that are written over the marks: the name of each piece of work in the middle
/// of its columns, if it fits.
fn labels(picture: &Picture, columns: &[Column]) -> Vec<Option<char>> {
    let mut written = vec![None; columns.len()];
    let mut start = 0;
    for stretch in columns.chunk_by(|one, next| one.work == next.work) {
        let name = stretch[0].work.and_then(|work| picture.subject.work.get(work));
        let label = name.map_or(String::new(), |name| format!(" {name} "));
        let length = label.chars().count();
        // A label must leave something of its span to see. Further on in Unicode, some letters take
        // more or less than one column.
        if length + 2 <= stretch.len() && label.chars().all(|letter| letter < '\u{300}') {
            let from = start + (stretch.len() - length) / 2;
            for (column, letter) in written[from..].iter_mut().zip(label.chars()) {
                *column = Some(letter);
            }
        }
        start += stretch.len();
    }
    written
}

fn paint(columns: &[Column], labels: &[Option<char>], style: Style) -> String {
    let mut line = String::new();
    let mut colour = "";
    for (column, label) in columns.iter().zip(labels) {
        let next = if label.is_some() { "" } else { colour_of(column.mark) };
        change_colour(&mut line, &mut colour, next, style);
        line.push(label.unwrap_or_else(|| glyph(column.mark, style)));
    }
    change_colour(&mut line, &mut colour, "", style);
    line
}

fn change_colour<'a>(line: &mut String, colour: &mut &'a str, next: &'a str, style: Style) {
    if style.colours && *colour != next {
        line.push_str(if next.is_empty() { PLAIN } else { next });
        *colour = next;
    }
}

fn glyph(mark: Mark, style: Style) -> char {
    let (unicode, ascii) = match mark {
        Mark::Nothing => (' ', ' '),
        Mark::Only(State::Running) => ('█', '#'),
        Mark::Only(State::Ready) => ('░', '.'),
        Mark::Only(State::Waiting) => ('─', '-'),
        Mark::Moment => ('│', '|'),
        Mark::Seam => ('▊', '|'),
        Mark::Turns => ('▓', '%'),
    };
    if style.ascii { ascii } else { unicode }
}

fn colour_of(mark: Mark) -> &'static str {
    match mark {
        Mark::Nothing => "",
        Mark::Only(State::Running) | Mark::Moment | Mark::Seam | Mark::Turns => "\x1b[32m",
        Mark::Only(State::Ready) => "\x1b[35m",
        Mark::Only(State::Waiting) => "\x1b[36m",
    }
}

/// Returns the axis: a line with ticks, and below it a line with their numbers.
fn axis(picture: &Picture, until: u64, width: usize, style: Style) -> [String; 2] {
    #[expect(clippy::cast_precision_loss, reason = "a terminal is not that wide")]
    let columns = (width - 1) as f64;
    let axis = picture.axis(until, columns / 9.0);
    let [line, tick] = if style.ascii { ['-', '+'] } else { ['─', '┴'] };
    let unit = axis.unit();
    let mut ticks = vec![line; width];
    let mut text = String::new();
    for (position, number) in axis.ticks() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is small")]
        let column = (position * columns).round() as usize;
        ticks[column] = tick;
        let start = column.saturating_sub(number.len() / 2);
        // The unit needs room after the last number.
        if start + number.len() + 1 + unit.chars().count() <= width {
            text = format!("{text:start$}{number}");
        }
    }
    [ticks.into_iter().collect(), format!("{text} {unit}").trim_end().to_owned()]
}

/// Returns the lines of the legend. It explains the marks of the three states, and those of the other
/// marks that occur in the lanes up to `until`, in nanoseconds of real time.
pub fn legend(picture: &Picture, until: u64, style: Style) -> Vec<String> {
    let is_in = |mark: Mark| {
        let mut lanes = picture.lanes.iter();
        lanes.any(|lane| columns(lane, until, style.width).iter().any(|it| it.mark == mark))
    };
    let entries = [
        (Mark::Only(State::Running), State::Running.name()),
        (Mark::Only(State::Ready), State::Ready.name()),
        (Mark::Only(State::Waiting), State::Waiting.name()),
        (Mark::Moment, "running for a moment"),
        (Mark::Turns, "taking turns"),
    ];
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for (mark, text) in entries {
        if !matches!(mark, Mark::Only(_)) && !is_in(mark) {
            continue;
        }
        let sample = Column { mark, work: None };
        let sample = paint(&[sample; 2], &[None; 2], style);
        let length = 3 + text.len();
        if width > 0 && width + 3 + length < style.width {
            line.extend(["   ", &sample, " ", text]);
            width += 3 + length;
            continue;
        }
        let mut before = &*sample;
        for part in wrap(text, style.width.saturating_sub(3)) {
            if width > 0 {
                lines.push(mem::take(&mut line));
            }
            line = format!("{before} {part}");
            width = 3 + part.len();
            before = "  ";
        }
    }
    lines.push(line);
    lines
}
