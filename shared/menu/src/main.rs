//! The menu of the course: `cargo trap` lists its traps, `cargo recipe` its recipes, and `cargo exercise` its
//! exercises. With a name, each of them compiles and runs one. `cargo talk` shows two lessons in one page,
//! and `cargo book` makes a book of all pages. It uses `shared`, and `player` and `viewer` for the page of a talk; no
//! other package uses it.
//!
//! The programs are in packages of their own, because some traps and unfinished exercises don't compile, which
//! mustn't break the build of anything else.

mod book;
mod course;
mod exercise;
mod kind;
mod program;
mod table;
mod talk;

use course::complain;
use exercise::Exercises;
use kind::Kind;
use program::Program;
use shared::say;
use std::env;
use std::process::ExitCode;

/// Returns the index of the program with that name among all of them. The error is a sentence for the learner.
fn find<'a>(
    kind: Kind,
    name: &str,
    mut all: impl Iterator<Item = &'a str> + Clone,
) -> Result<usize, String> {
    let asked_for = name.replace('-', "_");
    if let Some(index) = all.clone().position(|name| name == asked_for) {
        return Ok(index);
    }
    let word = kind.word();
    let nearest = all
        .by_ref()
        .map(|name| (strsim::damerau_levenshtein(name, &asked_for), name))
        .min()
        // With more mistakes than that, it's another word.
        .filter(|(distance, nearest)| distance * 2 <= nearest.len())
        .map_or(".".to_owned(), |(_, nearest)| format!("; did you mean {nearest:?}?"));
    Err(format!("there is no {word} {name:?}{nearest} `cargo {word}` lists them all"))
}

/// Does what the arguments ask for. The error is a sentence for the learner.
fn answer(kind: Kind, arguments: &[String]) -> Result<ExitCode, String> {
    let word = kind.word();
    let mut names = Vec::new();
    let mut has_option = false;
    for argument in arguments {
        match argument.as_str() {
            "--help" | "-h" => {
                say!("{}", kind.help());
                return Ok(ExitCode::SUCCESS);
            }
            option if Some(option) == kind.option() => has_option = true,
            option if option.starts_with('-') => {
                let known = kind.option().map(|known| format!("there are {known} and"));
                let known = known.unwrap_or_else(|| "there is only".to_owned());
                return Err(format!("there is no option {option:?}; {known} --help"));
            }
            name => names.push(name),
        }
    }
    let name = match (&names[..], kind.option()) {
        ([], Some(option)) if has_option => {
            let one = kind.one();
            return Err(format!("{option} needs the name of {one}; `cargo {word}` lists them all"));
        }
        ([], _) => None,
        ([name], _) => Some(*name),
        _ => return Err(format!("one {word} at a time: give one name, or none to list them all")),
    };
    let unreadable = |error| format!("cannot read the {word}s: {error}");
    let unable = |error| format!("cannot run cargo: {error}");
    if kind == Kind::Exercise {
        let mut exercises = Exercises::read().map_err(unreadable)?;
        let Some(name) = name else {
            exercises.show(kind.heading());
            return Ok(ExitCode::SUCCESS);
        };
        let index = find(kind, name, exercises.names())?;
        if has_option {
            say!("{}", exercises.hint(index));
            return Ok(ExitCode::SUCCESS);
        }
        return exercises.run(index).map_err(unable);
    }
    let programs = Program::all(kind).map_err(unreadable)?;
    let Some(name) = name else {
        program::show(kind.heading(), &programs);
        return Ok(ExitCode::SUCCESS);
    };
    let index = find(kind, name, programs.iter().map(|program| program.name.as_str()))?;
    programs[index].run(has_option).map_err(unable)
}

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let word = arguments.next().unwrap_or_default();
    let result = match (word.to_str(), Kind::named(&word.to_string_lossy())) {
        (Some("book"), _) => book::answer(&arguments.collect::<Vec<_>>()),
        (Some("talk"), _) => talk::answer(&arguments.collect::<Vec<_>>()),
        (_, Some(kind)) => {
            let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
            answer(kind, &arguments.collect::<Vec<_>>())
        }
        _ => Err(
            "say what you want: `cargo trap`, `cargo recipe`, `cargo exercise`, `cargo talk` or \
                 `cargo book`"
                .to_owned(),
        ),
    };
    result.unwrap_or_else(|wrong| {
        complain(format_args!("error: {wrong}"));
        ExitCode::from(2)
    })
}
