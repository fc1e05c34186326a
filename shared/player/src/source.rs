//! What can be seen in a source: which line may run next.

/// What a future of the standard library or of a runtime is awaited with, or gives the thread back with.
const SUSPENSIONS: [&str; 2] = [".await", "Poll::Pending"];
/// What runs tasks.
const RUNS: [&str; 2] = [".poll(", "block_on"];

/// The lines of a source. Their numbers count from 1.
#[derive(Debug)]
pub(crate) struct Source<'a>(Vec<&'a str>);

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self(text.lines().collect())
    }

    /// Returns the line where the function begins that this line is in.
    pub(crate) fn function(&self, line: u32) -> Option<u32> {
        (1..=line).rev().find(|line| is_header(self.line(*line)))
    }

    /// Returns the line at which a task is suspended that was last seen at `line`: the next one that can
    /// suspend it, in the same function. If there is none, it is in a loop, and before that.
    pub(crate) fn suspension(&self, line: u32) -> Option<u32> {
        let suspends = |line: &u32| SUSPENSIONS.iter().any(|it| self.code(*line).contains(it));
        let before = self.function(line).unwrap_or(1)..line;
        self.rest(line).find(suspends).or_else(|| before.rev().find(suspends))
    }

    /// Returns the line at which main runs its tasks, if it was last seen at `line`.
    pub(crate) fn runs_tasks(&self, line: u32) -> Option<u32> {
        self.rest(line).find(|line| RUNS.iter().any(|it| self.code(*line).contains(it)))
    }

    /// Returns the first and the last line with code that may run between two lines of a function, or in
    /// `whole` blocks after the one that `after` begins.
    pub(crate) fn between(&self, after: u32, before: u32, skips_block: bool) -> Option<(u32, u32)> {
        let indent = indent(self.line(after));
        let mut lines = after + 1..before;
        if lines.clone().any(|line| is_header(self.line(line))) {
            return None;
        }
        if skips_block {
            let end = lines.clone().find(|line| {
                !self.line(*line).trim().is_empty() && self::indent(self.line(*line)) <= indent
            });
            lines = end.unwrap_or(before)..before;
        }
        let is_code =
            |line: &u32| !self.code(*line).trim_matches(['{', '}', ')', ';', ' ']).is_empty();
        let first = lines.clone().find(is_code)?;
        Some((first, lines.rev().find(is_code)?))
    }

    /// Returns the lines from this one to the end of its function.
    fn rest(&self, line: u32) -> impl Iterator<Item = u32> {
        let last = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        (line..=last).take_while(move |it| *it == line || !is_header(self.line(*it)))
    }

    fn line(&self, line: u32) -> &'a str {
        self.0.get((line as usize).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// Returns a line without its comment.
    fn code(&self, line: u32) -> &'a str {
        let line = self.line(line);
        line.split_once("//").map_or(line, |(code, _)| code)
    }
}

fn is_header(line: &str) -> bool {
    let line = line.trim_start();
    let words = ["pub ", "pub(crate) ", "const ", "async ", "unsafe "];
    let bare = words.iter().fold(line, |line, word| line.strip_prefix(word).unwrap_or(line));
    bare.starts_with("fn ")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
