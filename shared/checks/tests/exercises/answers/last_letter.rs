pub(super) mod looks_once_more {
    use exercises::Verdict;
    use exercises::last_letter::{PostOffice, TryTakeError, check};

    fn mia(office: &PostOffice) {
        loop {
            match office.try_take() {
                Ok(letter) => letter.stamp(),
                Err(_) => {
                    office.sort_parcel();
                    match office.try_take() {
                        Ok(letter) => letter.stamp(),
                        Err(_) => break,
                    }
                }
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod looks_for_ever {
    use exercises::Verdict;
    use exercises::last_letter::{PostOffice, TryTakeError, check};

    fn mia(office: &PostOffice) {
        loop {
            if let Ok(letter) = office.try_take() {
                letter.stamp();
            } else {
                office.sort_parcel();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod only_looks {
    use exercises::Verdict;
    use exercises::last_letter::{PostOffice, TryTakeError, check};

    fn mia(office: &PostOffice) {
        loop {
            match office.try_take() {
                Ok(letter) => letter.stamp(),
                Err(TryTakeError::Empty) => {}
                Err(TryTakeError::Closed) => break,
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod is_sure {
    use exercises::Verdict;
    use exercises::last_letter::{PostOffice, TryTakeError, check};

    fn mia(office: &PostOffice) {
        loop {
            office.try_take().unwrap().stamp();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod parcels_first {
    use exercises::Verdict;
    use exercises::last_letter::{PostOffice, TryTakeError, check};

    fn mia(office: &PostOffice) {
        for _ in 0..6 {
            office.sort_parcel();
        }
        while let Ok(letter) = office.try_take() {
            letter.stamp();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod three_letters {
    use exercises::Verdict;
    use exercises::last_letter::{PostOffice, TryTakeError, check};

    fn mia(office: &PostOffice) {
        for _ in 0..3 {
            loop {
                if let Ok(letter) = office.try_take() {
                    letter.stamp();
                    break;
                }
                office.sort_parcel();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod asks_by_taking {
    use exercises::Verdict;
    use exercises::last_letter::{PostOffice, TryTakeError, check};

    fn mia(office: &PostOffice) {
        while !matches!(office.try_take(), Err(TryTakeError::Closed)) {
            match office.try_take() {
                Ok(letter) => letter.stamp(),
                Err(_) => office.sort_parcel(),
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod in_two_loops {
    use exercises::Verdict;
    use exercises::last_letter::{PostOffice, TryTakeError, check};

    fn mia(office: &PostOffice) {
        let mut is_open = true;
        while is_open {
            while let Ok(letter) = office.try_take() {
                letter.stamp();
            }
            office.sort_parcel();
            is_open = match office.try_take() {
                Ok(letter) => {
                    letter.stamp();
                    true
                }
                Err(error) => error == TryTakeError::Empty,
            };
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}
