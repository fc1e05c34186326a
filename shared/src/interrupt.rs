//! Ctrl-C ends a lesson at once, also one whose only thread is blocked, and says how far it came.

use crate::{report, run, screen, watch};
use std::io::{self, IsTerminal};

/// What a shell reports of a program that Ctrl-C ended: 128 and the number of the signal.
#[cfg(windows)]
const EXIT_STATUS: i32 = 130;

/// From now on, Ctrl-C says how many of `all` of `what` are done, and exits.
pub(crate) fn exit_on_interrupt(all: usize, what: &'static str) {
    let on_interrupt = move |status| {
        let (done, busy) = watch::progress();
        let busy = if busy.is_empty() { "nobody".to_owned() } else { busy.join(" and ") };
        run::cut_short(true);
        report::note(format_args!(
            "Interrupted: {done} of {all} {what} done; still at work: {busy}."
        ));
        std::process::exit(status);
    };
    if let Err(error) = listen(on_interrupt) {
        report::note(format_args!("Ctrl-C will end this run without a word: {error}"));
    }
}

/// Calls `on_interrupt` on a thread of its own whenever Ctrl-C is pressed or, on Unix, the program is
/// asked to terminate; with what a shell reports of a program that this ends.
#[cfg(unix)]
pub(crate) fn listen(mut on_interrupt: impl FnMut(i32) + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::{flag, low_level::pipe};
    use std::io::Read;
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    // A signal handler may do next to nothing; this one writes a byte that wakes the thread.
    let (mut woken, waker) = UnixStream::pair()?;
    let terminated = Arc::new(AtomicBool::new(false));
    flag::register(SIGTERM, Arc::clone(&terminated))?;
    pipe::register(SIGTERM, waker.try_clone()?)?;
    pipe::register(SIGINT, waker)?;
    std::thread::Builder::new().name("ctrl-c".to_owned()).spawn(move || {
        while woken.read_exact(&mut [0]).is_ok() {
            begin_line();
            on_interrupt(128 + if terminated.load(Ordering::Relaxed) { SIGTERM } else { SIGINT });
        }
    })?;
    Ok(())
}

/// Calls `on_interrupt` on a thread of its own whenever Ctrl-C is pressed, with what a shell reports
/// of a program that this ends.
#[cfg(windows)]
pub(crate) fn listen(mut on_interrupt: impl FnMut(i32) + Send + 'static) -> io::Result<()> {
    let on_interrupt = move || {
        begin_line();
        on_interrupt(EXIT_STATUS);
    };
    ctrlc::set_handler(on_interrupt).map_err(io::Error::other)
}

/// A terminal shows the key as `^C`, in the middle of a line; live lanes are drawn over it.
fn begin_line() {
    if io::stderr().is_terminal() && !screen::shows_lanes() {
        report::note(format_args!(""));
    }
}
