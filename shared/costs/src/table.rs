//! Tables in Markdown that is pleasant to read as it is.

use std::fmt;
use textwrap::Options;

/// The width of text in characters.
const WIDTH: usize = 106;

/// The cell for a figure that doesn't exist.
pub const NONE: &str = "–";

/// A table, and a note below it.
#[derive(Clone, Debug)]
pub struct Table {
    rows: Vec<Vec<String>>,
    note: String,
}

impl Table {
    /// Makes a table with these columns.
    pub fn new(columns: &[&str]) -> Self {
        Self { rows: vec![columns.iter().map(ToString::to_string).collect()], note: String::new() }
    }

    /// Adds a row.
    ///
    /// # Panics
    ///
    /// Panics if there are more or fewer cells than columns.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<_> = cells.into_iter().collect();
        assert_eq!(cells.len(), self.rows[0].len(), "{cells:?} is a row");
        self.rows.push(cells);
    }

    /// Sets the note below the table.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Returns `true` for a column of figures, and its width in characters.
    fn column(&self, column: usize) -> (bool, usize) {
        let cells = || self.rows.iter().map(|row| row[column].as_str());
        let is_figure =
            |cell: &str| cell.starts_with(|c: char| c.is_ascii_digit() || "–−+~".contains(c));
        let width = cells().map(|cell| cell.chars().count()).fold(3, usize::max);
        (cells().skip(1).all(is_figure), width)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<_> = (0..self.rows[0].len()).map(|column| self.column(column)).collect();
        for (number, row) in self.rows.iter().enumerate() {
            let cells = row.iter().zip(&columns).map(|(cell, (has_figures, width))| {
                if *has_figures {
                    format!(" {cell:>width$} |")
                } else {
                    format!(" {cell:<width$} |")
                }
            });
            write!(f, "|{}", cells.collect::<String>())?;
            if number == 0 {
                let rules = columns.iter().map(|(has_figures, width)| {
                    let end = if *has_figures { ":" } else { "-" };
                    format!(" {}{end} |", "-".repeat(width - 1))
                });
                write!(f, "\n|{}", rules.collect::<String>())?;
            }
            if number + 1 < self.rows.len() {
                writeln!(f)?;
            }
        }
        if self.note.is_empty() {
            return Ok(());
        }
        f.write_str("\n")?;
        for line in self.note.lines() {
            // Don't wrap the lines of a table in the note.
            let width = if line.starts_with('|') { usize::MAX } else { WIDTH };
            let indent = if line.starts_with("- ") { "  " } else { "" };
            let lines = textwrap::wrap(line, Options::new(width).subsequent_indent(indent));
            write!(f, "\n{}", lines.join("\n"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_aligned_to_the_right() {
        let mut table = Table::new(&["way", "takes"]);
        table.row(["one".to_owned(), "1 ns".to_owned()]);
        table.row(["other".to_owned(), NONE.to_owned()]);
        let lines =
            ["| way   | takes |", "| ----- | ----: |", "| one   |  1 ns |", "| other |     – |"];
        assert_eq!(table.to_string(), lines.join("\n"));
        let note = format!("So.\n\n- {}", "very ".repeat(22));
        let text = format!("So.\n\n- {}very\n  very", "very ".repeat(20));
        assert_eq!(table.note(note).to_string(), format!("{}\n\n{text}", lines.join("\n")));
    }
}
