//! The layout of a level on a screen of any size. Where there is no room, the least important parts are cut or left
//! out first.

use crate::game::{Game, Status};
use crate::{show, words};
use executor::levels;
use timeline::{Style, wrap};

/// The parts of a screen, from top to bottom. Above them is the title, which is never cut.
#[derive(Clone, Copy)]
enum Part {
    Goal = 1,
    Program,
    Tasks,
    Queue,
    Lanes,
    Message,
    Keys,
}

/// The parts that have a blank line before them, where there is room.
const APART: [Part; 5] = [Part::Program, Part::Tasks, Part::Lanes, Part::Message, Part::Keys];
/// The cuts that make room, in this order: each shortens a part to no less than this number of lines.
const CUTS: [(Part, usize); 13] = [
    (Part::Program, 9),
    (Part::Message, 3),
    (Part::Program, 7),
    (Part::Goal, 3),
    (Part::Program, 6),
    (Part::Lanes, 0),
    (Part::Goal, 2),
    (Part::Queue, 1),
    (Part::Program, 3),
    (Part::Message, 1),
    (Part::Goal, 1),
    (Part::Program, 0),
    (Part::Tasks, 0),
];

/// Returns the lines of a screen: at most `height`, each narrower than the width of the style. `said` has the
/// latest sentences, which come below the level.
pub(crate) fn level(game: &Game, said: &[String], height: usize, style: Style) -> Vec<String> {
    let is_won = game.is_finished();
    // The title, and the others in the order of the parts.
    let mut parts = [
        vec![title(game, style)],
        wrap(&words::goal(game.level()), style.width),
        show::source_within(game, usize::MAX, style),
        tasks(game, style),
        facts(game, style),
        show::lanes(game, style),
        message(said, is_won, style),
        keys(game, is_won, style),
    ];
    let used = |parts: &[Vec<String>]| parts.iter().map(Vec::len).sum::<usize>();
    // The last three sentences tell that the level is won, its lesson, and its chapter; the one before is on the last
    // poll.
    let verdict = if game.status() == Status::Shown { 3 } else { 4 };
    let verdict = message(&said[said.len().saturating_sub(verdict)..], is_won, style);
    let won = [
        (Part::Program, 6),
        (Part::Message, verdict.len()),
        (Part::Lanes, 0),
        (Part::Program, 0),
        (Part::Tasks, 0),
        (Part::Goal, 0),
        (Part::Queue, 0),
        (Part::Message, 1),
    ];
    let cuts: &[_] = if is_won { &won } else { &CUTS };
    // Before the first poll, the lanes are empty.
    let first = game.turns().is_empty().then_some(&(Part::Lanes, 0));
    for (cut, least) in first.into_iter().chain(cuts) {
        let excess = used(&parts).saturating_sub(height);
        let lines = &mut parts[*cut as usize];
        let room = lines.len().saturating_sub(excess).max(*least);
        if room >= lines.len() {
            continue;
        }
        match cut {
            // Fewer lines of a program don't explain anything.
            Part::Program if room < 3 => lines.clear(),
            Part::Program => *lines = show::source_within(game, room, style),
            // Lanes make sense only as a whole.
            Part::Lanes => lines.clear(),
            Part::Goal if is_won => lines.clear(),
            Part::Message => *lines = last(said, is_won, room, style),
            _ => shorten(lines, room, style),
        }
    }
    // Add blank lines between the parts, as far as there is room for them.
    let mut spare = height.saturating_sub(used(&parts));
    let mut screen = Vec::new();
    for (part, lines) in parts.into_iter().enumerate() {
        let is_apart = APART.iter().any(|it| *it as usize == part);
        if is_apart && !lines.is_empty() && spare > 0 {
            screen.push(String::new());
            spare -= 1;
        }
        screen.extend(lines);
    }
    screen.truncate(height);
    screen
}

/// Returns the lines of a screen with only the program, without its first `screens` screens, and `true` if this is
/// the last one.
pub(crate) fn source(
    game: &Game,
    screens: usize,
    height: usize,
    style: Style,
) -> (Vec<String>, bool) {
    let room = height.saturating_sub(2).max(1);
    let lines = show::source_within(game, usize::MAX, style);
    let is_last = lines.len() <= room * (screens + 1);
    let lines = lines.into_iter().skip(room * screens).collect();
    (page(game, lines, is_last, height, style), is_last)
}

/// Returns the lines of a screen with the list of commands.
pub(crate) fn help(game: &Game, height: usize, style: Style) -> Vec<String> {
    let mut lines = wrap(words::HELP, style.width);
    lines.extend(wrap("The first letter of each is its key.", style.width));
    page(game, lines, true, height, style)
}

fn page(
    game: &Game,
    mut lines: Vec<String>,
    is_last: bool,
    height: usize,
    style: Style,
) -> Vec<String> {
    lines.truncate(height.saturating_sub(2));
    lines.insert(0, title(game, style));
    let key = if is_last { "Any key: back to the level" } else { "Any key: the rest" };
    lines.push(show::clip(key, style.width, style.ascii));
    lines
}

/// Cuts `lines` down to `most`, and marks the last one to show that there were more.
fn shorten(lines: &mut Vec<String>, most: usize, style: Style) {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = show::cut(last, style.width, style.ascii);
        }
    }
}

/// Returns at most `most` lines of the sentences in `said`. If there isn't room for all, it leaves out the first
/// sentences, since the last ones matter most.
fn last(mut said: &[String], is_won: bool, most: usize, style: Style) -> Vec<String> {
    loop {
        let mut lines = message(said, is_won, style);
        match said {
            [_, others @ ..] if lines.len() > most && !others.is_empty() => said = others,
            _ => {
                shorten(&mut lines, most, style);
                return lines;
            }
        }
    }
}

/// Returns the lines of the sentences in `said`: one after the other if the level is won, and otherwise in one
/// paragraph.
fn message(said: &[String], is_won: bool, style: Style) -> Vec<String> {
    let said = if is_won { said.to_vec() } else { vec![said.join(" ")] };
    said.iter().flat_map(|said| said.lines()).flat_map(|line| wrap(line, style.width)).collect()
}

fn title(game: &Game, style: Style) -> String {
    let (number, last) = (game.number() + 1, levels::ALL.len());
    let title = format!("Level {number} of {last}: {}", game.level().title);
    let title = show::clip(&title, style.width, style.ascii);
    if style.colours { format!("\x1b[1m{title}\x1b[0m") } else { title }
}

/// Returns the lines about the tasks, with their numbers and names in colour.
fn tasks(game: &Game, style: Style) -> Vec<String> {
    let mut lines = show::tasks(game, style.width);
    for task in 0..game.run().len() {
        let start = format!("{} {}", task + 1, game.run().name(task));
        for line in &mut lines {
            if let Some(rest) = line.strip_prefix(&start) {
                *line = show::coloured(&start, task, style) + rest;
            }
        }
    }
    lines
}

fn keys(game: &Game, is_won: bool, style: Style) -> Vec<String> {
    let tasks = game.run().len();
    let poll = if tasks > 1 { format!("1-{tasks} poll") } else { "1 poll".to_owned() };
    let keys: &[&str] = match (is_won, style.width) {
        (true, _) if !game.has_next() => &["u undo", "r restart", "a all", "s source", "q quit"],
        (true, _) => &["n next level", "u undo", "r restart", "a all", "s source", "q quit"],
        (false, ..50) => &[&poll, "others u r h a s g n q", "? help"],
        (false, _) => &[
            &poll,
            "u undo",
            "r restart",
            "h hint",
            "a all",
            "s source",
            "g give up",
            "n next",
            "q quit",
        ],
    };
    pack(keys.iter().map(|key| (*key).to_owned()).collect(), style)
}

/// Returns the lines about everything else. The run queue has a line of its own.
fn facts(game: &Game, style: Style) -> Vec<String> {
    let mut facts = show::facts(game);
    let others = pack(facts.split_off(1), style);
    [pack(facts, style), others].concat()
}

/// Puts short texts side by side, as many as each line has room for.
fn pack(texts: Vec<String>, style: Style) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 2 + text.chars().count() < style.width => {
                line.extend(["  ", &text]);
            }
            _ => lines.push(show::clip(&text, style.width, style.ascii)),
        }
    }
    lines
}
