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
    /// Returns the changes that a text tells, in order. If the text is all about changes, it has no other code.
    ///
    /// # Errors
    ///
    /// Returns a sentence if a change is told in words that are not known here.
    pub(crate) fn read(pieces: &[Piece], is_all: bool) -> Result<Vec<Self>, String> {
        let mut edits = Vec::new();
        // The code before this place belongs to changes.
        let mut known = 0;
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
            if place < known {
                continue;
            }
            let is_told = ["replace", "remove", "add", "move"].contains(&verb.as_str());
            let unknown = format!("the change of `{one}` is told in words that are not known");
            let one = one.clone();
            let edit = match (verb.as_str(), other) {
                ("replace", Some(("with", two))) => Some(Self::Replace(one, two.clone())),
                ("remove", _) => Some(Self::Remove(one)),
                ("add", Some(("above", two))) => Some(Self::AddAbove(one, two.clone())),
                ("add", Some(("below", two))) => Some(Self::AddBelow(one, two.clone())),
                ("move", Some(("above", two))) => Some(Self::MoveAbove(one, two.clone())),
                ("move", Some(("below", two))) => Some(Self::MoveBelow(one, two.clone())),
                _ => None,
            };
            match edit {
                Some(edit) => {
                    known = place + if matches!(edit, Self::Remove(_)) { 2 } else { 4 };
                    edits.push(edit);
                }
                None if is_told || is_all => return Err(unknown),
                None => {}
            }
        }
        Ok(edits)
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
                if lines[at].matches(old).count() > 1 {
                    return Err(format!("a line of the program has {old:?} more than once"));
                }
                lines[at] = lines[at].replace(old, new);
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
