//! The game, in which a learner is the executor. It reads a level's number or name from the command line, and plays
//! the level on the screen or line by line.

mod command;
mod game;
mod layout;
mod plain;
mod screen;
mod show;
mod words;

use executor::levels;
use game::Game;
use shared::say;
use std::env;
use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo executor [LEVEL] [--plain | --list]

You are the executor: choose which task is polled next, and reach the goal of
the level. The tasks are real async Rust.
LEVEL is a level's number or name. Without it, the game begins with the first.

  --list   lists all levels
  --plain  plays line by line, as it does without a terminal: each line of
           input is a task's name or number, or a command; `help` lists them
  --help   prints this";

/// The request on the command line.
enum Request {
    Play { number: usize, is_plain: bool },
    List,
    Help,
}

impl Request {
    /// Reads the arguments, or returns a sentence that says what is wrong with them.
    fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut level = None;
        let mut is_plain = false;
        let mut is_list = false;
        for argument in arguments {
            match argument.as_str() {
                "--help" | "-h" => return Ok(Self::Help),
                "--list" => is_list = true,
                "--plain" => is_plain = true,
                option if option.starts_with('-') => {
                    return Err(format!(
                        "there is no option {option:?}; there are --list, --plain and --help"
                    ));
                }
                _ if level.is_some() => {
                    return Err("one level at a time: give one number or name, or none".to_owned());
                }
                _ => level = Some(argument),
            }
        }
        match level {
            Some(_) if is_list => Err("--list lists all levels, and takes none".to_owned()),
            Some(level) => Ok(Self::Play { number: find(&level)?, is_plain }),
            None if is_list => Ok(Self::List),
            None => Ok(Self::Play { number: 0, is_plain }),
        }
    }
}

/// Returns the index, from 0, of the level with that number, from 1, or name.
fn find(level: &str) -> Result<usize, String> {
    let name = level.to_lowercase().replace('_', "-");
    let is_meant = |number: usize| {
        levels::ALL[number].name == name
            || name.parse().is_ok_and(|given: usize| given == number + 1)
    };
    (0..levels::ALL.len()).find(|number| is_meant(*number)).ok_or_else(|| {
        format!("there is no level {level:?}; `cargo executor --list` lists them all")
    })
}

fn list() {
    let longest = levels::ALL.iter().map(|level| level.name.len()).max().unwrap_or(0);
    for (number, level) in (1..).zip(levels::ALL) {
        say!("{number:2}  {:longest$}  {}", level.name, level.title);
    }
}

fn main() -> ExitCode {
    let arguments = env::args_os().skip(1);
    match Request::read(arguments.map(|argument| argument.to_string_lossy().into_owned())) {
        Ok(Request::Help) => say!("{HELP}"),
        Ok(Request::List) => list(),
        Ok(Request::Play { number, is_plain: false }) if screen::can() => {
            return screen::play(Game::new(number));
        }
        Ok(Request::Play { number, .. }) => {
            if let Err(error) = plain::play(Game::new(number)) {
                viewer::error(format_args!("cannot read standard input: {error}"));
                return ExitCode::FAILURE;
            }
        }
        Err(wrong) => {
            viewer::error(format_args!("{wrong}"));
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
