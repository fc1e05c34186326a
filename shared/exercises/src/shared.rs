//! What a story and its check share.

use std::sync::{Arc, Mutex, PoisonError};

/// What a story notes while it runs, and its check reads then, however the run ended. Clones are handles
/// on the same.
#[derive(Debug, Default)]
pub(crate) struct Shared<T>(Arc<Mutex<T>>);

impl<T> Shared<T> {
    pub(crate) fn new(seen: T) -> Self {
        Self(Arc::new(Mutex::new(seen)))
    }

    /// Looks at what was noted, and may note more.
    ///
    /// Nothing of a learner's may run in `look`, not even a destructor, since that might look, too.
    pub(crate) fn see<R>(&self, look: impl FnOnce(&mut T) -> R) -> R {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T: Default> Shared<T> {
    /// Takes what was noted.
    pub(crate) fn take(&self) -> T {
        self.see(std::mem::take)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}
