//! Lets mdBook render the staged pages.

use crate::staging::Staged;
use crate::{course, sources};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use std::path::PathBuf;

/// The style sheets and scripts that are added to mdBook's own.
const FILES: [(&str, &str); 4] = [
    ("book.css", include_str!("../page/book.css")),
    ("frames.js", include_str!("../page/frames.js")),
    ("hunks.js", include_str!("../page/hunks.js")),
    ("questions.js", include_str!("../page/questions.js")),
];

/// Renders the book, and returns the folder that it is in, or a sentence on why it can't.
pub(crate) fn render(staged: &Staged) -> Result<PathBuf, String> {
    let book = course::book();
    for (name, text) in FILES {
        course::write(&book.join(name), text)?;
    }
    let failed = |error| format!("mdBook can't make the book: {error:#}");
    let config: Config = include_str!("../book.toml").parse().map_err(failed)?;
    let mdbook = MDBook::load_with_config(&book, config).map_err(failed)?;
    mdbook.build().map_err(failed)?;
    let html = mdbook.build_dir_for("html");
    sources::write(&staged.sources, &staged.titles, &html)?;
    Ok(html)
}
