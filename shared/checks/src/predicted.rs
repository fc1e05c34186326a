//! A lesson that is predicted in a terminal, by a test that reads the questions on the screen.

use crate::terminal::{Shown, show};
use crate::{Program, folder};
use pty_process::blocking::Command;
use std::fs;
use std::path::Path;
use vt100::Screen;

/// A script that runs a lesson, prints the number of its process on request, and says at the end if the terminal is as
/// it was before.
const SCRIPT: &str = "before=$(stty -g)
sh -c 'echo $$ >id; exec env $VARIABLES \"$0\" \"$@\"' \"$0\" \"$@\" >lines
status=$?
if [ \"$before\" = \"$(stty -g)\" ]; then echo As before.; else echo Changed.; fi
exit $status";

/// The usual number of columns of the terminal.
pub const COLUMNS: u16 = 80;

/// A question on the screen.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The lines to choose from.
    pub choices: Vec<String>,
    /// The text on the screen.
    pub screen: String,
    /// Everything that the lesson has printed so far on standard output.
    pub printed: String,
    /// The folder in which the lesson runs.
    folder: &'a Path,
}

impl Asked<'_> {
    /// Returns the key for the choice with the same words as `line`, and the nearest time.
    pub fn key(&self, line: &str) -> String {
        let (words, seconds) = parted(line);
        let distance = |choice: &str| {
            let (same, time) = parted(choice);
            (same == words)
                .then(|| time.zip(seconds).map_or(0.0, |(one, other)| (one - other).abs()))
        };
        let near = self
            .choices
            .iter()
            .enumerate()
            .filter_map(|(number, choice)| Some((number, distance(choice)?)));
        let nearest = near.min_by(|(_, one), (_, other)| one.total_cmp(other));
        let (number, _) = nearest.unwrap_or_else(|| panic!("{line} is none of {:?}", self.choices));
        letter(number)
    }

    /// Returns the key for a choice other than `line`.
    pub fn other_key(&self, line: &str) -> String {
        let right = self.key(line);
        (0..self.choices.len()).map(letter).find(|key| *key != right).expect("there are two")
    }

    /// Asks the lesson to terminate.
    pub fn terminate(&self) {
        let id = fs::read_to_string(self.folder.join("id")).expect("the lesson runs");
        let kill = std::process::Command::new("kill").arg(id.trim()).status();
        assert!(kill.expect("kill runs").success());
    }
}

/// Returns the words of a line, and the time after them, or `None` if there isn't one.
fn parted(line: &str) -> (&str, Option<f64>) {
    match line.split_once(" time: ") {
        Some((words, time)) => (words, time.parse().ok()),
        None => (line, None),
    }
}

fn letter(number: usize) -> String {
    ('a'..='z').nth(number).expect("there are no more choices").to_string()
}

/// The outcome of a prediction.
#[derive(Debug)]
pub struct Predicted {
    /// The texts on the screen, and the exit status.
    pub shown: Shown,
    /// Everything that the lesson printed on standard output.
    pub printed: String,
    /// The number of questions.
    pub asked: usize,
}

impl Predicted {
    /// Returns the text that was left on the screen, and checks that the terminal is as it was before.
    pub fn last(&self) -> &str {
        let last = self.shown.last().trim_end();
        last.strip_suffix("As before.").unwrap_or_else(|| panic!("the terminal is changed: {last}"))
    }

    /// Checks the score, and the exit status.
    pub fn check(&self, score: &str, status: i32) {
        assert!(self.last().contains(&format!("\n{score}\n")), "{score} in {}", self.last());
        assert_eq!(self.shown.status, Some(status));
    }
}

impl Program {
    /// Lets the lesson be predicted in a terminal that has this many columns, with these environment variables.
    /// `press` returns the keys that answer the question of that number.
    pub fn predict(
        self,
        arguments: &[&str],
        columns: u16,
        variables: &str,
        mut press: impl FnMut(usize, &Asked<'_>) -> String,
    ) -> Predicted {
        let folder = folder();
        let lines = folder.path().join("lines");
        let printed = || fs::read_to_string(&lines).unwrap_or_default();
        let mut asked = 0;
        let mut press = |screen: &Screen| {
            let choices = choices(screen)?;
            let question = Asked {
                choices,
                screen: screen.contents(),
                printed: printed(),
                folder: folder.path(),
            };
            asked += 1;
            Some(press(asked - 1, &question))
        };
        let mut command = Command::new("sh").args(["-c", SCRIPT]).arg(self.path);
        command = command.arg("--predict").args(arguments).current_dir(folder.path());
        command = command.env("VARIABLES", variables);
        let shown = show(command, "xterm-256color", columns, &mut press);
        Predicted { shown, printed: printed(), asked }
    }

    /// Lets the lesson be predicted in a terminal while nobody reads its lines.
    pub fn predict_unread(self) -> Shown {
        let script = "{ \"$0\" --predict; echo \"Status $?.\" >&2; } | :";
        let command = Command::new("sh").args(["-c", script]).arg(self.path);
        let mut press = |screen: &Screen| choices(screen).map(|_| letter(0));
        show(command, "xterm-256color", COLUMNS, &mut press)
    }
}

/// Returns the lines to choose from; `None` if the screen doesn't show an unanswered question.
fn choices(screen: &Screen) -> Option<Vec<String>> {
    if screen.cursor_position().1 != 4 {
        return None;
    }
    let contents = screen.contents();
    let (_, question) = contents.rsplit_once("  Which line comes ")?;
    let mut choices: Vec<String> = Vec::new();
    for line in question.trim_end().strip_suffix("\n  >")?.lines().skip(1) {
        let line = line.strip_prefix("    ")?;
        match line.split_once(") ") {
            Some((letter, choice)) if letter.len() == 1 => choices.push(choice.to_owned()),
            _ => choices.last_mut()?.push_str(&line[2..]),
        }
    }
    Some(choices)
}
