//! The learner's commands, and their form as lines of input.

/// A learner's command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Polls the task of that number, from 0. There may be no such task.
    Poll(usize),
    Undo,
    Restart,
    Hint,
    /// Tries all schedules.
    All,
    /// Shows the program.
    Source,
    GiveUp,
    Next,
    Help,
    Quit,
}

/// All commands except polls, with their form as a line.
const COMMANDS: [(&str, Command); 9] = [
    ("undo", Command::Undo),
    ("restart", Command::Restart),
    ("hint", Command::Hint),
    ("all", Command::All),
    ("source", Command::Source),
    ("give up", Command::GiveUp),
    ("next", Command::Next),
    ("help", Command::Help),
    ("quit", Command::Quit),
];

/// The most characters of an unknown command that its error message repeats.
const REPEATED: usize = 40;

impl Command {
    /// Reads a command from a line, in a level with tasks of these names. A command's first letter is enough, except
    /// for `help`, since `h` is a hint.
    ///
    /// # Errors
    ///
    /// Returns a sentence if the line is neither a task nor a command.
    pub(crate) fn read(line: &str, names: &[&str]) -> Result<Self, String> {
        let words: Vec<_> = line.split_whitespace().collect();
        let words = words.join(" ").to_lowercase();
        let is_name = |name: &&str| name.to_lowercase() == words;
        if let Some(task) = names.iter().position(is_name) {
            return Ok(Self::Poll(task));
        }
        if words.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = words.parse().ok().and_then(|number: usize| number.checked_sub(1));
            return Ok(Self::Poll(number.unwrap_or(usize::MAX)));
        }
        let is_meant =
            |command: &str| words == command || words.len() == 1 && command.starts_with(&words);
        if let Some((_, command)) = COMMANDS.iter().find(|(command, _)| is_meant(command)) {
            return Ok(*command);
        }
        let mut said: String = words.chars().take(REPEATED).collect();
        if said.len() < words.len() {
            said.push_str("...");
        }
        Err(format!("{said:?} is neither a task nor a command: `help` lists them all."))
    }
}

#[cfg(test)]
mod tests {
    use super::Command;

    #[test]
    fn a_name_comes_before_a_command() {
        assert_eq!(Command::read("A", &["B", "A"]), Ok(Command::Poll(1)));
        assert_eq!(Command::read("a", &["B"]), Ok(Command::All));
    }

    #[test]
    fn case_and_spaces_do_not_matter() {
        assert_eq!(Command::read("\t TWO\r\n", &["One", "Two"]), Ok(Command::Poll(1)));
        assert_eq!(Command::read("Give   up", &["One"]), Ok(Command::GiveUp));
    }

    #[test]
    fn numbers_begin_with_1_and_none_is_too_large() {
        assert_eq!(Command::read("2", &["One"]), Ok(Command::Poll(1)));
        for line in ["0", "99999999999999999999999999"] {
            assert_eq!(Command::read(line, &["One"]), Ok(Command::Poll(usize::MAX)), "{line}");
        }
    }

    #[test]
    fn nonsense_gets_a_sentence() {
        for line in ["-1", "1.5", "é", "helpless"] {
            assert!(Command::read(line, &["One"]).is_err(), "{line}");
        }
    }
}
