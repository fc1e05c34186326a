//! The sources of a run, which are read when it's over.

use crate::run::File;
use timeline::{Place, Read};

/// Reads the sources that these places are in, each once. Also returns a sentence about a source that has changed
/// or is missing; `None` if there is none.
pub fn files(places: &mut dyn Iterator<Item = Place>, read: Read) -> (Vec<File>, Option<String>) {
    let mut names: Vec<_> = Vec::new();
    for place in places {
        if !names.contains(&place.file) {
            names.push(place.file);
        }
    }
    let mut note = None;
    let mut files = Vec::new();
    for name in names {
        let read = read(name);
        let wrong = match &read {
            None => Some("is not where it was when this program was built"),
            Some((_, true)) => Some("has changed since this program was built"),
            Some((_, false)) => None,
        };
        note = wrong.map(|wrong| format!("{name} {wrong}.")).or(note);
        files.extend(read.map(|(text, _)| File { name, text }));
    }
    (files, note)
}
