//! JSON, as it is written.

use std::fmt::Write;

/// A JSON object in the making. Its keys are written as they are given.
#[derive(Debug, Default)]
pub struct Object(String);

impl Object {
    /// Adds a text.
    #[must_use]
    pub fn text(self, key: &str, text: &str) -> Self {
        self.raw(key, &quoted(text))
    }

    /// Adds a number.
    #[must_use]
    pub fn number(self, key: &str, number: u64) -> Self {
        self.raw(key, &number.to_string())
    }

    /// Adds nanoseconds, as microseconds.
    pub(crate) fn time(self, key: &str, nanoseconds: u64) -> Self {
        self.raw(key, &format!("{}.{:03}", nanoseconds / 1000, nanoseconds % 1000))
    }

    /// Adds an object.
    #[must_use]
    pub fn object(self, key: &str, object: Self) -> Self {
        self.raw(key, &object.end())
    }

    /// Adds a list of values, each of which is JSON.
    #[must_use]
    pub fn list(self, key: &str, values: impl IntoIterator<Item = String>) -> Self {
        self.raw(key, &list(values))
    }

    /// Adds a value, which is JSON.
    #[must_use]
    pub fn raw(mut self, key: &str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.extend(["\"", key, "\":", value]);
        self
    }

    /// Returns the object.
    pub fn end(self) -> String {
        format!("{{{}}}", self.0)
    }
}

/// Returns a list of values, each of which is JSON.
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

/// Returns a text as JSON.
pub fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            // Nothing is wrong with writing to a string, ever.
            _ if letter.is_control() => drop(write!(quoted, "\\u{:04x}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
