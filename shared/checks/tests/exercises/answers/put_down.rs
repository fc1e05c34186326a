pub(super) mod a_shirt_each {
    use exercises::Verdict;
    use exercises::put_down::{Basket, Ironed, Work, check};

    struct Laundry {
        basket: Basket,
    }

    impl Work for Laundry {
        fn step(&mut self) -> bool {
            if let Some(shirt) = self.basket.try_take() {
                shirt.iron().fold();
                return true;
            }
            false
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|basket| Laundry { basket })
    }
}

pub(super) mod in_a_local_variable {
    use exercises::Verdict;
    use exercises::put_down::{Basket, Ironed, Work, check};

    struct Laundry {
        basket: Basket,
    }

    impl Work for Laundry {
        fn step(&mut self) -> bool {
            let mut ironed: Option<Ironed> = None;
            if let Some(ironed) = ironed.take() {
                ironed.fold();
                return true;
            }
            ironed = self.basket.try_take().map(|shirt| shirt.iron());
            ironed.is_some()
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|basket| Laundry { basket })
    }
}

pub(super) mod irons_first {
    use exercises::Verdict;
    use exercises::put_down::{Basket, Ironed, Work, check};

    struct Laundry {
        basket: Basket,
        ironed: Option<Ironed>,
    }

    impl Work for Laundry {
        fn step(&mut self) -> bool {
            if let Some(shirt) = self.basket.try_take() {
                self.ironed = Some(shirt.iron());
            } else if let Some(ironed) = self.ironed.take() {
                ironed.fold();
            } else {
                return false;
            }
            true
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|basket| Laundry { basket, ironed: None })
    }
}

pub(super) mod done_too_soon {
    use exercises::Verdict;
    use exercises::put_down::{Basket, Ironed, Work, check};

    struct Laundry {
        basket: Basket,
        ironed: Option<Ironed>,
    }

    impl Work for Laundry {
        fn step(&mut self) -> bool {
            match self.ironed.take() {
                Some(ironed) => ironed.fold(),
                None => self.ironed = self.basket.try_take().map(|shirt| shirt.iron()),
            }
            self.ironed.is_some()
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|basket| Laundry { basket, ironed: None })
    }
}

pub(super) mod never_done {
    use exercises::Verdict;
    use exercises::put_down::{Basket, Ironed, Work, check};

    struct Laundry {
        basket: Basket,
        ironed: Option<Ironed>,
    }

    impl Work for Laundry {
        fn step(&mut self) -> bool {
            match self.ironed.take() {
                Some(ironed) => ironed.fold(),
                None => self.ironed = self.basket.try_take().map(|shirt| shirt.iron()),
            }
            true
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|basket| Laundry { basket, ironed: None })
    }
}

pub(super) mod does_nothing {
    use exercises::Verdict;
    use exercises::put_down::{Basket, Ironed, Work, check};

    struct Laundry {
        basket: Basket,
        ironed: Option<Ironed>,
    }

    impl Work for Laundry {
        fn step(&mut self) -> bool {
            if let Some(ironed) = self.ironed.take() {
                ironed.fold();
            }
            true
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|basket| Laundry { basket, ironed: None })
    }
}

pub(super) mod all_before {
    use exercises::Verdict;
    use exercises::put_down::{Basket, Ironed, Work, check};

    struct Laundry {
        is_done: bool,
    }

    fn launder(mut basket: Basket) -> Laundry {
        while let Some(shirt) = basket.try_take() {
            shirt.iron().fold();
        }
        Laundry { is_done: true }
    }

    impl Work for Laundry {
        fn step(&mut self) -> bool {
            !self.is_done
        }
    }

    pub(crate) fn main() -> Verdict {
        check(launder)
    }
}

pub(super) mod irons_all_first {
    use exercises::Verdict;
    use exercises::put_down::{Basket, Ironed, Work, check};

    struct Laundry {
        basket: Basket,
        ironed: Vec<Ironed>,
    }

    impl Work for Laundry {
        fn step(&mut self) -> bool {
            if let Some(shirt) = self.basket.try_take() {
                self.ironed.push(shirt.iron());
                true
            } else if let Some(ironed) = self.ironed.pop() {
                ironed.fold();
                !self.ironed.is_empty()
            } else {
                false
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(|basket| Laundry { basket, ironed: Vec::new() })
    }
}

pub(super) mod an_enum {
    use exercises::Verdict;
    use exercises::put_down::{Basket, Ironed, Work, check};

    enum Laundry {
        Basket(Basket),
        Ironed(Basket, Ironed),
        Done,
    }

    impl Work for Laundry {
        fn step(&mut self) -> bool {
            *self = match std::mem::replace(self, Laundry::Done) {
                Laundry::Basket(mut basket) => match basket.try_take() {
                    Some(shirt) => Laundry::Ironed(basket, shirt.iron()),
                    None => Laundry::Done,
                },
                Laundry::Ironed(basket, ironed) => {
                    ironed.fold();
                    Laundry::Basket(basket)
                }
                Laundry::Done => Laundry::Done,
            };
            !matches!(self, Laundry::Done)
        }
    }

    pub(crate) fn main() -> Verdict {
        check(Laundry::Basket)
    }
}
