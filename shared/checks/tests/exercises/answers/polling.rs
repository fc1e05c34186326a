pub(super) mod asks_each_once {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        for child in &mut children {
            let _ = child.as_mut().poll(&mut context);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod asks_nobody {
    use exercises::Verdict;
    use exercises::polling::{Child, check};

    fn tidy_up(children: Vec<Child>) {
        for child in children {
            drop(child);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod stops_with_the_first {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        loop {
            for child in &mut children {
                if child.as_mut().poll(&mut context).is_ready() {
                    return;
                }
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod asks_those_who_are_done {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        let mut done = 0;
        while done < children.len() {
            for child in &mut children {
                if child.as_mut().poll(&mut context).is_ready() {
                    done += 1;
                }
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod asks_any {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        while children.iter_mut().any(|child| child.as_mut().poll(&mut context).is_pending()) {}
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod knows_their_toys {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        for number in [0, 1, 2, 0, 2, 0] {
            let _ = children[number].as_mut().poll(&mut context);
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod passes_over_one {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        while !children.is_empty() {
            let mut number = 0;
            while number < children.len() {
                if children[number].as_mut().poll(&mut context).is_ready() {
                    drop(children.remove(number));
                }
                number += 1;
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod runs_beyond_the_end {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        while !children.is_empty() {
            for number in 0..children.len() {
                if children[number].as_mut().poll(&mut context).is_ready() {
                    drop(children.remove(number));
                }
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod keeps_those_who_are_done {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        while !children.is_empty() {
            children.retain_mut(|child| child.as_mut().poll(&mut context).is_ready());
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod never_ends {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        loop {
            children.retain_mut(|child| child.as_mut().poll(&mut context).is_pending());
            if children.is_empty() {
                std::thread::park();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod leaves_it_to_tokio {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use tokio::runtime::Builder;
    use tokio::task::LocalSet;

    fn tidy_up(children: Vec<Child>) {
        let tasks = LocalSet::new();
        for child in children {
            tasks.spawn_local(child);
        }
        Builder::new_current_thread().build().unwrap().block_on(tasks);
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod in_a_queue {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::collections::VecDeque;
    use std::task::{Context, Waker};

    fn tidy_up(children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        let mut queue = VecDeque::from(children);
        while let Some(mut child) = queue.pop_front() {
            if child.as_mut().poll(&mut context).is_pending() {
                queue.push_back(child);
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod from_the_end {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        while !children.is_empty() {
            for number in (0..children.len()).rev() {
                if children[number].as_mut().poll(&mut context).is_ready() {
                    drop(children.swap_remove(number));
                }
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}

pub(super) mod with_notes {
    use exercises::Verdict;
    use exercises::polling::{Child, check};
    use std::task::{Context, Waker};

    fn tidy_up(mut children: Vec<Child>) {
        let mut context = Context::from_waker(Waker::noop());
        let mut is_done = vec![false; children.len()];
        while is_done.contains(&false) {
            for (child, is_done) in children.iter_mut().zip(&mut is_done) {
                *is_done = *is_done || child.as_mut().poll(&mut context).is_ready();
            }
        }
    }

    pub(crate) fn main() -> Verdict {
        check(tidy_up)
    }
}
