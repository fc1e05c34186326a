//! The only way in which a program ends before its `main` returns, besides Ctrl-C.

/// Ends the program with this exit status, without a word.
///
/// It is for what can happen in the middle of a task, or while a command line is read: there is
/// nothing to return to.
#[expect(clippy::disallowed_methods, reason = "this is the one place for it")]
pub fn exit(status: u8) -> ! {
    std::process::exit(status.into())
}
