//! The folder of the course, its files, and cargo commands for its packages.

use std::fmt::Arguments;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};
use std::{env, fs};

/// Returns the folder `shared`, which has the packages to choose from.
pub(crate) fn shared() -> PathBuf {
    // When cargo runs the program, it says where the package is; otherwise it's where it was built.
    let own =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&own).parent().unwrap_or(Path::new("..")).to_owned()
}

/// Returns the paths of everything in a folder, sorted by name.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<io::Result<_>>()?;
    files.sort();
    Ok(files)
}

pub(crate) fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|it| it == extension)
}

/// Returns the name of a file, without its extension.
pub(crate) fn name(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Returns the command for cargo to do something, such as `run`, with the package in a folder.
pub(crate) fn cargo(what: &str, package: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args([what, "--manifest-path"]).arg(package.join("Cargo.toml"));
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

/// Returns the command for cargo to compile and run a program of the package in a folder. The arguments
/// say which one.
pub(crate) fn run(package: &Path, arguments: &[&str]) -> Command {
    let mut command = cargo("run", package);
    // On a terminal, the learner sees what cargo is doing, since it may take a minute.
    if !io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    command.args(arguments);
    command
}

/// Converts the exit status of a command to one of this program.
pub(crate) fn exit_code(status: ExitStatus) -> ExitCode {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Prints a line on standard error. Ignores errors, since nobody could be told of them.
pub(crate) fn complain(line: Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{line}");
}
