pub(super) mod writes_later {
    use exercises::Verdict;
    use exercises::checkbook::{Balance, Lock, Parent, check};

    fn pay(parent: &Parent, checkbook: &Lock<Balance>) {
        let rest = parent.subtract(*checkbook.lock());
        *checkbook.lock() = rest;
    }

    pub(crate) fn main() -> Verdict {
        check(pay)
    }
}

pub(super) mod in_one_line {
    use exercises::Verdict;
    use exercises::checkbook::{Balance, Lock, Parent, check};

    fn pay(parent: &Parent, checkbook: &Lock<Balance>) {
        *checkbook.lock() = parent.subtract(*checkbook.lock());
    }

    pub(crate) fn main() -> Verdict {
        check(pay)
    }
}

pub(super) mod keeps_a_copy {
    use exercises::Verdict;
    use exercises::checkbook::{Balance, Lock, Parent, check};

    fn pay(parent: &Parent, checkbook: &Lock<Balance>) {
        let mut balance = *checkbook.lock();
        balance = parent.subtract(balance);
    }

    pub(crate) fn main() -> Verdict {
        check(pay)
    }
}

pub(super) mod another_lock {
    use exercises::Verdict;
    use exercises::checkbook::{Balance, Lock, Parent, check};
    use std::sync::Mutex;

    static PAYING: Mutex<()> = Mutex::new(());

    fn pay(parent: &Parent, checkbook: &Lock<Balance>) {
        let _paying = PAYING.lock().unwrap();
        let balance = *checkbook.lock();
        let rest = parent.subtract(balance);
        *checkbook.lock() = rest;
    }

    pub(crate) fn main() -> Verdict {
        check(pay)
    }
}

pub(super) mod tries {
    use exercises::Verdict;
    use exercises::checkbook::{Balance, Lock, Parent, check};

    fn pay(parent: &Parent, checkbook: &Lock<Balance>) {
        loop {
            if let Some(mut balance) = checkbook.try_lock() {
                *balance = parent.subtract(*balance);
                return;
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(pay)
    }
}

pub(super) mod pays_if_free {
    use exercises::Verdict;
    use exercises::checkbook::{Balance, Lock, Parent, check};

    fn pay(parent: &Parent, checkbook: &Lock<Balance>) {
        if let Some(mut balance) = checkbook.try_lock() {
            *balance = parent.subtract(*balance);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(pay)
    }
}

pub(super) mod looks_again {
    use exercises::Verdict;
    use exercises::checkbook::{Balance, Lock, Parent, check};

    fn pay(parent: &Parent, checkbook: &Lock<Balance>) {
        let mut seen = *checkbook.lock();
        loop {
            let rest = parent.subtract(seen);
            let mut balance = checkbook.lock();
            if *balance == seen {
                *balance = rest;
                return;
            }
            seen = *balance;
        }
    }

    pub(crate) fn main() -> Verdict {
        check(pay)
    }
}
