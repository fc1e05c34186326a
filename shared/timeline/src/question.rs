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
