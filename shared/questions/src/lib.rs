//! The questions of the chapters, read from Markdown, each with the programs that decide which of its options is right.
//! It uses nothing; `questions-programs` builds the programs, and `checks` compares each option with what they do.
//!
//! A question is a comment that tells its kind, the question in bold, a program or the path of one, the options, and
//! the answer, folded away.

mod edit;
mod markdown;
mod question;

pub use edit::Edit;
pub use question::{Claim, Fault, Kind, Question, Variant, all, read};
