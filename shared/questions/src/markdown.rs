//! As much of Markdown as a question needs.

/// A part of a text: words, or code within them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Piece {
    Words(String),
    Code(String),
}

/// Returns the parts of a text. Code is between as many backticks on both sides; the ends of lines are spaces.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find('`') {
        let ticks = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        let fence = &rest[start..start + ticks];
        let inside = &rest[start + ticks..];
        let Some(end) = inside.find(fence) else { break };
        pieces.push(Piece::Words(rest[..start].to_owned()));
        let code = &inside[..end];
        let padded = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
        pieces.push(Piece::Code(padded.unwrap_or(code).to_owned()));
        rest = &inside[end + ticks..];
    }
    pieces.push(Piece::Words(rest.to_owned()));
    pieces
}

/// Returns the code in a text.
pub(crate) fn codes(pieces: &[Piece]) -> Vec<String> {
    let code = |piece: &Piece| match piece {
        Piece::Code(code) => Some(code.clone()),
        Piece::Words(_) => None,
    };
    pieces.iter().filter_map(code).collect()
}

/// Returns what is in the first block of this language, and the text without any block.
pub(crate) fn block(text: &str, language: &str) -> Option<String> {
    let fence = format!("```{language}\n");
    let start = text.find(&fence)? + fence.len();
    let end = text[start..].find("```\n")?;
    Some(text[start..start + end].to_owned())
}

/// Returns a text without its blocks of code.
pub(crate) fn prose(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

/// Returns the items of the lists in a text that begin with a letter in bold, each with that letter. `mark` is what
/// stands behind the letter in bold: a full stop, or nothing.
pub(crate) fn items(text: &str, mark: &str) -> Vec<(char, String)> {
    let mut items = Vec::<(char, String)>::new();
    let mut is_open = false;
    for line in text.lines() {
        let letter = line.strip_prefix("- **").and_then(|rest| {
            let letter = rest.chars().next().filter(char::is_ascii_uppercase)?;
            Some((letter, rest[1..].strip_prefix(mark)?.strip_prefix("**")?.trim()))
        });
        if let Some((letter, rest)) = letter {
            items.push((letter, rest.to_owned()));
            is_open = true;
        } else if is_open && line.starts_with("  ") {
            let (_, item) = items.last_mut().expect("one is open");
            *item += "\n";
            *item += line.trim();
        } else {
            is_open = false;
        }
    }
    items
}
