pub(super) mod looks_twice {
    use exercises::Verdict;
    use exercises::one_step::{List, check};

    fn mia(list: &List) {
        while !list.is_empty() {
            if !list.is_empty() {
                list.take().do_it();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod is_sure {
    use exercises::Verdict;
    use exercises::one_step::{List, check};

    fn mia(list: &List) {
        while !list.is_empty() {
            list.try_take().unwrap().do_it();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod never_asks {
    use exercises::Verdict;
    use exercises::one_step::{List, check};

    fn mia(list: &List) {
        loop {
            list.try_take().unwrap().do_it();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod asks_by_taking {
    use exercises::Verdict;
    use exercises::one_step::{List, check};

    fn mia(list: &List) {
        while list.try_take().is_some() {
            list.take().do_it();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod for_each {
    use exercises::Verdict;
    use exercises::one_step::{List, check};

    fn mia(list: &List) {
        for _ in 0..3 {
            list.take().do_it();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod only_one {
    use exercises::Verdict;
    use exercises::one_step::{List, check};

    fn mia(list: &List) {
        if let Some(chore) = list.try_take() {
            chore.do_it();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod never_ends {
    use exercises::Verdict;
    use exercises::one_step::{List, check};

    fn mia(list: &List) {
        loop {
            if let Some(chore) = list.try_take() {
                chore.do_it();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod a_constant {
    use exercises::Verdict;
    use exercises::one_step::{List, check};

    fn mia(list: &List) {
        for _ in 0..3 {
            if let Some(chore) = list.try_take() {
                chore.do_it();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod looks_first {
    use exercises::Verdict;
    use exercises::one_step::{List, check};

    fn mia(list: &List) {
        while !list.is_empty() {
            if let Some(chore) = list.try_take() {
                chore.do_it();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}

pub(super) mod takes_all_first {
    use exercises::Verdict;
    use exercises::one_step::{List, check};

    fn mia(list: &List) {
        let all: Vec<_> = std::iter::from_fn(|| list.try_take()).collect();
        for chore in all {
            chore.do_it();
        }
    }

    pub(crate) fn main() -> Verdict {
        check(mia)
    }
}
