//! Pages of the sources that are linked: neither chapters, nor printed, nor searched, but in the same frame.

use crate::contents::{SOURCES, staged};
use crate::course;
use crate::links::relative;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The title of the page that lists them all.
const TITLE: &str = "Sources";

/// The sources that are linked, each with the pages that do so.
pub(crate) type Sources = BTreeMap<String, BTreeSet<String>>;

/// Returns where the page of a source is in the book. All are in one folder, so that they share a frame.
pub(crate) fn address(path: &str) -> String {
    format!("source/{}.html", path.replace('/', "--"))
}

/// Adds what is in the folders that are linked, and in those in there.
pub(crate) fn add_folders(sources: &mut Sources) -> Result<(), String> {
    let mut left: Vec<_> = sources.keys().cloned().collect();
    while let Some(path) = left.pop() {
        for inside in inside(&path)? {
            sources.entry(inside.clone()).or_default();
            left.push(inside);
        }
    }
    Ok(())
}

/// Returns what is in a folder, in the order of its names: nothing, if it is a file.
fn inside(path: &str) -> Result<Vec<String>, String> {
    if !course::root().join(path).is_dir() {
        return Ok(Vec::new());
    }
    let names = course::inside(path)?.into_iter();
    Ok(names.map(|name| format!("{path}/{name}")).collect())
}

/// Returns the page that lists them all.
pub(crate) fn list(sources: &Sources) -> String {
    let mut page = format!(
        "# {TITLE}\n\nThe pages of this book link to these files and folders of the course.\n\n"
    );
    for path in sources.keys() {
        let address = relative(SOURCES, &address(path));
        // Writing to a string doesn't fail.
        let _ = writeln!(page, "- [`{path}`]({address})");
    }
    page
}

/// Writes a page for each source, in the frame of the page that lists them.
pub(crate) fn write(
    sources: &Sources,
    titles: &BTreeMap<String, String>,
    html: &Path,
) -> Result<(), String> {
    let list = html.join(SOURCES).with_extension("html");
    let frame = fs::read_to_string(&list)
        .map_err(|error| format!("cannot read {}: {error}", list.display()))?;
    let frame = Frame::of(&frame).ok_or("mdBook's pages have no <main> to put a source into")?;
    let mut written = BTreeSet::new();
    for (path, linked) in sources {
        let address = address(path);
        if !written.insert(address.clone()) {
            return Err(format!("two sources have one page: {address}"));
        }
        let from = linked.iter().map(|page| {
            let address = relative(SOURCES, &staged(page)).replace(".md", ".html");
            let title = titles.get(page).map_or(page.as_str(), String::as_str);
            format!("<a href=\"{address}\">{}</a>", escaped(title))
        });
        let from = from.collect::<Vec<_>>().join(", ");
        let from = if from.is_empty() { from } else { format!(", and is linked from {from}") };
        let content = content(path)?;
        let name = escaped(path);
        let main = format!(
            "<h1 class=\"source\">{name}</h1>\n<p>This is one of the <a href=\"index.html\">sources</a>{from}.</p>\n{content}\n"
        );
        course::write(&html.join(address), &frame.with(&name, &main))?;
    }
    Ok(())
}

/// Returns the text of a file, or what is in a folder.
fn content(path: &str) -> Result<String, String> {
    if course::root().join(path).is_dir() {
        let items = inside(path)?.into_iter().map(|inside| {
            let name = inside.rsplit('/').next().unwrap_or_default();
            format!(
                "<li><a href=\"{}\"><code>{}</code></a></li>",
                relative(SOURCES, &address(&inside)),
                escaped(name)
            )
        });
        return Ok(format!("<ul>\n{}\n</ul>", items.collect::<Vec<_>>().join("\n")));
    }
    let language = match path.rsplit('.').next().unwrap_or_default() {
        "rs" => "rust",
        "js" => "javascript",
        "toml" => "ini",
        it @ ("css" | "json" | "html") => it,
        _ => "plaintext",
    };
    let text = escaped(&course::read(path)?);
    Ok(format!("<pre><code class=\"language-{language}\">{text}</code></pre>"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The lines around the content of a page.
struct Frame<'a> {
    before: &'a str,
    after: &'a str,
}

impl<'a> Frame<'a> {
    fn of(page: &'a str) -> Option<Self> {
        let (before, rest) = page.split_once("<main>")?;
        let (_, after) = rest.split_once("</main>")?;
        Some(Self { before, after })
    }

    fn with(&self, title: &str, main: &str) -> String {
        let before =
            self.before.replacen(&format!("<title>{TITLE}"), &format!("<title>{title}"), 1);
        format!("{before}<main>\n{main}</main>{}", self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::Frame;

    #[test]
    fn a_source_takes_the_place_of_the_list() {
        let frame = Frame::of("<title>Sources - B</title><main>\n<h1>x</h1></main><nav>")
            .expect("it has a main");
        assert_eq!(frame.with("a.rs", "y\n"), "<title>a.rs - B</title><main>\ny\n</main><nav>");
    }
}
