//! Catches the panic of a task, and prints nothing on standard error.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

/// The panic of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panic {
    /// The message; empty if the payload isn't a string.
    pub message: String,
    /// The number of the line in which the task panicked, from 1; 0 if it is unknown.
    pub line: u32,
}

thread_local! {
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<Option<Panic>> = const { RefCell::new(None) };
}

/// Calls a function, and returns its panic if it panics.
pub(crate) fn catch<R>(function: impl FnOnce() -> R) -> Result<R, Panic> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(
            move |info| if IS_QUIET.get() { note(info) } else { others(info) },
        ));
    });
    let before = IS_QUIET.replace(true);
    // State that the task left half changed is seen by other tasks too, as on a real executor.
    let result = panic::catch_unwind(AssertUnwindSafe(function));
    IS_QUIET.set(before);
    result.map_err(|_| {
        let unknown = Panic { message: String::new(), line: 0 };
        LAST.take().unwrap_or(unknown)
    })
}

fn note(info: &PanicHookInfo<'_>) {
    let payload = info.payload();
    let message = match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(message), _) => (*message).to_owned(),
        (None, message) => message.cloned().unwrap_or_default(),
    };
    let line = info.location().map_or(0, panic::Location::line);
    LAST.set(Some(Panic { message, line }));
}
