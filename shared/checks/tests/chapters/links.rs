//! The links of pages, and their targets.

use crate::page::Page;
use checks::workspace;

/// Checks all links of the pages, and returns the mistakes.
pub(crate) fn check(pages: &[Page]) -> Vec<String> {
    let mut faults = Vec::new();
    for page in pages {
        for link in &page.links {
            let mut fault = |what: String| {
                faults.push(format!("{}:{}: {what}", page.path, page.line(link.at)));
            };
            if link.is_broken {
                fault(format!("{:?} is not defined", link.url));
                continue;
            }
            if link.words.trim().is_empty() {
                fault(format!("{:?} has no words", link.url));
            }
            let (file, anchor) = target(&page.path, &link.url);
            if link.url.contains("://") {
                continue;
            }
            if !workspace::root().join(&file).exists() {
                fault(format!("there is no {file}"));
            }
            let known = pages.iter().find(|page| page.path == file);
            let is_known = |page: &Page| page.anchors().any(|known| known == anchor);
            if !anchor.is_empty() && !known.is_some_and(is_known) {
                fault(format!("there is no {anchor:?} in {file}"));
            }
        }
    }
    faults
}

/// Returns the file to which a URL on a page leads, from the root of the workspace, and the place in it.
pub(crate) fn target<'a>(page: &str, url: &'a str) -> (String, &'a str) {
    let (path, anchor) = url.split_once('#').unwrap_or((url, ""));
    if path.is_empty() {
        return (page.to_owned(), anchor);
    }
    let mut folders: Vec<_> = page.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(folders.pop()),
            "." | "" => {}
            part => folders.push(part),
        }
    }
    (folders.join("/"), anchor)
}
