//! The game on a whole screen, which is redrawn after each key.

use crate::command::Command;
use crate::game::{Answer, Game};
use crate::layout;
use console::{Key, Term};
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use timeline::Style;
use viewer::terminal;

/// The smallest screen, in rows and columns, on which a level can be played.
const SMALLEST: (u16, u16) = (12, 40);
/// The message at the beginning of a level.
const BEGIN: &str = "Press the number of the task to poll.";
/// The message after a key without a meaning.
const NO_KEY: &str = "This key does nothing here; `?` shows those that do.";
/// The exit status after Ctrl-C, as shells have it: 128 and the number of the signal.
const INTERRUPTED: u8 = 130;

/// Returns `true` if there is a terminal that is large enough, can be drawn on, and can be read key by key.
pub(crate) fn can() -> bool {
    let terminal = Term::stdout();
    // This call makes the console of Windows understand escape sequences.
    terminal.features().colors_supported();
    let (rows, columns) = terminal.size();
    io::stdin().is_terminal()
        && terminal.is_term()
        && !terminal::is_dumb()
        && rows >= SMALLEST.0
        && columns >= SMALLEST.1
}

/// The contents of the screen.
enum View {
    Level,
    /// The program: the number of screens before this one, and `true` if this is the last one.
    Source(usize, bool),
    Help,
}

/// Plays until the learner ends it.
pub(crate) fn play(mut game: Game) -> ExitCode {
    let terminal = Term::buffered_stdout();
    // Scroll up, so that nothing on the screen is drawn over.
    let mut drawing = "\n".repeat(terminal.size().0.into());
    let mut said = vec![BEGIN.to_owned()];
    let mut view = View::Level;
    loop {
        let (height, style) = size(&terminal);
        let lines = match &mut view {
            View::Level => layout::level(&game, &said, height, style),
            View::Source(screens, is_last) => {
                let lines;
                (lines, *is_last) = layout::source(&game, *screens, height, style);
                lines
            }
            View::Help => layout::help(&game, height, style),
        };
        draw(&mut drawing, &lines, style);
        if terminal.write_str(&drawing).and_then(|()| terminal.flush()).is_err() {
            return ExitCode::FAILURE;
        }
        drawing.clear();
        let key = match terminal.read_key_raw() {
            Ok(Key::CtrlC) => return INTERRUPTED.into(),
            // Ctrl-D ends the input.
            Ok(Key::Char('\u{4}')) | Err(_) => return ExitCode::SUCCESS,
            Ok(key) => key,
        };
        match view {
            View::Level => {}
            View::Source(screens, false) => {
                view = View::Source(screens + 1, true);
                continue;
            }
            View::Source(..) | View::Help => {
                view = View::Level;
                continue;
            }
        }
        match command(&key) {
            None if matches!(key, Key::Char(_)) => said = vec![NO_KEY.to_owned()],
            None => {}
            Some(Command::Help) => view = View::Help,
            Some(command) => match game.obey(command) {
                Answer::Told(sentences) | Answer::Changed(sentences) => {
                    said = sentences;
                    // The lesson of the level stays on the screen, even after a wrong key.
                    let verdict = game.verdict();
                    if game.is_finished() && said.len() == 1 {
                        said.extend(verdict);
                    }
                }
                Answer::Source => view = View::Source(0, true),
                Answer::Begun => said = vec![BEGIN.to_owned()],
                Answer::Quit => return ExitCode::SUCCESS,
            },
        }
    }
}

/// Returns the command of a key; `None` if it has none.
fn command(key: &Key) -> Option<Command> {
    let Key::Char(key) = key else { return None };
    Some(match key.to_ascii_lowercase() {
        key @ '1'..='9' => Command::Poll(usize::from(key as u8 - b'1')),
        'u' => Command::Undo,
        'r' => Command::Restart,
        'h' => Command::Hint,
        'a' => Command::All,
        's' => Command::Source,
        'g' => Command::GiveUp,
        'n' => Command::Next,
        '?' => Command::Help,
        'q' => Command::Quit,
        _ => return None,
    })
}

/// Returns the number of lines that can be drawn, and their style. The last row stays free, so that nothing scrolls.
fn size(terminal: &Term) -> (usize, Style) {
    let (rows, columns) = terminal.size();
    let ascii = !terminal::shows_unicode();
    let colours = terminal::shows_colours();
    let style = Style { width: columns.into(), ascii, colours };
    (usize::from(rows).saturating_sub(1), style)
}

/// Draws lines over the previous ones. The drawing ends with the end of the last line.
fn draw(drawing: &mut String, lines: &[String], style: Style) {
    drawing.push_str("\x1b[H");
    for (number, line) in (1..).zip(lines) {
        let shown = |sign: char| if style.ascii && !sign.is_ascii() { '?' } else { sign };
        drawing.extend(line.chars().map(shown));
        drawing.push_str(if number == lines.len() { "\x1b[J\n" } else { "\x1b[K\n" });
    }
}
