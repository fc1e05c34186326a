//! Ctrl-C, also for a program whose only thread is blocked.

use std::io;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use viewer::{begin_line, note};

/// The time that a program has for its last words.
const PATIENCE: Duration = Duration::from_secs(2);

/// Calls `interrupted` on a thread of its own whenever Ctrl-C is pressed or, on Unix, the program
/// is asked to terminate. If it returns true, the signal itself ends the program, so that a shell ends
/// its loop, too; Windows has no signals, and the exit status is 130. The same happens if `interrupted`
/// has not returned after two seconds, probably because nobody reads what it says.
///
/// A signal that the program was started to ignore stays ignored. If the system refuses, a note says
/// so, and Ctrl-C ends the program as if nothing had been asked for.
pub fn on_interrupt(interrupted: impl FnMut() -> bool + Send + 'static) {
    if let Err(error) = listen(interrupted) {
        note(format_args!("Ctrl-C will end this program without a word: {error}"));
    }
}

/// Calls `interrupted`, and `leave` if that returns true, or not in time.
fn respond(interrupted: &mut impl FnMut() -> bool, leave: impl Fn() + Clone + Send + 'static) {
    let (done, is_done) = mpsc::channel::<()>();
    let leave_late = leave.clone();
    let watchdog = move || {
        if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            leave_late();
        }
    };
    // Only where there can be no other thread, the last words may take for ever.
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
    // A signal handler may do next to nothing; this one writes a byte that wakes the thread.
    let (mut woken, waker) = UnixStream::pair()?;
    let terminated = Arc::new(AtomicBool::new(false));
    let is_terminated = Arc::clone(&terminated);
    // Before the handlers are there: without a thread, they would only keep the signals from us.
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

/// Ends the program by a signal, or with the exit status that a shell would make of that, where no
/// signal ends the first process of a system, which a container is, too.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "whoever sends the signal wants it to end")]
fn end_by(signal: i32) {
    use signal_hook::low_level;

    if std::process::id() == 1 {
        std::process::exit(128 + signal);
    }
    // It fails for signals that it does not know.
    let _ = low_level::emulate_default_handler(signal);
}

/// Returns the names of the signals that the program was not started to ignore.
///
/// No safe function asks the system for that. But a shell inherits what is ignored, and can trap no
/// such signal.
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
    #[expect(clippy::disallowed_methods, reason = "whoever presses Ctrl-C wants it to end")]
    fn leave() {
        std::process::exit(130);
    }
    ctrlc::set_handler(move || respond(&mut interrupted, leave)).map_err(io::Error::other)
}
