//! Ctrl-C, also for a program whose only thread is blocked.

use std::io;
use viewer::{begin_line, note};

/// The exit status of a program killed by Ctrl-C on Unix: 128 plus the number of the signal.
#[cfg(windows)]
const EXIT_STATUS: i32 = 130;

/// Calls `interrupted` on a thread of its own whenever Ctrl-C is pressed or, on Unix, the program
/// is asked to terminate. If it returns true, the program ends with the exit status of a program
/// killed by the signal: 128 plus its number.
///
/// If the system refuses, a note says so, and Ctrl-C ends the program as if nothing had been asked
/// for.
pub fn on_interrupt(interrupted: impl FnMut() -> bool + Send + 'static) {
    if let Err(error) = listen(interrupted) {
        note(format_args!("Ctrl-C will end this program without a word: {error}"));
    }
}

#[cfg(unix)]
fn listen(mut interrupted: impl FnMut() -> bool + Send + 'static) -> io::Result<()> {
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
            if interrupted() {
                let terminated = terminated.load(Ordering::Relaxed);
                leave(128 + if terminated { SIGTERM } else { SIGINT });
            }
        }
    })?;
    Ok(())
}

#[cfg(windows)]
fn listen(mut interrupted: impl FnMut() -> bool + Send + 'static) -> io::Result<()> {
    let on_interrupt = move || {
        begin_line();
        if interrupted() {
            leave(EXIT_STATUS);
        }
    };
    ctrlc::set_handler(on_interrupt).map_err(io::Error::other)
}

#[expect(clippy::disallowed_methods, reason = "whoever presses Ctrl-C wants the program to end")]
fn leave(status: i32) -> ! {
    std::process::exit(status)
}
