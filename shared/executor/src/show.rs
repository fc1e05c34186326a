//! The parts of a level as lines of text: the program with marks, the tasks, the run queue and the lanes.

use crate::game::{Game, Turn};
use crate::words;
use executor::{Polled, Reason, Rule, Wait};
use std::sync::Arc;
use timeline::{Event, Executor, Kind, Log, Style, Subject};

/// The length of a poll on the axis of the lanes, in nanoseconds.
const POLL: u64 = 1_000_000_000;
/// The largest limit on polls for which the game shows a count.
const FEW_POLLS: usize = 10;
/// The number of polls for which the axis has room from the beginning.
const FEWEST_POLLS: u64 = 10;
/// The colours of the tasks. They can be told apart, and read on dark and on light backgrounds, and the lanes don't
/// use them.
const COLOURS: [&str; 4] =
    ["\x1b[1;38;5;32m", "\x1b[1;38;5;166m", "\x1b[1;38;5;29m", "\x1b[1;38;5;163m"];
const PLAIN: &str = "\x1b[0m";

/// Returns a text about a task, in the task's colour.
pub(crate) fn coloured(text: &str, task: usize, style: Style) -> String {
    if style.colours {
        format!("{}{text}{PLAIN}", COLOURS[task % COLOURS.len()])
    } else {
        text.to_owned()
    }
}

/// Returns a text, cut off if it isn't narrower than `width` characters.
pub(crate) fn clip(text: &str, width: usize, ascii: bool) -> String {
    if text.chars().count() < width {
        return text.to_owned();
    }
    cut(text, width, ascii)
}

/// Returns the beginning of a text, with an ellipsis, narrower than `width` characters.
pub(crate) fn cut(text: &str, width: usize, ascii: bool) -> String {
    let end = if ascii { "..." } else { "…" };
    let length = width.saturating_sub(1 + end.chars().count());
    let beginning: String = text.chars().take(length).collect();
    format!("{}{end}", beginning.trim_end())
}

/// Returns the lines of the program. In front of each are the numbers of the tasks that wait or panicked there, or
/// that were made there and haven't been polled.
pub(crate) fn source(game: &Game, style: Style) -> Vec<String> {
    program(game, usize::MAX, false, style)
}

/// Returns at most `most` of these lines, first of all those with tasks, each cut off at the width. A line that comes
/// after a gap has another sign in front.
pub(crate) fn source_within(game: &Game, most: usize, style: Style) -> Vec<String> {
    program(game, most, true, style)
}

fn program(game: &Game, most: usize, is_cut: bool, style: Style) -> Vec<String> {
    let lines: Vec<_> = game.level().source.lines().collect();
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let tasks = game.run().len();
    // On a narrow screen, there are no spaces around the numbers of the lines.
    let around = if tasks + 6 + longest < style.width { " " } else { "" };
    let space = tasks + 4 + 2 * around.len();
    let room = if is_cut { style.width.saturating_sub(space) } else { usize::MAX };
    let mut before = None;
    let mut shown = Vec::new();
    for index in chosen(game, &lines, most) {
        let mut marks = String::new();
        for task in 0..tasks {
            if is_at(game, task, index) {
                marks.push_str(&coloured(&(task + 1).to_string(), task, style));
            } else {
                marks.push(' ');
            }
        }
        let number = index + 1;
        let there = if marks.trim().is_empty() { ' ' } else { '>' };
        let is_next = before.is_none_or(|before| before + 1 == index);
        let rule = match (is_next, style.ascii) {
            (true, false) => '│',
            (false, false) => '┊',
            (true, true) => '|',
            (false, true) => ':',
        };
        let code = clip(lines[index], room, style.ascii);
        shown.push(
            format!("{marks}{there}{number:2}{around}{rule}{around}{code}").trim_end().to_owned(),
        );
        before = Some(index);
    }
    shown
}

/// Returns the indices, from 0, of at most `most` lines of the program: first of all those with tasks, then those
/// around them, then those that make the tasks, and only then the beginning and blank lines.
fn chosen(game: &Game, lines: &[&str], most: usize) -> Vec<usize> {
    let is_marked = |index| (0..game.run().len()).any(|task| is_at(game, task, index));
    let last = lines.iter().position(|line| line.contains("fn tasks(")).unwrap_or(lines.len());
    let marked: Vec<_> = (0..last).filter(|index| is_marked(*index)).collect();
    let rank = |index: &usize| {
        let line = lines[*index];
        let away = marked.iter().map(|marked| marked.abs_diff(*index)).min();
        let part = if is_marked(*index) {
            0
        } else if line.is_empty() || line.starts_with("//!") || line.starts_with("use ") {
            3
        } else if *index < last && !line.starts_with("type ") {
            1
        } else {
            2
        };
        (part, away.unwrap_or(*index))
    };
    let mut chosen: Vec<_> = (0..lines.len()).collect();
    chosen.sort_by_key(rank);
    chosen.truncate(most);
    chosen.sort_unstable();
    chosen
}

/// Returns `true` if a task is in the line of that index, from 0.
fn is_at(game: &Game, task: usize, line: usize) -> bool {
    let run = game.run();
    let is_line = |number: u32| usize::try_from(number) == Ok(line + 1);
    if run.polls(task) == 0 {
        is_line(run.made_in(task))
    } else {
        run.waits(task).iter().any(|wait| is_line(wait.line))
    }
}

/// Returns a line for each task: its number, its name and its state. Long lines go on in the next one, indented.
pub(crate) fn tasks(game: &Game, width: usize) -> Vec<String> {
    let run = game.run();
    let longest = (0..run.len()).map(|task| run.name(task).chars().count()).max().unwrap_or(0);
    let indent = 4 + longest;
    let mut lines = Vec::new();
    for task in 0..run.len() {
        let mut start = format!("{} {:longest$}  ", task + 1, run.name(task));
        for line in timeline::wrap(&state(game, task), width.saturating_sub(indent)) {
            lines.push(format!("{start}{line}"));
            start = " ".repeat(indent);
        }
    }
    lines
}

/// Returns the state of a task, with the lines in which it waits.
fn state(game: &Game, task: usize) -> String {
    let run = game.run();
    if run.is_done(task) {
        return "done".to_owned();
    }
    if let (Some(panic), Some(last)) = (run.panic(), run.schedule().last()) {
        if *last == task {
            return words::panicked(panic);
        }
    }
    if run.polls(task) == 0 {
        return "not begun".to_owned();
    }
    let is_woken = run.run_queue().contains(&task);
    let waits = run.waits(task);
    if let (true, [Wait { line, reason: Reason::Turn }]) = (is_woken, waits) {
        return format!("ready: yielded in line\u{a0}{line}");
    }
    let reasons = words::waits(waits);
    match run.wakers(task) {
        _ if is_woken => format!("woken; waited for {reasons}"),
        0 => format!("waits for {reasons}; no waker kept"),
        1 => format!("waits for {reasons}; waker kept"),
        wakers => format!("waits for {reasons}; {wakers} wakers kept"),
    }
}

/// Returns the other facts about a level: the run queue, the count of polls if the limit is low, and the values.
pub(crate) fn facts(game: &Game) -> Vec<String> {
    let mut facts = vec![queue(game)];
    let limit = game.level().limit;
    if limit <= FEW_POLLS {
        facts.push(format!("Polls: {} of {limit}", game.turns().len()));
    }
    facts.extend(game.values());
    facts
}

fn queue(game: &Game) -> String {
    let names: Vec<_> =
        game.run().run_queue().into_iter().map(|task| game.run().name(task)).collect();
    let names = if names.is_empty() { "empty".to_owned() } else { names.join(", ") };
    format!("Run queue: {names}")
}

/// Returns the lanes so far. Their axis counts polls.
pub(crate) fn lanes(game: &Game, style: Style) -> Vec<String> {
    let executor = match game.level().rule {
        Rule::Anybody => Executor::Loop,
        _ => Executor::EventLoop,
    };
    let mut log = Log::default();
    for task in 0..game.run().len() {
        log.create(game.run().name(task), 0);
    }
    let mut now = 0;
    for (number, Turn { task, polled, woken }) in game.turns().iter().enumerate() {
        log.note(*task, Event::Resumed(executor), now);
        // Work without a name only shows where one poll ends and the next begins.
        log.note(*task, Event::TookWork(number), now);
        now += POLL;
        for task in woken {
            log.note(*task, Event::Woken, now);
        }
        let end = match polled {
            Polled::Pending | Polled::InVain => Event::Suspended(None),
            Polled::Ready | Polled::Panicked => Event::Finished,
        };
        log.note(*task, end, now);
    }
    let subject = Subject {
        title: game.level().title.to_owned(),
        kind: Kind::Polls,
        work: Vec::new(),
        speed: 1.0,
        words: None,
    };
    let picture = log.picture(Arc::new(subject), now);
    timeline::lanes(&picture, picture.round_end().max(FEWEST_POLLS * POLL), style)
}
