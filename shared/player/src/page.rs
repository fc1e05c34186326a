//! The page in which a run is played.

use timeline::Played;
use timeline::json::list;

const HTML: &str = include_str!("../page/player.html");
const CSS: &str = include_str!("../page/player.css");
const JAVASCRIPT: &str = include_str!("../page/player.js");
/// What the data stand between in a page.
const BEGIN: &str = "<script type=\"application/json\" id=\"runs\">";
const END: &str = "</script>";

/// Returns the page of a run, or of two that are played in step.
pub fn page(runs: &[Played]) -> String {
    filled(&list(runs.iter().map(|run| run.data.clone())))
}

/// Returns the page of the runs of two pages; `None` if one of them is not a page with one run.
pub fn beside(one: &str, other: &str) -> Option<String> {
    let run = |page: &str| {
        let data = page.split_once(BEGIN)?.1.split_once(END)?.0;
        Some(data.trim().strip_prefix('[')?.strip_suffix(']')?.to_owned())
    };
    Some(filled(&list([run(one)?, run(other)?])))
}

/// Returns the page with these data.
fn filled(data: &str) -> String {
    // In JSON, that sign is only in texts, and there it could end the element.
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
