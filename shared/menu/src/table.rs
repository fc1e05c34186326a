//! Files in TOML, as tables of values.

use std::path::Path;
use std::{fs, io};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a file, and returns the result of `found`.
pub(crate) fn read<T>(file: &Path, found: impl FnOnce(&DeValue<'_>) -> T) -> io::Result<T> {
    let text = fs::read_to_string(file)?;
    let table = DeTable::parse(&text).map_err(io::Error::other)?;
    Ok(found(&DeValue::Table(table.into_inner())))
}

/// Returns the values of the array under `key`; none if there is no array.
pub(crate) fn list<'a>(
    table: &'a DeValue<'a>,
    key: &str,
) -> impl Iterator<Item = &'a DeValue<'a>> + use<'a> {
    let list = table.get(key).and_then(|list| list.get_ref().as_array());
    list.into_iter().flatten().map(Spanned::get_ref)
}

/// Returns the string under `key`, trimmed; empty if there is no string.
pub(crate) fn text(table: &DeValue<'_>, key: &str) -> String {
    let text = table.get(key).and_then(|text| text.get_ref().as_str());
    text.unwrap_or_default().trim().to_owned()
}
