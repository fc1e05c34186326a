//! A question, made of its choices.

use timeline::{Choice, Question};

/// The most choices of a question.
pub(crate) const MOST: usize = 5;

/// Makes a question of these choices, of which one is right; `None` if nothing else can be chosen.
pub(crate) fn question(choices: impl Iterator<Item = (Choice, bool)>) -> Option<Question> {
    let all: Vec<_> = choices.collect();
    let right_text = all.iter().find(|(_, is_right)| *is_right)?.0.text.clone();
    let mut choices: Vec<Choice> = Vec::new();
    let mut right = 0;
    for (choice, is_right) in all {
        // Two tasks may have one name.
        let is_there = choices.iter().any(|other| other.text == choice.text);
        if is_right {
            right = choices.len();
        } else if is_there || choice.text == right_text {
            continue;
        }
        choices.push(choice);
    }
    (choices.len() > 1).then_some(Question { choices, right })
}
