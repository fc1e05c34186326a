//! The folder of the course, what is in it, and what cargo makes of it.

use std::fmt::Arguments;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};
use std::{env, fs};

/// Returns the folder with the packages that are chosen from.
pub(crate) fn shared() -> PathBuf {
    // Cargo says where the package is that it runs; who runs the program without cargo built it there.
    let own =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&own).parent().unwrap_or(Path::new("..")).to_owned()
}

/// Returns what is in a folder, in the order of the names.
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

/// Returns a command by which cargo does something with the package in a folder.
pub(crate) fn cargo(what: &str, package: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args([what, "--manifest-path"]).arg(package.join("Cargo.toml"));
    command
}

/// Returns a command that compiles and runs a program of the package in a folder, which the arguments tell.
pub(crate) fn run(package: &Path, arguments: &[&str]) -> Command {
    let mut command = cargo("run", package);
    // Whoever watches sees what cargo is doing, as that may take a minute.
    if !io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    command.args(arguments);
    command
}

/// Returns a status as this program's own.
pub(crate) fn exit_code(status: ExitStatus) -> ExitCode {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Prints a line on standard error. If nobody reads that, there is nobody to tell.
pub(crate) fn complain(line: Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{line}");
}
