//! A writer for JSON.

use std::fmt::Write;

/// A JSON object that is being built. Its keys are written without escaping.
#[derive(Debug, Default)]
pub struct Object(String);

impl Object {
    /// Adds a string, which is escaped.
    #[must_use]
    pub fn text(self, key: &str, text: &str) -> Self {
        self.raw(key, &quoted(text))
    }

    /// Adds a number.
    #[must_use]
    pub fn number(self, key: &str, number: u64) -> Self {
        self.raw(key, &number.to_string())
    }

    /// Adds a time in nanoseconds, written in microseconds.
    pub(crate) fn time(self, key: &str, nanoseconds: u64) -> Self {
        self.raw(key, &format!("{}.{:03}", nanoseconds / 1000, nanoseconds % 1000))
    }

    /// Adds an object.
    #[must_use]
    pub fn object(self, key: &str, object: Self) -> Self {
        self.raw(key, &object.end())
    }

    /// Adds an array of values that are JSON already.
    #[must_use]
    pub fn list(self, key: &str, values: impl IntoIterator<Item = String>) -> Self {
        self.raw(key, &list(values))
    }

    /// Adds a value that is JSON already.
    #[must_use]
    pub fn raw(mut self, key: &str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.extend(["\"", key, "\":", value]);
        self
    }

    /// Returns the object as JSON.
    pub fn end(self) -> String {
        format!("{{{}}}", self.0)
    }
}

/// Returns a JSON array of values that are JSON already.
pub fn list(values: impl IntoIterator<Item = String>) -> String {
    let mut list = "[".to_owned();
    for value in values {
        if list.len() > 1 {
            list.push(',');
        }
        list.push_str(&value);
    }
    list.push(']');
    list
}

/// Returns a text as a JSON string, in quotes and escaped.
pub fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            // Writing to a string never fails.
            _ if letter.is_control() => drop(write!(quoted, "\\u{:04x}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
