//! Questions about what comes next, with their answers.

/// A question, whose choices are in an order that tells nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What may come; at least two, all different.
    pub choices: Vec<Choice>,
    /// The index of the one that does come.
    pub right: usize,
}

/// Something that may come next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What may come: the name of a task, or a line.
    pub text: String,
    /// Why it comes, or why it does not: a sentence.
    pub why: String,
    /// The name of the wrong idea that it stands for, if for any.
    pub idea: Option<&'static str>,
}

/// The most choices of a question.
pub(crate) const MOST: usize = 5;

impl Question {
    /// Makes a question of these choices, of which one is right; `None` if nothing else can be chosen.
    pub(crate) fn new(choices: impl Iterator<Item = (Choice, bool)>) -> Option<Self> {
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
        (choices.len() > 1).then_some(Self { choices, right })
    }
}
