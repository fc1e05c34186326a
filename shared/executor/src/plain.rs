//! The game line by line: it reads commands from standard input, and prints the answers.

use crate::command::Command;
use crate::game::{Answer, Game, Status};
use crate::{show, words};
use console::Term;
use executor::levels;
use shared::say;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use timeline::{Style, wrap};
use viewer::terminal;

/// The width of the output in columns if there is no terminal, and the most columns that it uses in one.
const COLUMNS: u16 = 80;
/// The most bytes of a line that are read. No command is that long.
const LONGEST: u64 = 1_000;

/// Plays a level, and the levels after it, until the learner quits or the input ends.
///
/// # Errors
///
/// Returns an error if standard input cannot be read.
pub(crate) fn play(mut game: Game) -> io::Result<()> {
    let columns = Term::stdout().size_checked().map_or(COLUMNS, |(_, columns)| columns);
    let width = usize::from(columns.min(COLUMNS));
    let style = Style { width, ascii: !terminal::shows_unicode(), colours: false };
    begin(&game, style);
    tell(&["A task's name or number polls it; `help` tells what else there is.".to_owned()], style);
    let mut input = io::stdin().lock();
    while let Some(line) = next_line(&mut input)? {
        if line.trim().is_empty() {
            continue;
        }
        let names: Vec<_> = (0..game.run().len()).map(|task| game.run().name(task)).collect();
        let was_finished = game.is_finished();
        match Command::read(&line, &names).map(|command| game.obey(command)) {
            Ok(Answer::Told(said)) => tell(&said, style),
            Err(said) => tell(&[said], style),
            Ok(Answer::Changed(said)) => {
                tell(&said, style);
                state(&game, style);
            }
            Ok(Answer::Source) => lines(show::source(&game, style)),
            Ok(Answer::Begun) => begin(&game, style),
            Ok(Answer::Quit) => return Ok(()),
        }
        if game.is_finished() && !was_finished && game.has_next() {
            tell(&["`next` goes on to the next level.".to_owned()], style);
        }
    }
    Ok(())
}

/// Reads a line, or as much of it as may be a command. Returns nothing at the end of the input.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let is_asked = io::stdin().is_terminal();
    if is_asked {
        // If the output is closed, the next line that is printed notices.
        let mut output = io::stdout();
        let _ = write!(output, "> ").and_then(|()| output.flush());
    }
    let mut line = Vec::new();
    if input.take(LONGEST).read_until(b'\n', &mut line)? == 0 {
        if is_asked {
            say!("");
        }
        return Ok(None);
    }
    if line.len() as u64 == LONGEST && !line.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&line).into_owned()))
}

fn lines(lines: Vec<String>) {
    for line in lines {
        say!("{line}");
    }
    say!("");
}

fn tell(said: &[String], style: Style) {
    lines(said.iter().flat_map(|sentence| wrap(sentence, style.width)).collect());
}

/// Prints the title, the goal and the program of a level, and its state at the beginning.
fn begin(game: &Game, style: Style) {
    let level = game.level();
    say!("Level {} of {}: {}", game.number() + 1, levels::ALL.len(), level.title);
    say!("");
    tell(&[words::goal(level)], style);
    lines(show::source(game, style));
    state(game, style);
}

/// Prints the state of the tasks and values and, at the end of a level, the lanes.
fn state(game: &Game, style: Style) {
    let mut shown = show::tasks(game, style.width);
    shown.extend(show::facts(game));
    if game.status() != Status::Open {
        shown.extend(show::lanes(game, style));
    }
    lines(shown);
}
