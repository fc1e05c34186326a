//! Ctrl-C ends a lesson at once, also one whose only thread is blocked, and says how far it came.

use crate::{report, run, screen, watch};
use std::io::{self, IsTerminal};

/// What a shell reports of a program that Ctrl-C ended: 128 and the number of the signal.
const EXIT_STATUS: i32 = 130;

/// From now on, Ctrl-C says how many of `all` of `what` are done, and exits.
pub(crate) fn exit_on_interrupt(all: usize, what: &'static str) {
    let on_interrupt = move || {
        let (done, busy) = watch::progress();
        let busy = if busy.is_empty() { "nobody".to_owned() } else { busy.join(" and ") };
        // A terminal shows the key as `^C`, in the middle of a line; live lanes are drawn over it.
        if io::stderr().is_terminal() && !screen::shows_lanes() {
            report::note(format_args!(""));
        }
        run::cut_short(true);
        report::note(format_args!(
            "Interrupted: {done} of {all} {what} done; still at work: {busy}."
        ));
        std::process::exit(EXIT_STATUS);
    };
    if let Err(error) = listen(on_interrupt) {
        report::note(format_args!("Ctrl-C will end this run without a word: {error}"));
    }
}

/// Calls `on_interrupt`, which ends the program, on a thread of its own when Ctrl-C is pressed.
#[cfg(unix)]
fn listen(on_interrupt: impl FnOnce() + Send + 'static) -> io::Result<()> {
    use signal_hook::{consts::SIGINT, low_level::pipe};
    use std::io::Read;
    use std::os::unix::net::UnixStream;

    // A signal handler may do next to nothing; this one writes a byte that wakes the thread.
    let (mut woken, waker) = UnixStream::pair()?;
    std::thread::Builder::new().name("ctrl-c".to_owned()).spawn(move || {
        if woken.read_exact(&mut [0]).is_ok() {
            on_interrupt();
        }
    })?;
    pipe::register(SIGINT, waker)?;
    Ok(())
}

/// Calls `on_interrupt`, which ends the program, on a thread of its own when Ctrl-C is pressed.
#[cfg(windows)]
fn listen(on_interrupt: impl FnMut() + Send + 'static) -> io::Result<()> {
    ctrlc::set_handler(on_interrupt).map_err(io::Error::other)
}
