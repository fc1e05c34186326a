pub(super) mod one_each {
    use exercises::Verdict;
    use exercises::fair_shares::{Basket, Child, check};

    fn task(child: &Child, basket: &Basket) {
        if let Some(letter) = basket.try_take() {
            child.carry(letter);
        }
    }

    fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
        task(mia, basket);
        task(tom, basket);
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod takes_half {
    use exercises::Verdict;
    use exercises::fair_shares::{Basket, Child, check};

    fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
        for _ in 0..2 {
            if let Some(letter) = basket.try_take() {
                mia.carry(letter);
            }
        }
        while let Some(letter) = basket.try_take() {
            tom.carry(letter);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod dealt_out_before {
    use exercises::Verdict;
    use exercises::fair_shares::{Basket, Child, check};

    fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
        let letters: Vec<_> = std::iter::from_fn(|| basket.try_take()).collect();
        for (letter, child) in letters.into_iter().zip([mia, tom].into_iter().cycle()) {
            child.carry(letter);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod three_rounds {
    use exercises::Verdict;
    use exercises::fair_shares::{Basket, Child, check};

    fn task(child: &Child, basket: &Basket) -> bool {
        let Some(letter) = basket.try_take() else { return false };
        child.carry(letter);
        true
    }

    fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
        for _ in 0..3 {
            task(mia, basket);
            task(tom, basket);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod never_ends {
    use exercises::Verdict;
    use exercises::fair_shares::{Basket, Child, check};

    fn task(child: &Child, basket: &Basket) -> bool {
        let Some(letter) = basket.try_take() else { return false };
        child.carry(letter);
        true
    }

    fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
        loop {
            task(mia, basket);
            task(tom, basket);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod never_asks {
    use exercises::Verdict;
    use exercises::fair_shares::{Basket, Child, check};

    fn task(child: &Child, basket: &Basket) {
        child.carry(basket.try_take().expect("a letter"));
    }

    fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
        loop {
            task(mia, basket);
            task(tom, basket);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod asks_by_taking {
    use exercises::Verdict;
    use exercises::fair_shares::{Basket, Child, check};

    fn task(child: &Child, basket: &Basket) -> bool {
        let Some(letter) = basket.try_take() else { return false };
        child.carry(letter);
        true
    }

    fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
        while basket.try_take().is_some() {
            task(mia, basket);
            task(tom, basket);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod in_one_loop {
    use exercises::Verdict;
    use exercises::fair_shares::{Basket, Child, check};

    fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
        for child in [tom, mia].into_iter().cycle() {
            let Some(letter) = basket.try_take() else { break };
            child.carry(letter);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}

pub(super) mod both_each_time {
    use exercises::Verdict;
    use exercises::fair_shares::{Basket, Child, check};

    fn task(child: &Child, basket: &Basket) -> bool {
        let Some(letter) = basket.try_take() else { return false };
        child.carry(letter);
        true
    }

    fn afternoon(mia: &Child, tom: &Child, basket: &Basket) {
        while task(mia, basket) | task(tom, basket) {}
    }

    pub(crate) fn main() -> Verdict {
        check(afternoon)
    }
}
