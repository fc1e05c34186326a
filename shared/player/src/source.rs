//! Reading a source to find the line that may run next.

/// The pieces of code at which a task can give the thread back.
const SUSPENSIONS: [&str; 2] = [".await", "Poll::Pending"];
/// The pieces of code that run tasks.
const RUNS: [&str; 2] = [".poll(", "block_on"];

/// The lines of a source, numbered from 1.
#[derive(Debug)]
pub(crate) struct Source<'a>(Vec<&'a str>);

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self(text.lines().collect())
    }

    /// Returns the first line of the function around this line; `None` if it isn't in a function.
    pub(crate) fn function(&self, line: u32) -> Option<u32> {
        (1..=line).rev().find(|line| is_header(self.line(*line)))
    }

    /// Returns the line at which a task is suspended that was last seen at `line`. That's the next line of the
    /// function that can suspend it, or `line` itself if the task is suspended `again`. If there is none, the task
    /// is in a loop, and the line comes before `line`.
    pub(crate) fn suspension(&self, line: u32, again: bool) -> Option<u32> {
        let suspends = |line: &u32| SUSPENSIONS.iter().any(|it| self.code(*line).contains(it));
        let before = self.function(line).unwrap_or(1)..=line;
        let skipped = usize::from(!again);
        self.rest(line).skip(skipped).find(suspends).or_else(|| before.rev().find(suspends))
    }

    /// Returns the line at which main runs its tasks, at or after `line`, where it was last seen; `None` if there
    /// is none.
    pub(crate) fn runs_tasks(&self, line: u32) -> Option<u32> {
        self.rest(line).find(|line| RUNS.iter().any(|it| self.code(*line).contains(it)))
    }

    /// Returns whether a task that is suspended at this line starts again at the beginning of the function, like a
    /// handwritten `poll`.
    pub(crate) fn begins_anew(&self, line: u32) -> bool {
        self.code(line).contains("Poll::Pending")
    }

    /// Returns whether a task that is suspended at this line waits only for its next turn.
    pub(crate) fn yields(&self, line: u32) -> bool {
        self.code(line).contains("yield_now")
    }

    /// Returns the first and the last line with code between two lines of a function, and true if all the code
    /// between them seems to run; `None` if there is no code between them. If `leaves` is true, the line
    /// `from` begins a block that is left out.
    pub(crate) fn between(&self, from: u32, to: u32, leaves: bool) -> Option<(u32, u32, bool)> {
        let mut lines = Vec::new();
        // The indent of the block that is being left out.
        let mut left_out = leaves.then(|| indent(self.line(from)));
        let mut is_sure = true;
        for line in from + 1..to {
            let code = self.code(line).trim();
            if is_header(code) {
                return None;
            }
            let is_else = code.starts_with("} else");
            if code.is_empty() || left_out.is_some_and(|out| indent(self.line(line)) > out) {
                continue;
            }
            // After a branch, the next branch doesn't run.
            left_out = (is_else && lines.is_empty()).then(|| indent(self.line(line)));
            if left_out.is_none() && !code.trim_matches(['{', '}', ')', ';', ' ']).is_empty() {
                let is_branch = is_else || code.starts_with("if ") || code.contains("match ");
                is_sure &= !is_branch;
                lines.push(line);
            }
        }
        Some((*lines.first()?, *lines.last()?, is_sure))
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
