//! Whether HTTP can write a date.

use std::time::{SystemTime, UNIX_EPOCH};

/// The seconds from the beginning of 1970 to the end of 9999.
const END: u64 = 253_402_300_800;

/// Returns whether HTTP can write this time, whose years have four digits; the libraries that do it
/// panic before 1970, too.
pub fn has_date(time: SystemTime) -> bool {
    time.duration_since(UNIX_EPOCH).is_ok_and(|since| since.as_secs() < END)
}
