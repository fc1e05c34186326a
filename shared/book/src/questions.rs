//! Questions that are clicked.

use crate::markdown::lines;
use std::fmt::Write;

/// The beginning and the end of a question.
const BEGIN: &str = "<!-- question:";
const END: &str = "</details>";

/// Returns a page whose questions are each in an element that knows its answer, or a sentence on what is wrong with
/// one. The script of the page does the rest.
pub(crate) fn mark(page: &str, text: &str) -> Result<String, String> {
    let mut result = String::new();
    let mut question = None::<Vec<&str>>;
    for (line, is_outside) in lines(text) {
        if is_outside && line.starts_with(BEGIN) {
            if question.is_some() {
                return Err(format!("{page}: a question has no answer before {line:?}"));
            }
            question = Some(Vec::new());
            continue;
        }
        let Some(lines) = &mut question else {
            result.push_str(line);
            result.push('\n');
            continue;
        };
        lines.push(line);
        if is_outside && line == END {
            let answer = answer(lines).ok_or_else(|| {
                let first = lines.iter().find(|line| !line.is_empty()).unwrap_or(&"");
                format!("{page}: the answer to this doesn't begin with its letter: {first}")
            })?;
            let lines = lines.join("\n");
            // Writing to a string doesn't fail.
            let _ = write!(
                result,
                "<div class=\"question\" data-answer=\"{answer}\">\n\n{lines}\n\n</div>\n"
            );
            question = None;
        }
    }
    match question {
        None => Ok(result),
        Some(_) => Err(format!("{page}: the last question has no answer")),
    }
}

/// Returns the letter that the answer begins with, after its summary.
fn answer(lines: &[&str]) -> Option<char> {
    let summary = lines.iter().position(|line| line.starts_with("<summary>"))?;
    let answer = lines[summary + 1..].iter().find(|line| !line.is_empty())?;
    let letter = answer.strip_prefix("**")?.chars().next()?;
    (letter.is_ascii_uppercase() && answer[3..].starts_with(".**")).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::mark;

    const QUESTION: &str = "<!-- question: output -->\n**1. What?**\n\n- **A.** One\n- **B.** Two\n\n<details>\n<summary>Answer</summary>\n\n**B.** So.\n\n- **A** no.\n\n</details>\n";

    #[test]
    fn a_question_knows_its_answer() {
        let text = mark("page", &format!("a\n\n{QUESTION}\nb\n")).expect("it is a question");
        assert!(
            text.starts_with("a\n\n<div class=\"question\" data-answer=\"B\">\n\n**1. What?**\n"),
            "{text}"
        );
        assert!(text.ends_with("</details>\n\n</div>\n\nb\n"), "{text}");
    }

    #[test]
    fn one_without_an_answer_is_told() {
        for wrong in [QUESTION.replace("**B.** So", "So"), QUESTION.replace("</details>", "")] {
            assert!(mark("page", &wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn one_that_is_only_shown_is_left() {
        let shown = format!("````markdown\n{QUESTION}````\n");
        assert_eq!(mark("page", &shown), Ok(shown));
    }
}
