//! The sources of a program at the time it runs.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs};

/// Returns the text of a source file, and whether it has changed since the program was built; `None` if it can't
/// be read. The path is the one that the compiler was given: from the root of the workspace.
pub fn source(file: &str) -> Option<(String, bool)> {
    // The compiler was given paths from the root of the workspace.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.parent()?;
    let path = root.join(file);
    let text = fs::read_to_string(&path).ok()?;
    let built = env::current_exe().ok().and_then(changed);
    let has_changed = changed(path).zip(built).is_some_and(|(changed, built)| changed > built);
    Some((text, has_changed))
}

fn changed(path: PathBuf) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}
