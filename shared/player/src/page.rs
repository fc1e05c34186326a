//! The page for stepping through a run.

use timeline::Played;
use timeline::json::list;

const HTML: &str = include_str!("../page/player.html");
const CSS: &str = include_str!("../page/player.css");
const JAVASCRIPT: &str = include_str!("../page/player.js");
/// The text before the data in a page. [`END`] follows them.
const BEGIN: &str = "<script type=\"application/json\" id=\"runs\">";
const END: &str = "</script>";

/// Returns the HTML page of a run, or of several that are played in step. It needs no other file.
pub fn page(runs: &[Played]) -> String {
    filled(&list(runs.iter().map(|run| run.data.clone())))
}

/// Combines two pages with one run each, and returns the page; `None` if a page doesn't have exactly one
/// run.
pub fn beside(one: &str, other: &str) -> Option<String> {
    let run = |page: &str| {
        let data = page.split_once(BEGIN)?.1.split_once(END)?.0;
        Some(data.trim().strip_prefix('[')?.strip_suffix(']')?.to_owned())
    };
    Some(filled(&list([run(one)?, run(other)?])))
}

/// Returns the page with these data.
fn filled(data: &str) -> String {
    // In JSON, `<` only occurs in strings, where it could end the element.
    let data = data.replace('<', "\\u003c");
    let mut page = String::new();
    let mut rest = HTML;
    for (mark, text) in
        [("/* player.css */", CSS), ("/* runs */", &data), ("/* player.js */", JAVASCRIPT)]
    {
        let (before, after) = rest.split_once(mark).expect("the page has a place for each");
        page.extend([before, text]);
        rest = after;
    }
    page.push_str(rest);
    page
}
