//! The embedded sites of lesson 5, from outside.

use std::time::{Duration, SystemTime};
use web::check_date;

#[test]
fn need_a_clock_that_has_a_date() {
    let year_10000 = SystemTime::UNIX_EPOCH + Duration::from_secs(253_402_300_800);
    let wrong = [SystemTime::UNIX_EPOCH - Duration::from_secs(1), year_10000];
    assert!(wrong.iter().all(|now| check_date(*now).is_err()));
    assert!(check_date(SystemTime::now()).is_ok());
}
