//! Questions about the next step of a run, with their answers.

/// A question about the next step. The order of its choices doesn't give the answer away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The choices: at least two, all with different texts.
    pub choices: Vec<Choice>,
    /// The index of the right choice.
    pub right: usize,
}

/// A choice: something that may come next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The name of a task, or a line.
    pub text: String,
    /// The reason why it comes next or doesn't, in sentences.
    pub why: String,
    /// The misconception behind a wrong choice; `None` if there is none.
    pub idea: Option<&'static str>,
}
