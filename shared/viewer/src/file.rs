//! Files that are written completely or not at all.
//!
//! There is a library for that, but everyone who runs lesson 1 or 2 would wait for it to compile.

use crate::print;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

/// A file to write at the end of a run. It may be new, or its content is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path without symbolic links, so that two spellings of one path are equal.
    path: PathBuf,
}

impl File {
    /// Returns the file at `path`, after checking that it can be written. Doesn't change it yet.
    ///
    /// # Errors
    ///
    /// Returns an error if the file can't be written, or not as a whole: a device or a pipe passes on
    /// every byte at once.
    pub fn at(path: &Path) -> io::Result<Self> {
        // Standard output has such a path too. It belongs to the lesson, wherever it leads.
        let streams = ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder));
        let path = match fs::symlink_metadata(path) {
            Ok(_) if streams => return Err(io::Error::other("it is not a regular file")),
            Ok(_) => match fs::metadata(path) {
                Ok(found) if found.is_dir() => return Err(ErrorKind::IsADirectory.into()),
                Ok(found) if !found.is_file() => {
                    return Err(io::Error::other("it is not a regular file"));
                }
                Ok(_) => {
                    OpenOptions::new().write(true).open(path)?;
                    fs::canonicalize(path)?
                }
                Err(error) => return Err(error),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
                    return Err(error);
                };
                // After a slash, or a slash and a dot, the file name is that of the folder before it.
                if !path.as_os_str().as_encoded_bytes().ends_with(name.as_encoded_bytes()) {
                    let wrong = "that is the path of a folder; add the name of a file";
                    return Err(io::Error::other(wrong));
                }
                // The parent of a bare name is empty.
                fs::canonicalize(Path::new(".").join(folder))?.join(name)
            }
            Err(error) => return Err(error),
        };
        let file = Self { path };
        let (beside, _) = file.create_beside()?;
        fs::remove_file(beside)?;
        Ok(file)
    }

    /// Writes the file, and keeps the permissions of the one it replaces.
    ///
    /// # Errors
    ///
    /// Returns an error if that fails. The file is then as it was before.
    pub fn write(&self, text: &str) -> io::Result<()> {
        let (beside, mut file) = self.create_beside()?;
        let written = file.write_all(text.as_bytes()).and_then(|()| {
            if let Ok(before) = fs::metadata(&self.path) {
                file.set_permissions(before.permissions())?;
            }
            drop(file);
            fs::rename(&beside, &self.path)
        });
        if written.is_err() {
            // The first error is the one to report.
            let _ = fs::remove_file(&beside);
        }
        written
    }

    /// Writes the file. If that fails, prints the reason on standard error.
    pub(crate) fn write_or_say(&self, text: &str) {
        if let Err(error) = self.write(text) {
            let path = self.path.to_string_lossy();
            print::error(format_args!("cannot write {}: {error}", plain(&path)));
        }
    }

    /// Creates a temporary file beside this one, which is to take its place.
    fn create_beside(&self) -> io::Result<(PathBuf, fs::File)> {
        let mut number = 0;
        loop {
            let name = format!(".picture-{}-{number}", process::id());
            let path = self.path.with_file_name(name);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                // An earlier run may have been killed while it was writing.
                Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => {
                    number += 1;
                }
                created => return Ok((path, created?)),
            }
        }
    }
}

/// Returns a path as people write it, without the `\\?\` with which Windows begins a canonical one.
fn plain(path: &str) -> &str {
    path.strip_prefix(r"\\?\").filter(|path| !path.starts_with("UNC")).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_path_is_told_as_people_write_it() {
        for (path, told) in [
            (r"\\?\C:\my courses\run.svg", r"C:\my courses\run.svg"),
            (r"\\?\UNC\server\run.svg", r"\\?\UNC\server\run.svg"),
            ("/run.svg", "/run.svg"),
        ] {
            assert_eq!(plain(path), told);
        }
    }
}
