//! The folder of the course, where the book is made, and cargo.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Returns the folder of the course.
pub(crate) fn root() -> PathBuf {
    // Cargo says where the package is that it runs; who runs the program without cargo built it there.
    let own =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&own).ancestors().nth(2).unwrap_or(Path::new("../..")).to_owned()
}

/// Returns the folder that has all there is of the book.
pub(crate) fn book() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| OsString::from("target"));
    root().join(target).join("book")
}

/// Returns a command by which cargo does something in the folder of the course.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    // What cargo says to this program about its package isn't meant for that cargo, which would build some
    // crates anew because of it, such as ring.
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&*name);
        }
    }
    command
}

/// Returns the text of a file of the course, or a sentence on why it can't be read.
pub(crate) fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(root().join(path)).map_err(|error| format!("cannot read {path}: {error}"))
}

/// Returns the names of what is in a folder of the course, in their order, without what is hidden or built.
pub(crate) fn inside(folder: &str) -> Result<Vec<String>, String> {
    let unreadable = |error| format!("cannot read {folder}: {error}");
    let mut names = Vec::new();
    for entry in fs::read_dir(root().join(folder)).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !["node_modules", "target"].contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Writes a file, in a folder that is made if need be.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Copies a file of the course, into a folder that is made if need be.
pub(crate) fn copy(path: &str, to: &Path) -> Result<(), String> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(root().join(path), to).map(drop))
        .map_err(|error| format!("cannot copy {path} to {}: {error}", to.display()))
}
