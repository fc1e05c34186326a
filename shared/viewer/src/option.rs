//! Options of a command line, and the values that they take.

use std::ffi::OsStr;
use std::io;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// An option.
#[derive(Clone, Copy, Debug)]
pub struct Opt<O> {
    /// Its name, without dashes.
    pub name: &'static str,
    /// The placeholder for its value in the help; empty if it takes none.
    pub value: &'static str,
    /// A description of the accepted values; empty if it takes none.
    pub accepted: &'static str,
    /// The text that `--help` prints.
    pub help: &'static str,
    /// Stores the value in the options.
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

/// The reason for which the value of an option is not accepted.
#[derive(Debug)]
pub enum Rejection {
    /// It is not what it must be.
    Value,
    /// It is the path of a file that cannot be written.
    File(io::Error),
}

/// Reads a number.
///
/// # Errors
///
/// Returns an error if `text` is no number in `range`.
pub fn number(text: &OsStr, range: RangeInclusive<f64>) -> Result<f64, Rejection> {
    let number = text.to_str().and_then(|text| text.parse().ok());
    number.filter(|number| range.contains(number)).ok_or(Rejection::Value)
}

/// Reads a whole number.
///
/// # Errors
///
/// Returns an error if `text` is no whole number in `range`.
pub fn whole<T: FromStr + PartialOrd>(
    text: &OsStr,
    range: RangeInclusive<T>,
) -> Result<T, Rejection> {
    // `parse` would also take a plus sign.
    let digits = text.to_str().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let number = digits.and_then(|text| text.parse().ok());
    number.filter(|number| range.contains(number)).ok_or(Rejection::Value)
}

/// Stores the value of an option, if it is accepted.
///
/// # Errors
///
/// Returns the error in `value`.
pub fn set<T>(option: &mut T, value: Result<T, Rejection>) -> Result<(), Rejection> {
    *option = value?;
    Ok(())
}
