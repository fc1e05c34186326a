//! Options of a command line, and their values.

use std::ffi::OsStr;
use std::io;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// An option whose value is stored in an `O`.
#[derive(Clone, Copy, Debug)]
pub struct Opt<O> {
    /// The name, without dashes.
    pub name: &'static str,
    /// The placeholder for its value in the help; empty if it takes none.
    pub value: &'static str,
    /// A description of the accepted values; empty if it takes none.
    pub accepted: &'static str,
    /// The text that `--help` prints. It may have several lines.
    pub help: &'static str,
    /// A function that stores the value in the options.
    pub set: fn(&mut O, &OsStr) -> Result<(), Rejection>,
}

impl<O> Opt<O> {
    pub(crate) fn usage(&self) -> Usage {
        let Self { name, value, accepted, help, .. } = *self;
        Usage { name, value, accepted, help }
    }
}

/// An option without the function that stores its value.
#[derive(Clone, Copy)]
pub(crate) struct Usage {
    pub(crate) name: &'static str,
    pub(crate) value: &'static str,
    pub(crate) accepted: &'static str,
    pub(crate) help: &'static str,
}

/// The reason why the value of an option isn't accepted.
#[derive(Debug)]
pub enum Rejection {
    /// The value isn't one of those that are accepted.
    Value,
    /// The value is the path of a file that can't be written.
    File(io::Error),
}

/// Reads a number.
///
/// # Errors
///
/// Returns [`Rejection::Value`] if `text` isn't a number in `range`.
pub fn number(text: &OsStr, range: RangeInclusive<f64>) -> Result<f64, Rejection> {
    let number = text.to_str().and_then(|text| text.parse().ok());
    number.filter(|number| range.contains(number)).ok_or(Rejection::Value)
}

/// Reads a whole number, which consists of digits only.
///
/// # Errors
///
/// Returns [`Rejection::Value`] if `text` isn't a whole number in `range`.
pub fn whole<T: FromStr + PartialOrd>(
    text: &OsStr,
    range: RangeInclusive<T>,
) -> Result<T, Rejection> {
    // `parse` would also accept a plus sign.
    let digits = text.to_str().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let number = digits.and_then(|text| text.parse().ok());
    number.filter(|number| range.contains(number)).ok_or(Rejection::Value)
}

/// Stores the value of an option if it's accepted.
///
/// # Errors
///
/// Returns the error in `value`, if that is one.
pub fn set<T>(option: &mut T, value: Result<T, Rejection>) -> Result<(), Rejection> {
    *option = value?;
    Ok(())
}
