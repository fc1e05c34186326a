//! Catches the panic of a task without a word on standard error.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

/// What a task said when it panicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panic {
    /// The message.
    pub message: String,
    /// The number of the line in which it panicked.
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
    // Whoever looks at what the task left behind sees what other tasks would see.
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
