pub(super) mod only_swapped {
    use exercises::Verdict;
    use exercises::lock_order::{Home, check};

    fn ann(home: &Home) {
        let mut washer = home.washer.lock();
        washer.wash();
        let mut dryer = home.dryer.lock();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    fn bob(home: &Home) {
        let mut washer = home.washer.lock();
        let mut dryer = home.dryer.lock();
        washer.wash();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    pub(crate) fn main() -> Verdict {
        check(ann, bob)
    }
}

pub(super) mod holds_on {
    use exercises::Verdict;
    use exercises::lock_order::{Home, check};

    fn laundry(home: &Home) {
        let mut washer = home.washer.lock();
        washer.wash();
        let mut dryer = home.dryer.lock();
        dryer.fill_from(&mut washer);
        dryer.dry();
    }

    pub(crate) fn main() -> Verdict {
        check(laundry, laundry)
    }
}

pub(super) mod one_big_lock {
    use exercises::Verdict;
    use exercises::lock_order::{Home, check};
    use std::sync::Mutex;

    static LAUNDRY: Mutex<()> = Mutex::new(());

    fn ann(home: &Home) {
        let _mine = LAUNDRY.lock().unwrap();
        let mut washer = home.washer.lock();
        washer.wash();
        let mut dryer = home.dryer.lock();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    fn bob(home: &Home) {
        let _mine = LAUNDRY.lock().unwrap();
        let mut dryer = home.dryer.lock();
        let mut washer = home.washer.lock();
        washer.wash();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    pub(crate) fn main() -> Verdict {
        check(ann, bob)
    }
}

pub(super) mod tries_for_ever {
    use exercises::Verdict;
    use exercises::lock_order::{Home, check};

    fn ann(home: &Home) {
        let mut washer = home.washer.lock();
        washer.wash();
        let mut dryer = home.dryer.lock();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    fn bob(home: &Home) {
        let mut dryer = home.dryer.lock();
        let mut washer = loop {
            if let Some(washer) = home.washer.try_lock() {
                break washer;
            }
        };
        washer.wash();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    pub(crate) fn main() -> Verdict {
        check(ann, bob)
    }
}

pub(super) mod tries_and_lets_go {
    use exercises::Verdict;
    use exercises::lock_order::{Home, check};

    fn ann(home: &Home) {
        let mut washer = home.washer.lock();
        washer.wash();
        let mut dryer = home.dryer.lock();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    fn bob(home: &Home) {
        let (mut washer, mut dryer) = loop {
            let dryer = home.dryer.lock();
            if let Some(washer) = home.washer.try_lock() {
                break (washer, dryer);
            }
        };
        washer.wash();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    pub(crate) fn main() -> Verdict {
        check(ann, bob)
    }
}

pub(super) mod lets_go_of_wet_laundry {
    use exercises::Verdict;
    use exercises::lock_order::{Home, check};

    fn laundry(home: &Home) {
        home.washer.lock().wash();
        let mut dryer = home.dryer.lock();
        dryer.fill_from(&mut home.washer.lock());
        dryer.dry();
    }

    pub(crate) fn main() -> Verdict {
        check(laundry, laundry)
    }
}

pub(super) mod lucky_this_time {
    use exercises::Verdict;
    use exercises::lock_order::{Home, check};

    fn ann(home: &Home) {
        let mut washer = home.washer.lock();
        washer.wash();
        let mut dryer = home.dryer.lock();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    fn bob(home: &Home) {
        home.washer.lock().wash();
        let mut dryer = home.dryer.lock();
        dryer.fill_from(&mut home.washer.lock());
        dryer.dry();
    }

    pub(crate) fn main() -> Verdict {
        check(ann, bob)
    }
}

pub(super) mod bob_does_not_dry {
    use exercises::Verdict;
    use exercises::lock_order::{Home, check};

    fn ann(home: &Home) {
        let mut washer = home.washer.lock();
        washer.wash();
        let mut dryer = home.dryer.lock();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    fn bob(home: &Home) {
        home.washer.lock().wash();
    }

    pub(crate) fn main() -> Verdict {
        check(ann, bob)
    }
}

pub(super) mod one_function {
    use exercises::Verdict;
    use exercises::lock_order::{Guard, Home, Washer, check};

    fn dry(home: &Home, mut washer: Guard<'_, Washer>) {
        let mut dryer = home.dryer.lock();
        dryer.fill_from(&mut washer);
        drop(washer);
        dryer.dry();
    }

    fn laundry(home: &Home) {
        let mut washer = home.washer.lock();
        washer.wash();
        dry(home, washer);
    }

    pub(crate) fn main() -> Verdict {
        check(laundry, laundry)
    }
}
