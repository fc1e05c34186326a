//! Diffs that fold.

use crate::markdown::lines;
use std::fmt::Write;

/// A diff with fewer lines than that stands as it is.
const LEAST: usize = 8;

/// A diff with more lines than that is folded at first.
const LONG: usize = 40;

/// Returns a page whose diffs can be folded, each under a line that says how much it has.
pub(crate) fn fold(text: &str) -> String {
    let mut result = String::new();
    let mut diff = None::<Vec<&str>>;
    for (line, is_outside) in lines(text) {
        match &mut diff {
            None if !is_outside && line == "```diff" => diff = Some(Vec::new()),
            None => {
                result.push_str(line);
                result.push('\n');
            }
            Some(lines) if line != "```" => lines.push(line),
            Some(lines) => {
                write(&mut result, lines);
                diff = None;
            }
        }
    }
    result
}

fn write(result: &mut String, lines: &[&str]) {
    let block = format!("```diff\n{}\n```\n", lines.join("\n"));
    if lines.len() < LEAST {
        result.push_str(&block);
        return;
    }
    let count = |sign| lines.iter().filter(|line| line.starts_with(sign)).count();
    let words = [(count('+'), "added"), (count('-'), "removed")];
    let words = words.iter().filter(|(count, _)| *count > 0);
    let words = words.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ");
    let open = if lines.len() > LONG { "" } else { " open" };
    let size = lines.len();
    // Writing to a string doesn't fail.
    let _ = write!(
        result,
        "<details class=\"hunk\"{open}>\n<summary>{size} lines: {words}</summary>\n\n{block}\n</details>\n"
    );
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn only_a_long_diff_folds() {
        let short = "a\n\n```diff\n-b\n+c\n```\n\nd\n";
        assert_eq!(fold(short), short);
        let long = format!("a\n\n```diff\n{}-b\n```\n", "+c\n".repeat(9));
        let folded = fold(&long);
        assert!(
            folded.contains("<summary>10 lines: 9 added, 1 removed</summary>\n\n```diff\n+c\n"),
            "{folded}"
        );
    }
}
