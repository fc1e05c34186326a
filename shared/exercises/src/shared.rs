//! The data that a story and its check share.

use std::sync::{Arc, Mutex, PoisonError};

/// The notes that a story makes while it runs. Its check reads them afterwards, no matter how the run ended. Clones
/// are handles to the same notes.
#[derive(Debug, Default)]
pub(crate) struct Shared<T>(Arc<Mutex<T>>);

impl<T> Shared<T> {
    pub(crate) fn new(seen: T) -> Self {
        Self(Arc::new(Mutex::new(seen)))
    }

    /// Calls `look` with the notes, which it may change.
    ///
    /// `look` must not run any of a learner's code, not even a destructor, since that might call this, too.
    pub(crate) fn see<R>(&self, look: impl FnOnce(&mut T) -> R) -> R {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T: Default> Shared<T> {
    /// Takes the notes, and leaves none.
    pub(crate) fn take(&self) -> T {
        self.see(std::mem::take)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}
