//! `cargo book`, which makes a book of the course's pages.

use crate::course;
use std::ffi::OsString;
use std::process::ExitCode;

/// Lets the package beside this one make the book, which needs a newer Rust than the course.
pub(crate) fn answer(arguments: &[OsString]) -> Result<ExitCode, String> {
    let folder = course::shared().join("book");
    let mut cargo = course::run(&folder, &["--"]);
    // Its folder tells where it is built.
    let status = cargo.args(arguments).current_dir(&folder).status();
    status.map(course::exit_code).map_err(|error| format!("cannot run cargo: {error}"))
}
