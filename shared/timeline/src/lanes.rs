//! The timeline in the terminal: a lane for each task.

use crate::picture::Picture;
use crate::scale::{number, ratio};
use crate::span::{Lane, Span, State};
use crate::words::words;

/// The way in which a timeline is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The number of columns that it may take.
    pub width: usize,
    /// Whether nothing but ASCII can be printed.
    pub ascii: bool,
    /// Whether there are colours.
    pub colours: bool,
}

/// What is drawn in a column of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// The task is not begun, or finished.
    Nothing,
    Only(State),
    /// It was running for a moment, in a column of something else.
    Moment,
    /// It was running, and went on running with other work.
    Seam,
    /// It was running and not running by turns, too many to be drawn one by one.
    Turns,
}

#[derive(Clone, Copy, Debug)]
struct Column {
    mark: Mark,
    work: Option<usize>,
}

/// The most characters of a task's name that are written out.
const LONGEST_NAME: usize = 16;
/// The share of a column below which running is but a moment.
const MOMENT: f64 = 0.2;
const PLAIN: &str = "\x1b[0m";

/// Draws the lanes and, below them, the axis, which goes up to `until` nanoseconds.
pub fn lanes(picture: &Picture, until: u64, style: Style) -> Vec<String> {
    let names: Vec<String> =
        picture.lanes.iter().map(|lane| lane.name.chars().take(LONGEST_NAME).collect()).collect();
    let indent = 2 + names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    // In the last column, some terminals wrap.
    let width = style.width.saturating_sub(indent + 1).max(10);
    let mut lines = Vec::new();
    for (lane, name) in picture.lanes.iter().zip(names) {
        let columns = columns(lane, until, width);
        let lane = paint(&columns, &labels(picture, &columns), style);
        lines.push(format!("{name:indent$}{lane}").trim_end().to_owned());
    }
    lines.extend(axis(picture, until, width, style).map(|line| format!("{:indent$}{line}", "")));
    lines.into_iter().map(|line| shown(line, style)).collect()
}

/// Draws the whole timeline: lanes, axis, legend and a sentence.
pub fn timeline(picture: &Picture, style: Style) -> Vec<String> {
    let end = picture.end.max(1);
    let mut lines = vec![format!("{}:", picture.subject.title)];
    lines.extend(lanes(picture, end, style));
    lines.extend(legend(picture, end, style));
    lines.extend(wrap(&words(picture), style.width).into_iter().map(|line| shown(line, style)));
    lines
}

/// Returns a line as it can be printed.
fn shown(line: String, style: Style) -> String {
    if style.ascii { ascii(&line) } else { line }
}

/// Returns a text in ASCII, as far as there is any for it.
pub(crate) fn ascii(text: &str) -> String {
    let letter = |letter| match letter {
        'µ' => 'u',
        _ if char::is_ascii(&letter) => letter,
        _ => '?',
    };
    text.chars().map(letter).collect()
}

/// Breaks a sentence into lines that are narrower than `width`, but not at its non-breaking spaces.
fn wrap(sentence: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in sentence.split(' ') {
        let line = lines.last_mut().expect("there is one from the start");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() < width {
            line.extend([" ", word]);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

fn columns(lane: &Lane, until: u64, width: usize) -> Vec<Column> {
    let edge = |column: usize| {
        let edge = u128::from(until) * column as u128 / width as u128;
        u64::try_from(edge).expect("it is within the run")
    };
    // Bars of one state in a row, on whatever work, are one stretch of it.
    let same = |one: &Span, next: &Span| one.state().is_some() && one.state() == next.state();
    let stretches = lane.spans.chunk_by(same).flat_map(|spans| {
        let length = spans[spans.len() - 1].end - spans[0].start;
        spans.iter().map(move |span| (span, length))
    });
    let mut spans = stretches.peekable();
    let column = |column| {
        let (start, end) = (edge(column), edge(column + 1));
        let mut spent = [0.0; 3];
        let mut longest: Option<(&Span, f64)> = None;
        let mut turns = 0.0;
        let mut moment = false;
        while let Some(&(span, stretch)) = spans.peek() {
            let within = if span.length() < (end - start) / 4 {
                // A moment is in one column, also if it is at the edge of two.
                if (start..end).contains(&span.start) { span.length() } else { 0 }
            } else {
                span.end.min(end).saturating_sub(span.start.max(start))
            };
            let share = ratio(within, span.length());
            moment |= within > 0 && stretch < end - start && span.spent(State::Running) > 0;
            for (spent, state) in spent.iter_mut().zip(State::ALL) {
                *spent += share * ratio(span.spent(state), end - start);
            }
            turns += share * number(span.turns);
            let within = ratio(within, end - start);
            if within > 0.0 && longest.is_none_or(|(_, length)| within > length) {
                longest = Some((span, within));
            }
            if span.end > end {
                break;
            }
            spans.next();
        }
        Column { mark: mark(spent, turns, moment), work: longest.and_then(|(span, _)| span.work) }
    };
    let mut columns: Vec<_> = (0..width).map(column).collect();
    for next in 1..columns.len() {
        let [one, other] = [columns[next - 1], columns[next]];
        let running = [one, other].iter().all(|column| column.mark == Mark::Only(State::Running));
        let works = one.work.is_some() && other.work.is_some();
        if running && works && one.work != other.work {
            columns[next - 1].mark = Mark::Seam;
        }
    }
    columns
}

/// Returns the mark for a column in which a task spent these shares in each state, and had so many
/// turns, or at least a `moment` of one.
fn mark(spent: [f64; 3], turns: f64, moment: bool) -> Mark {
    let [running, ready, waiting] = spent;
    if running + ready + waiting < 0.5 {
        // Most of the column lies before its beginning or after its end.
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

/// Returns what is written into the columns: each piece of work where it takes most of them, if it
/// fits.
fn labels(picture: &Picture, columns: &[Column]) -> Vec<Option<char>> {
    let mut written = vec![None; columns.len()];
    let mut start = 0;
    for stretch in columns.chunk_by(|one, next| one.work == next.work) {
        let name = stretch[0].work.and_then(|work| picture.subject.work.get(work));
        // Of letters further on it is not known how many columns they take.
        let name = name.filter(|name| name.chars().all(|letter| letter < '\u{300}'));
        if let Some(name) = name {
            let label = format!(" {name} ");
            let length = label.chars().count();
            // A label that leaves nothing of its span hides what it names.
            if length + 2 <= stretch.len() {
                let from = start + (stretch.len() - length) / 2;
                for (column, letter) in written[from..].iter_mut().zip(label.chars()) {
                    *column = Some(letter);
                }
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

/// Returns the axis: a line with ticks, and what is written under them.
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
        // After the last number there must be room for the unit.
        if start + number.len() + 1 + unit.chars().count() <= width {
            text = format!("{text:start$}{number}");
        }
    }
    [ticks.into_iter().collect(), format!("{text} {unit}").trim_end().to_owned()]
}

/// Explains the marks: those for states, and what else is in the lanes that go up to `until`.
pub fn legend(picture: &Picture, until: u64, style: Style) -> Vec<String> {
    let states = State::ALL.map(|state| (Mark::Only(state), state.name()));
    let marks = picture.lanes.iter().flat_map(|lane| columns(lane, until, style.width));
    let marks: Vec<_> = marks.map(|column| column.mark).collect();
    let others = [(Mark::Moment, "running for a moment"), (Mark::Turns, "by turns")];
    let others = others.into_iter().filter(|(mark, _)| marks.contains(mark));
    let mut lines: Vec<(String, usize)> = Vec::new();
    for (mark, text) in states.into_iter().chain(others) {
        let sample = Column { mark, work: None };
        let entry = format!("{} {text}", paint(&[sample; 2], &[None; 2], style));
        let length = 3 + text.len();
        match lines.last_mut() {
            Some((line, width)) if *width + 3 + length < style.width => {
                line.extend(["   ", &entry]);
                *width += 3 + length;
            }
            _ => lines.push((entry, length)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}
