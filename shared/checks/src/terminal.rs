//! A terminal in which lessons run.

use crate::Program;
use crate::program::{hear_signals, status};
use crate::views::without_times;
use pty_process::Size;
use pty_process::blocking::{Command, open};
use std::io::{Read, Write};
use std::process;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use vt100::Screen;

/// The number of rows: more than a run prints lines, so that nothing scrolls away.
const ROWS: u16 = 400;

/// The time that no run in a terminal takes, even on a busy machine.
const LONGEST: Duration = Duration::from_secs(120);

/// A script that runs a program, and says at the end if the terminal is as it was before. Ctrl-C only ends the
/// program.
const SCRIPT: &str = "trap : INT
before=$(stty -g)
\"$0\" \"$@\"
status=$?
if [ \"$before\" = \"$(stty -g)\" ]; then echo As before.; else echo Changed.; fi
exit $status";

/// The screen of a terminal in which a lesson ran.
#[derive(Debug)]
pub struct Shown {
    /// The screen after each piece of output.
    pub screens: Vec<String>,
    /// The exit status, or minus the number of the signal that ended the run.
    pub status: Option<i32>,
}

impl Shown {
    /// Returns the text that was left on the screen at the end.
    pub fn last(&self) -> &str {
        self.screens.last().map_or("", String::as_str)
    }

    /// Returns `true` if the screen showed all of these texts at one time.
    pub fn showed(&self, texts: &[&str]) -> bool {
        self.screens.iter().any(|screen| texts.iter().all(|text| screen.contains(text)))
    }
}

impl Program {
    /// Runs the program in a terminal of this type that has this many columns. If `until` is given, presses Ctrl-C as
    /// soon as the screen shows it and the cursor is at the beginning of a line, because a terminal discards output
    /// that it hasn't shown when Ctrl-C is pressed.
    pub fn in_terminal(
        self,
        arguments: &[&str],
        terminal: &str,
        columns: u16,
        until: Option<&str>,
    ) -> Shown {
        let command = Command::new(self.path).args(arguments);
        show(command, terminal, columns, &mut ctrl_c(until))
    }

    /// Runs the program on a screen of this many rows and columns. After each piece of output, `press` returns the
    /// keys to press next. The last line says if the terminal is as it was before.
    pub fn on_screen(
        self,
        arguments: &[&str],
        rows_and_columns: (u16, u16),
        press: &mut dyn FnMut(&Screen) -> Option<String>,
    ) -> Shown {
        let command = Command::new("sh").args(["-c", SCRIPT]).arg(self.path).args(arguments);
        show_on(command, "xterm-256color", rows_and_columns, press)
    }
}

/// Presses Ctrl-C as soon as the screen shows `until` and the cursor is at the beginning of a line.
fn ctrl_c(mut until: Option<&str>) -> impl FnMut(&Screen) -> Option<String> {
    move |screen| {
        let at_line_start = screen.cursor_position().1 == 0;
        until.take_if(|until| at_line_start && screen.contents().contains(*until))?;
        Some("\x03".to_owned())
    }
}

/// Runs a command in a terminal. After each piece of output, `press` returns the keys to press next.
pub(crate) fn show(
    command: Command,
    terminal: &str,
    columns: u16,
    press: &mut dyn FnMut(&Screen) -> Option<String>,
) -> Shown {
    show_on(command, terminal, (ROWS, columns), press)
}

fn show_on(
    command: Command,
    terminal: &str,
    (rows, columns): (u16, u16),
    press: &mut dyn FnMut(&Screen) -> Option<String>,
) -> Shown {
    hear_signals();
    let (mut pty, pts) = open().expect("there is a pseudo-terminal");
    pty.resize(Size::new(rows, columns)).expect("it can be resized");
    let command = command.env("TERM", terminal).env("LC_ALL", "C.UTF-8").env_remove("NO_COLOR");
    let mut lesson = command.spawn(pts).expect("the lesson runs");
    let (done, until_done) = mpsc::channel::<()>();
    let pid = lesson.id().to_string();
    thread::spawn(move || {
        // A program that waits for a key that isn't pressed would wait for ever.
        if until_done.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout) {
            let _ = process::Command::new("kill").args(["-9", &pid]).status();
        }
    });
    let mut screen = vt100::Parser::new(rows, columns, 0);
    let mut shown = Shown { screens: Vec::new(), status: None };
    let mut output = vec![0; 1 << 16];
    // At the end, nobody has the terminal open any more, and reading from it fails on Linux.
    while let Ok(length @ 1..) = pty.read(&mut output) {
        // Some terminals save the contents of a screen that is cleared as a whole.
        let clears = |sequence: &[u8]| sequence == b"\x1b[0J" || sequence == b"\x1b[2J";
        assert!(!output[..length].windows(4).any(clears));
        screen.process(&output[..length]);
        shown.screens.push(screen.screen().contents());
        if let Some(keys) = press(screen.screen()) {
            pty.write_all(keys.as_bytes()).expect("the terminal takes input");
        }
    }
    drop(done);
    shown.status = status(lesson.wait().expect("the lesson ends"));
    shown
}

/// Checks a run in a terminal: it shows live lanes while it lasts, and then only its `lines` on standard output, and
/// its picture.
pub fn check(lesson: Program, arguments: &[&str], lines: &str) {
    // All run at the same time, since most of them wait.
    thread::scope(|scope| {
        for columns in [60, 80, 160] {
            scope.spawn(move || check_lanes(lesson, arguments, columns, lines));
        }
        let quiet =
            || check_lines(lesson, &[arguments, &["--quiet"]].concat(), "xterm-256color", lines);
        scope.spawn(quiet);
        // A terminal that can't redraw anything gets no lanes.
        scope.spawn(|| check_lines(lesson, arguments, "dumb", lines));
    });
}

fn check_lanes(lesson: Program, arguments: &[&str], columns: u16, lines: &str) {
    let shown = lesson.in_terminal(arguments, "xterm-256color", columns, None);
    assert_eq!(shown.status, Some(0), "{}", shown.last());
    // The lanes grow below the lines printed so far, and have both tasks.
    assert!(shown.showed(&["Task One running\n", "\nOne  ", "\nTwo  ", "\n     ┴──"]));
    let (printed, picture) = shown.last().split_once("\n\nlesson-").expect("a picture is drawn");
    assert_eq!(without_times(printed), without_times(lines.trim_end()));
    for line in ["\nOne  ", "\nTwo  ", "\n     ┴──", "\n██ running"] {
        assert_eq!(picture.matches(line).count(), 1, "{picture}");
    }
}

/// Checks that no lanes are drawn in a terminal if the lines go into a pipe, since the program that reads them may use
/// the whole screen.
pub fn check_pipe(lesson: Program, arguments: &[&str], lines: &str) {
    let command = Command::new("sh").args(["-c", "\"$0\" \"$@\" | cat"]).arg(lesson.path);
    let shown = show(command.args(arguments), "xterm-256color", 80, &mut ctrl_c(None));
    assert_eq!(without_times(shown.last().trim_end()), without_times(lines));
    assert!(!shown.showed(&["┴"]));
}

/// Checks that Ctrl-C during a run ends not only the run, but also the shell's loop around it.
pub fn check_loop(lesson: Program, arguments: &[&str], until: &str) {
    let script = "for run in 1 2 3; do \"$0\" \"$@\"; done; echo after";
    let command = Command::new("bash").args(["-c", script]).arg(lesson.path).args(arguments);
    let shown = show(command, "xterm-256color", 80, &mut ctrl_c(Some(until)));
    assert_eq!(shown.status, Some(-2), "{}", shown.last());
    assert_eq!(shown.last().matches("Interrupted: ").count(), 1, "{}", shown.last());
    assert!(!shown.last().contains("after"), "{}", shown.last());
}

/// Checks that a run in a terminal shows only its lines.
pub fn check_lines(lesson: Program, arguments: &[&str], terminal: &str, lines: &str) {
    let shown = lesson.in_terminal(arguments, terminal, 80, None);
    assert_eq!(shown.status, Some(0), "{}", shown.last());
    assert_eq!(without_times(shown.last().trim_end()), without_times(lines.trim_end()));
    assert!(!shown.showed(&["┴"]));
}

/// Checks that Ctrl-C in the middle of the first piece of work leaves the lines printed so far, a picture of the run
/// so far, and a sentence about its progress; in a quiet run, it leaves only the lines.
pub fn check_interrupt(lesson: Program, arguments: &[&str], sentence: &str) {
    let shown = lesson.in_terminal(arguments, "xterm-256color", 80, Some("── waiting"));
    assert_eq!(shown.status, Some(-2), "{}", shown.last());
    let (printed, picture) = shown.last().split_once("\n\nlesson-").expect("a picture is drawn");
    assert_eq!(printed, "Task One running");
    for line in ["\nOne  ", "\nTwo  ", "\n     ┴──", "\n██ running", sentence] {
        assert_eq!(picture.matches(line).count(), 1, "{line} in {picture}");
    }
    let quiet = [arguments, &["--quiet"]].concat();
    let shown = lesson.in_terminal(&quiet, "xterm-256color", 80, Some("Task One running"));
    assert_eq!(shown.status, Some(-2), "{}", shown.last());
    // A terminal shows the key that was pressed, unless the program is gone by then.
    let left = shown.last().trim_end();
    assert_eq!(left.strip_suffix("\n^C").unwrap_or(left), "Task One running");
}
