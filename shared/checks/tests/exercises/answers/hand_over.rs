pub(super) mod one_thread {
    use exercises::Verdict;
    use exercises::hand_over::{Cook, Waiter, check};

    fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
        while let Some(dish) = cook.make() {
            waiter.serve(dish);
        }
        waiter
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod joins_the_cook_first {
    use exercises::Verdict;
    use exercises::hand_over::{Cook, Waiter, check};
    use std::sync::mpsc;
    use std::thread;

    fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
        let (hatch, dishes) = mpsc::channel();
        let cooking = thread::spawn(move || {
            while let Some(dish) = cook.make() {
                hatch.send(dish).unwrap();
            }
        });
        cooking.join().unwrap();
        for dish in dishes {
            waiter.serve(dish);
        }
        waiter
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod a_thread_for_each_dish {
    use exercises::Verdict;
    use exercises::hand_over::{Cook, Waiter, check};
    use std::thread;

    fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
        while let Some(dish) = cook.make() {
            let serving = thread::spawn(move || {
                waiter.serve(dish);
                waiter
            });
            waiter = serving.join().unwrap();
        }
        waiter
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod keeps_a_sender {
    use exercises::Verdict;
    use exercises::hand_over::{Cook, Waiter, check};
    use std::sync::mpsc;
    use std::thread;

    fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
        let (hatch, dishes) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(|| {
                while let Some(dish) = cook.make() {
                    hatch.send(dish).unwrap();
                }
            });
            for dish in dishes {
                waiter.serve(dish);
            }
        });
        waiter
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod serves_one {
    use exercises::Verdict;
    use exercises::hand_over::{Cook, Waiter, check};
    use std::sync::mpsc;
    use std::thread;

    fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
        let (hatch, dishes) = mpsc::channel();
        thread::spawn(move || {
            while let Some(dish) = cook.make() {
                let _ = hatch.send(dish);
            }
        });
        if let Ok(dish) = dishes.recv() {
            waiter.serve(dish);
        }
        waiter
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod two_threads {
    use exercises::Verdict;
    use exercises::hand_over::{Cook, Waiter, check};
    use std::sync::mpsc;
    use std::thread;

    fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
        let (hatch, dishes) = mpsc::channel();
        let cooking = thread::spawn(move || {
            while let Some(dish) = cook.make() {
                hatch.send(dish).unwrap();
            }
        });
        let serving = thread::spawn(move || {
            while let Ok(dish) = dishes.recv() {
                waiter.serve(dish);
            }
            waiter
        });
        cooking.join().unwrap();
        serving.join().unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod bounded {
    use exercises::Verdict;
    use exercises::hand_over::{Cook, Waiter, check};
    use std::sync::mpsc;
    use std::thread;

    fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
        let (hatch, dishes) = mpsc::sync_channel(0);
        let serving = thread::spawn(move || {
            for dish in dishes {
                waiter.serve(dish);
            }
            waiter
        });
        while let Some(dish) = cook.make() {
            hatch.send(dish).unwrap();
        }
        drop(hatch);
        serving.join().unwrap()
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod by_hand {
    use exercises::Verdict;
    use exercises::hand_over::{Cook, Waiter, check};
    use std::sync::{Condvar, Mutex};
    use std::thread;

    fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
        let hatch = (Mutex::new((None, false)), Condvar::new());
        thread::scope(|scope| {
            scope.spawn(|| {
                while let Some(dish) = cook.make() {
                    hatch.0.lock().unwrap().0 = Some(dish);
                    hatch.1.notify_one();
                }
                hatch.0.lock().unwrap().1 = true;
                hatch.1.notify_one();
            });
            loop {
                let held = hatch.0.lock().unwrap();
                let mut held = hatch.1.wait_while(held, |it| it.0.is_none() && !it.1).unwrap();
                let Some(dish) = held.0.take() else { break };
                drop(held);
                waiter.serve(dish);
            }
        });
        waiter
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}

pub(super) mod is_sure_of_one_more {
    use exercises::Verdict;
    use exercises::hand_over::{Cook, Waiter, check};
    use std::sync::mpsc;
    use std::thread;

    fn evening(mut cook: Cook, mut waiter: Waiter) -> Waiter {
        let (hatch, dishes) = mpsc::channel();
        thread::spawn(move || {
            while let Some(dish) = cook.make() {
                hatch.send(dish).unwrap();
            }
        });
        loop {
            waiter.serve(dishes.recv().unwrap());
        }
    }

    pub(crate) fn main() -> Verdict {
        check(evening)
    }
}
