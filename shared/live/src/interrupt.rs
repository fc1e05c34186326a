//! Handling Ctrl-C, even if the program's only thread is blocked.

use std::io;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use viewer::{begin_line, note};

/// The time that a program has for its last words after Ctrl-C.
const PATIENCE: Duration = Duration::from_secs(2);

/// Calls `interrupted` on another thread whenever Ctrl-C is pressed or, on Unix, SIGTERM asks the
/// program to end.
///
/// If `interrupted` returns true, the signal itself then ends the program, so that a shell ends its loop,
/// too. Windows has no signals, so the program ends with exit status 130. The same happens if
/// `interrupted` doesn't return within two seconds, probably because nobody reads its output.
///
/// If the program was started with a signal ignored, it stays ignored. If the operating system refuses,
/// a note says so, and Ctrl-C ends the program at once.
pub fn on_interrupt(interrupted: impl FnMut() -> bool + Send + 'static) {
    if let Err(error) = listen(interrupted) {
        note(format_args!("Ctrl-C will end this program without a word: {error}"));
    }
}

/// Calls `interrupted`, and then `leave` if that returns true or takes too long.
fn respond(interrupted: &mut impl FnMut() -> bool, leave: impl Fn() + Clone + Send + 'static) {
    let (done, is_done) = mpsc::channel::<()>();
    let leave_late = leave.clone();
    let watchdog = move || {
        if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            leave_late();
        }
    };
    // If the thread can't start, the last words may take for ever.
    let _ = thread::Builder::new().spawn(watchdog);
    begin_line();
    if interrupted() {
        leave();
    }
    drop(done);
}

#[cfg(unix)]
fn listen(mut interrupted: impl FnMut() -> bool + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::{flag, low_level::pipe};
    use std::io::Read;
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    let heard = heard();
    // A signal handler may do next to nothing. This one writes a byte that wakes the thread.
    let (mut woken, waker) = UnixStream::pair()?;
    let terminated = Arc::new(AtomicBool::new(false));
    let is_terminated = Arc::clone(&terminated);
    // The thread starts before the handlers are set: without it, they would only swallow signals.
    thread::Builder::new().name("ctrl-c".to_owned()).spawn(move || {
        while woken.read_exact(&mut [0]).is_ok() {
            let signal = if is_terminated.load(Ordering::Relaxed) { SIGTERM } else { SIGINT };
            respond(&mut interrupted, move || end_by(signal));
        }
    })?;
    if heard.contains("TERM") {
        flag::register(SIGTERM, terminated)?;
        pipe::register(SIGTERM, waker.try_clone()?)?;
    }
    if heard.contains("INT") {
        pipe::register(SIGINT, waker)?;
    }
    Ok(())
}

/// Ends the program by a signal. No signal ends the first process of an operating system or a container, so
/// that one ends with the exit status that a shell would report: 128 plus the number of the signal.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "the sender of the signal wants it to end")]
fn end_by(signal: i32) {
    use signal_hook::low_level;

    if std::process::id() == 1 {
        std::process::exit(128 + signal);
    }
    // It fails for signals that it doesn't know.
    let _ = low_level::emulate_default_handler(signal);
}

/// Returns the names of the signals that the program wasn't started to ignore.
///
/// No safe function asks the operating system for that. But a shell inherits ignored signals, and it
/// can't trap them.
#[cfg(unix)]
fn heard() -> String {
    use std::process::{Command, Stdio};

    let script = "for it in INT TERM; do trap \"echo $it\" $it; kill -$it $$; done";
    let mut shell = Command::new("sh");
    shell.args(["-c", script]).stdin(Stdio::null()).stderr(Stdio::null());
    let output = shell.output().map_or(b"INT TERM".to_vec(), |output| output.stdout);
    String::from_utf8_lossy(&output).into_owned()
}

#[cfg(windows)]
fn listen(mut interrupted: impl FnMut() -> bool + Send + 'static) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "Ctrl-C is to end it")]
    fn leave() {
        std::process::exit(130);
    }
    ctrlc::set_handler(move || respond(&mut interrupted, leave)).map_err(io::Error::other)
}
