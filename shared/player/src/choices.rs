//! A question, made of its choices.

use crate::line::ending;
use std::cmp::Ordering;
use timeline::{Choice, Question};

/// The most choices of a question.
pub(crate) const MOST: usize = 5;

/// Makes a question of this choice, which is right, and the first of the others, `most` in all; `None` if
/// nothing else can be chosen.
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

/// Returns the order of texts, in which numbers at their ends are in the order of their size.
fn order(one: &str, other: &str) -> Ordering {
    let ((start, number), (other_start, other_number)) = (ending(one), ending(other));
    let by_number = number.unwrap_or(-1.0).total_cmp(&other_number.unwrap_or(-1.0));
    start.cmp(other_start).then(by_number).then(one.cmp(other))
}
