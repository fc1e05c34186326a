//! The page of all answers. Each bench writes a part of it.

use std::{env, fs};

/// The path of the page.
const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// A part of the page, between two marks.
#[derive(Debug)]
pub(crate) struct Part {
    page: String,
    /// The whole page with this part as it should be.
    right: String,
}

impl Part {
    /// Makes the part of the bench `name`, with this text.
    ///
    /// # Errors
    ///
    /// Returns a sentence if the page can't be read, or doesn't have the marks.
    pub(crate) fn new(name: &str, text: &str) -> Result<Self, String> {
        let begin = format!("<!-- measured: {name} -->\n\n");
        Self::between(&begin, text, &format!("\n\n<!-- end of {name} -->"))
    }

    fn between(begin: &str, text: &str, end: &str) -> Result<Self, String> {
        let page = fs::read_to_string(PATH).map_err(|error| format!("{PATH}: {error}"))?;
        let right = page.split_once(begin).and_then(|(before, rest)| {
            let (_, after) = rest.split_once(end)?;
            Some([before, begin, text, end, after].concat())
        });
        let right = right.ok_or_else(|| format!("{PATH} does not have {begin:?} and {end:?}"))?;
        Ok(Self { page, right })
    }

    /// Writes the part into the page.
    ///
    /// # Errors
    ///
    /// Returns a sentence if the page can't be written.
    pub(crate) fn write(&self) -> Result<(), String> {
        fs::write(PATH, &self.right).map_err(|error| format!("{PATH}: {error}"))
    }

    /// Checks that the page has this part, or writes it if `UPDATE_EXPECT` is set.
    ///
    /// # Panics
    ///
    /// Panics if the page doesn't have it, or can't be written.
    pub(crate) fn check(&self) {
        if env::var_os("UPDATE_EXPECT").is_some() {
            return self.write().unwrap_or_else(|why| panic!("{why}"));
        }
        let mut lines = self.page.lines().zip(self.right.lines());
        let differs = lines.find(|(found, right)| found != right);
        assert!(
            self.page == self.right,
            "{PATH} does not have the figures in results. UPDATE_EXPECT=1 cargo test -p costs writes \
             them. It differs here:\n{differs:#?}"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_the_table_of_servers_under_load() {
        let table = include_str!("../results/servers.txt");
        let begin = "<!-- file: shared/costs/results/servers.txt -->\n```text\n";
        Part::between(begin, table, "```\n").unwrap_or_else(|why| panic!("{why}")).check();
    }
}
