//! The washer and the dryer, which run by themselves once they are filled.

use crate::script::Minutes;

/// The state of a machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Machine {
    Empty,
    /// It has run or will run until the time `done`.
    Filled {
        load: usize,
        done: Minutes,
    },
    /// Somebody is at it.
    Handled,
}

impl Machine {
    /// Returns the load that is done, and the time since which it is; `None` if there is none.
    pub(crate) fn done(self, now: Minutes) -> Option<(usize, Minutes)> {
        match self {
            Self::Filled { load, done } if done <= now => Some((load, done)),
            _ => None,
        }
    }

    /// Takes the load out. Returns the minutes since it was done.
    ///
    /// # Panics
    ///
    /// Panics if that load isn't in the machine, or isn't done.
    pub(crate) fn take(&mut self, load: usize, now: Minutes) -> Minutes {
        let done = self.done(now).filter(|(found, _)| *found == load);
        let (_, since) = done.expect("this load is in the machine and done");
        *self = Self::Handled;
        now - since
    }

    pub(crate) fn runs_until(self, now: Minutes) -> Option<Minutes> {
        match self {
            Self::Filled { done, .. } if done > now => Some(done),
            _ => None,
        }
    }
}

/// A step of the laundry, with the number of the load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Action {
    Fold(usize),
    Move(usize),
    Fill(usize),
}
