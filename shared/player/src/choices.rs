//! Making a question from its choices.

use crate::line::ending;
use std::cmp::Ordering;
use timeline::{Choice, Question};

/// The maximum number of choices in a question.
pub(crate) const MOST: usize = 5;

/// Makes a question from the right choice and the first of the others, with at most `most` choices, sorted by
/// text. Skips choices with equal texts. Returns `None` if there is no other choice.
pub fn question(
    right: Choice,
    others: impl Iterator<Item = Choice>,
    most: usize,
) -> Option<Question> {
    let text = right.text.clone();
    let mut choices = vec![right];
    for choice in others {
        if choices.len() == most {
            break;
        }
        // Two tasks may have one name.
        if choices.iter().all(|other| other.text != choice.text) {
            let is_before = |other: &Choice| order(&other.text, &choice.text).is_lt();
            choices.insert(choices.partition_point(is_before), choice);
        }
    }
    let right = choices.iter().position(|choice| choice.text == text)?;
    (choices.len() > 1).then_some(Question { choices, right })
}

/// Compares texts, with numbers at their ends compared by size.
fn order(one: &str, other: &str) -> Ordering {
    let ((start, number), (other_start, other_number)) = (ending(one), ending(other));
    let by_number = number.unwrap_or(-1.0).total_cmp(&other_number.unwrap_or(-1.0));
    start.cmp(other_start).then(by_number).then(one.cmp(other))
}
