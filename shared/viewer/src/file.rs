//! Files that are written whole or not at all.
//!
//! There is a library for that, but whoever runs lesson 1 or 2 would wait for it to be compiled.

use crate::print;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

/// A file to be written at the end of a run: a new one, or one whose content is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path without links, so that two spellings of one path are equal.
    path: PathBuf,
}

impl File {
    /// Returns the file at `path`, if it can be written there. It is left as it is for now.
    ///
    /// # Errors
    ///
    /// Returns an error if it could not be written, or only bit by bit: what is written to a device
    /// or a pipe is gone at once.
    pub fn at(path: &Path) -> io::Result<Self> {
        // Standard output is at such a path too, and belongs to the lesson, wherever it leads.
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
                // What ends in a slash, or in a dot after one, has the name of the folder before that.
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

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// Returns an error if that fails. Then the file is what it was before.
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
            // What went wrong before is what has to be told.
            let _ = fs::remove_file(&beside);
        }
        written
    }

    /// Writes the file, or says why that fails.
    pub(crate) fn write_or_say(&self, text: &str) {
        if let Err(error) = self.write(text) {
            let path = self.path.to_string_lossy();
            print::error(format_args!("cannot write {}: {error}", plain(&path)));
        }
    }

    /// Creates a file beside this one, to be written before it takes its place.
    fn create_beside(&self) -> io::Result<(PathBuf, fs::File)> {
        let mut number = 0;
        loop {
            let name = format!(".picture-{}-{number}", process::id());
            let path = self.path.with_file_name(name);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                // Some run before may have been killed while it was writing.
                Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => {
                    number += 1;
                }
                created => return Ok((path, created?)),
            }
        }
    }
}

/// Returns a path without links as people write it: on Windows, it begins with `\\?\`.
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
