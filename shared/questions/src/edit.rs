//! Changes to a program, as a sentence tells them.

use crate::markdown::Piece;

/// One change to a program. Each text is looked for in the program, and is on exactly one of its lines.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Edit {
    /// "Replace `0` with `1`".
    Replace(String, String),
    /// "Remove `0`": the line that has it.
    Remove(String),
    /// "Add `0` above `1`", a line of its own, indented as the other one.
    AddAbove(String, String),
    /// "Add `0` below `1`", a line of its own, indented as the other one.
    AddBelow(String, String),
    /// "Move `0` above `1`": the line that has it.
    MoveAbove(String, String),
    /// "Move `0` below `1`": the line that has it.
    MoveBelow(String, String),
}

impl Edit {
    /// Returns the changes that a text tells, in order.
    pub(crate) fn read(pieces: &[Piece]) -> Vec<Self> {
        let mut edits = Vec::new();
        for (place, piece) in pieces.iter().enumerate() {
            let (Piece::Words(before), Some(Piece::Code(one))) = (piece, pieces.get(place + 1))
            else {
                continue;
            };
            let verb = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
            let other = match (pieces.get(place + 2), pieces.get(place + 3)) {
                (Some(Piece::Words(link)), Some(Piece::Code(two))) => Some((link.trim(), two)),
                _ => None,
            };
            let one = one.clone();
            edits.extend(match (verb.as_str(), other) {
                ("replace", Some(("with", two))) => Some(Self::Replace(one, two.clone())),
                ("remove", _) => Some(Self::Remove(one)),
                ("add", Some(("above", two))) => Some(Self::AddAbove(one, two.clone())),
                ("add", Some(("below", two))) => Some(Self::AddBelow(one, two.clone())),
                ("move", Some(("above", two))) => Some(Self::MoveAbove(one, two.clone())),
                ("move", Some(("below", two))) => Some(Self::MoveBelow(one, two.clone())),
                _ => None,
            });
        }
        edits
    }

    /// Returns the program after this change.
    ///
    /// # Errors
    ///
    /// Returns a sentence if a text is on no line of the program, or on more than one.
    pub(crate) fn apply(&self, program: &str) -> Result<String, String> {
        let mut lines: Vec<_> = program.lines().map(str::to_owned).collect();
        let find = |lines: &[String], text: &str| {
            let mut found = (0..lines.len()).filter(|&at| lines[at].contains(text));
            match (found.next(), found.next()) {
                (Some(at), None) => Ok(at),
                (None, _) => Err(format!("no line of the program has {text:?}")),
                _ => Err(format!("several lines of the program have {text:?}")),
            }
        };
        match self {
            Self::Replace(old, new) => {
                let at = find(&lines, old)?;
                lines[at] = lines[at].replacen(old, new, 1);
            }
            Self::Remove(text) => {
                let at = find(&lines, text)?;
                lines.remove(at);
            }
            Self::AddAbove(new, text) | Self::AddBelow(new, text) => {
                let at = find(&lines, text)?;
                let indent = lines[at].len() - lines[at].trim_start().len();
                let line = format!("{:indent$}{new}", "");
                lines.insert(at + usize::from(matches!(self, Self::AddBelow(..))), line);
            }
            Self::MoveAbove(text, other) | Self::MoveBelow(text, other) => {
                let at = find(&lines, text)?;
                let line = lines.remove(at);
                let at = find(&lines, other)?;
                lines.insert(at + usize::from(matches!(self, Self::MoveBelow(..))), line);
            }
        }
        Ok(lines.join("\n") + "\n")
    }
}
