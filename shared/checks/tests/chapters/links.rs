//! Where the links of pages lead, on the repository's page and in what rustdoc makes of them.

use crate::course::Course;
use crate::page::Page;
use std::collections::BTreeMap;
use std::path::Path;

/// The file in which rustdoc finds where references lead, before the definitions of the pages.
pub(crate) const FOR_RUSTDOC: &str = "shared/links.md";

/// Checks all links of the pages, and gives what is wrong, and what is to be in [`FOR_RUSTDOC`].
pub(crate) fn check(pages: &[Page], course: &Course) -> (Vec<String>, String) {
    let mut faults = Vec::new();
    let mut references = BTreeMap::<String, String>::new();
    for page in pages {
        for link in &page.links {
            let mut fault = |what: String| {
                faults.push(format!("{}:{}: {what}", page.path, page.line(link.at)));
            };
            if link.is_broken {
                fault(format!("{:?} is not defined", link.reference));
                continue;
            }
            if link.words.trim().is_empty() {
                fault(format!("{:?} has no words", link.url));
            }
            if link.url.contains("://") {
                continue;
            }
            let (path, anchor) = link.url.split_once('#').unwrap_or((&link.url, ""));
            let file = if path.is_empty() { page.path.clone() } else { resolve(&page.path, path) };
            if !course.has(&file) {
                fault(format!("there is no {file}"));
            }
            let known = pages.iter().find(|page| page.path == file);
            if !anchor.is_empty()
                && !known.is_some_and(|page| page.anchors().any(|known| known == anchor))
            {
                fault(format!("there is no {anchor:?} in {file}"));
            }
            if path.is_empty() {
                continue;
            }
            let Some(reference) = &link.reference else {
                fault(format!("{:?} needs a reference, which rustdoc can resolve", link.url));
                continue;
            };
            let target = for_rustdoc(&file, anchor);
            let other = references.insert(reference.clone(), target.clone());
            if other.is_some_and(|other| other != target) {
                fault(format!("{reference:?} is something else on another page"));
            }
        }
    }
    let references = references.iter().map(|(name, target)| format!("[{name}]: {target}\n"));
    // After what comes before it, rustdoc needs one empty line more than others to begin anew.
    (faults, format!("\n\n{}\n", references.collect::<String>()))
}

/// The file that a page means by a path, from the root of the workspace.
fn resolve(page: &str, path: &str) -> String {
    let mut folders: Vec<_> = page.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(folders.pop()),
            "." | "" => {}
            part => folders.push(part),
        }
    }
    folders.join("/")
}

/// Where a file is, seen from the page that rustdoc makes of a crate.
fn for_rustdoc(file: &str, anchor: &str) -> String {
    let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
    let crate_name =
        |package: &str| package.rsplit('/').next().unwrap_or_default().replace('-', "_");
    if file == "README.md" {
        return format!("../course/index.html{anchor}");
    }
    if let Some(package) = file.strip_suffix("/README.md") {
        return format!("../{}/index.html{anchor}", crate_name(package));
    }
    let is_source = Path::new(file).extension().is_some_and(|extension| extension == "rs");
    if let Some((package, source)) = file.split_once("/src/").filter(|_| is_source) {
        return format!("../src/{}/{source}.html", crate_name(package));
    }
    format!("../../../{file}")
}
