//! Files that are written whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// A file to be written at the end of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    path: PathBuf,
}

impl File {
    /// The file at `path`, if it can be written there. It is left as it is for now.
    ///
    /// # Errors
    ///
    /// If it could not be written.
    pub(crate) fn at(path: PathBuf) -> io::Result<Self> {
        let file = Self { path };
        if let Some(beside) = file.beside()? {
            drop(create(&beside)?);
            fs::remove_file(beside)?;
        }
        Ok(file)
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// If that fails. Then the file is what it was before.
    pub(crate) fn write(&self, text: &str) -> io::Result<()> {
        let Some(beside) = self.beside()? else {
            return OpenOptions::new().write(true).open(&self.path)?.write_all(text.as_bytes());
        };
        let mut file = create(&beside)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| {
            if let Ok(before) = fs::metadata(&self.path) {
                file.set_permissions(before.permissions())?;
            }
            drop(file);
            // Where the path is a link, what it leads to is replaced, not the link.
            let path = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
            fs::rename(&beside, path)
        });
        if written.is_err() {
            // What went wrong before is what has to be told.
            let _ = fs::remove_file(&beside);
        }
        written
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A new path beside the file, where it can be written before it takes the file's place; `None`
    /// for a device or a pipe, whose place must not be taken.
    fn beside(&self) -> io::Result<Option<PathBuf>> {
        let path = match fs::metadata(&self.path) {
            Ok(found) if found.is_dir() => return Err(ErrorKind::IsADirectory.into()),
            Ok(found) if !found.is_file() => return Ok(None),
            Ok(_) => {
                OpenOptions::new().write(true).open(&self.path)?;
                fs::canonicalize(&self.path)?
            }
            Err(error) if error.kind() == ErrorKind::NotFound => self.path.clone(),
            Err(error) => return Err(error),
        };
        if path.file_name().is_none() {
            return Err(ErrorKind::NotFound.into());
        }
        Ok(Some(path.with_file_name(format!(".picture-{}", std::process::id()))))
    }
}

fn create(path: &Path) -> io::Result<fs::File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}
