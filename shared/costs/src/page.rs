//! The parts of README files that are written by benches.

use std::fs;
use std::path::Path;

/// What encloses the part of that name.
fn marks(name: &str) -> [String; 2] {
    [format!("<!-- measured: {name} -->\n\n"), format!("\n\n<!-- end of {name} -->")]
}

/// What is before a part, in it and after it.
fn split<'a>(page: &'a str, name: &str) -> Result<[&'a str; 3], String> {
    let [begin, end] = marks(name);
    let parts = page.split_once(&begin).and_then(|(before, rest)| {
        let (part, after) = rest.split_once(&end)?;
        Some([before, part, after])
    });
    parts.ok_or_else(|| format!("there is no part {name:?}"))
}

/// Writes a part of the page at `path`.
pub(super) fn write(path: &Path, name: &str, part: &str) -> Result<(), String> {
    let say = |error: String| format!("{}: {error}", path.display());
    let page = fs::read_to_string(path).map_err(|error| say(error.to_string()))?;
    let [before, _, after] = split(&page, name).map_err(say)?;
    let [begin, end] = marks(name);
    let page = [before, &begin, part, &end, after].concat();
    fs::write(path, page).map_err(|error| say(error.to_string()))
}

/// Checks that the page at `path` has this part.
///
/// # Panics
///
/// If it has not.
pub(super) fn check(path: &Path, name: &str, part: &str) {
    let say = path.display();
    let page = fs::read_to_string(path).unwrap_or_else(|error| panic!("{say}: {error}"));
    let [_, found, _] = split(&page, name).unwrap_or_else(|why| panic!("{say}: {why}"));
    let differs = found.lines().zip(part.lines()).find(|(found, measured)| found != measured);
    let differs = differs.unwrap_or(("it is longer or shorter", ""));
    assert!(
        found == part,
        "{say}: the part {name:?} is not what the bench makes of the committed figures. If it was \
         edited, undo that; if the bench was, measure with cargo bench, and write the parts with \
         cargo bench -- --tables. It differs here:\n{differs:#?}"
    );
}
