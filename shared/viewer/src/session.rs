//! The session: the runs of a program, and the ways to show them.
//!
//! A program has at most one session. It [starts](start) after the program has read its command line,
//! and `main` [ends](end) it. A program without a session isn't recorded.

use crate::live::Live;
use crate::quiz::{self, End, Quiz};
use crate::recording::{Recording, TaskRecorder};
use crate::views::Views;
use crate::withheld::Printed;
use crate::{clock, keys, print, screen, withheld};
use std::fmt::Arguments;
use std::io::ErrorKind;
use std::mem;
use std::panic;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use timeline::{Kind, Narrator, Picture, Place, Played, Subject};

static SESSION: Mutex<Option<Session>> = Mutex::new(None);

/// The session. It's locked while runs are shown.
#[derive(Debug)]
struct Session {
    program: String,
    views: Views,
    recording: Option<Arc<Recording>>,
    live: Option<Live>,
    /// The runs that have ended.
    pictures: Vec<Picture>,
    /// The number of runs that have been drawn.
    drawn: usize,
    /// The maximum length of all runs in lesson seconds; `None` if it isn't known.
    longest: Option<f64>,
    /// True if no announcement is needed that a run takes place unseen.
    is_announced: bool,
    /// The steps of the runs that have ended, if a learner will step through them.
    runs: Vec<Played>,
}

fn session() -> MutexGuard<'static, Option<Session>> {
    SESSION.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The exit status of a program that Ctrl-C has ended, as in shells: 128 plus the number of SIGINT.
const INTERRUPTED: u8 = 130;

/// Starts the session of the `program`, whose runs are shown in these ways.
///
/// With `--predict`, everything they print is withheld until the end. `longest` is the maximum length of all runs
/// in lesson seconds; `None` if it isn't known.
pub fn start(program: &str, views: Views, longest: Option<f64>) {
    print::be_quiet(views.quiet);
    if views.predict {
        withheld::begin();
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |panicked| {
            print::release();
            report(panicked);
        }));
    }
    *session() = Some(Session {
        program: program.to_owned(),
        longest,
        is_announced: !views.predict,
        views,
        recording: None,
        live: None,
        pictures: Vec::new(),
        drawn: 0,
        runs: Vec::new(),
    });
}

/// Announces that the runs to predict take place first, and how long that takes at most.
fn announce(width: usize, longest: Option<f64>) {
    let speed = clock::speed();
    let pace = match longest.map(|longest| longest / speed) {
        None => " until it is done or Ctrl-C ends it,".to_owned(),
        Some(seconds) if seconds < 0.05 => String::new(),
        Some(seconds) => {
            let decimals = usize::from(seconds < 100.0);
            format!(" at --speed {speed} for up to {seconds:.decimals$}\u{a0}s,")
        }
    };
    let note = format!(
        "The program runs once beforehand,{pace} and shows nothing. \
         Read it in the meantime: before each line, you will be asked which one comes next."
    );
    print::show(&format!("{}\n", timeline::wrap(&note, width.min(quiz::COLUMNS)).join("\n")));
}

/// Begins a run of the program or of the `part` with that name, which may be empty. `work` has the names of
/// the pieces of work.
#[track_caller]
pub fn begin_run(part: &str, kind: Kind, work: Vec<String>) {
    if let Some(session) = &mut *session() {
        session.begin_run(part, kind, work);
    }
}

/// Ends the current run, if there is one, and draws it in the terminal if the command line asked for that.
pub fn end_run() {
    if let Some(session) = &mut *session() {
        session.end_run(true);
    }
}

/// Ends the current run, if there is one, lets the learner predict it, draws it and writes files, as far as the
/// command line asked for that.
///
/// Returns the exit status of the program: 130 if Ctrl-C ended the quiz, else 1 if an [error](print::error) was
/// reported or [`fail`](print::fail) was called, else 0.
pub fn end() -> ExitCode {
    let end = match withheld::end() {
        Some(printed) => predict(printed),
        None => End::Over,
    };
    close(end == End::Over);
    if end == End::Interrupted {
        ExitCode::from(INTERRUPTED)
    } else if print::has_failed() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Lets the learner predict what was printed.
fn predict(printed: Vec<Printed>) -> End {
    // The session isn't locked during the quiz, since Ctrl-C may end it.
    let quiz = session().as_mut().map(|session| {
        session.finish_run();
        Quiz::new(printed, &session.runs, session.views.style())
    });
    let Some(asked) = quiz.map(Quiz::ask) else { return End::Over };
    asked.unwrap_or_else(|error| {
        if error.kind() != ErrorKind::BrokenPipe {
            print::error(format_args!("{}", print::unwritable(&error)));
        }
        End::Left
    })
}

/// Ends the session because Ctrl-C was pressed or a signal came.
///
/// Prints what was withheld, shows the run so far, and writes files. If the run is over and the learner is
/// predicting it, tells the score instead. Returns true if the run wasn't over.
pub fn interrupt() -> bool {
    keys::restore();
    let is_running = !quiz::end(End::Interrupted);
    print::release();
    close(is_running);
    is_running
}

/// Ends the session in the middle of a run, and draws nothing in the terminal.
pub(crate) fn cut_short() {
    print::release();
    close(false);
}

fn close(draws: bool) {
    if let Some(session) = &mut *session() {
        session.end_run(draws);
        session.write_files();
    }
}

/// Notes that a task, or else main, is about to print a line at this place, and tells what is still to be
/// told before that.
pub fn before_output(task: Option<&TaskRecorder>, line: Arguments<'_>, place: Place) {
    if let Some(recording) = recording() {
        recording.before_output(task, line, place);
    }
}

/// Returns the recording of the current run, if there is one.
pub fn recording() -> Option<Arc<Recording>> {
    session().as_ref()?.recording.clone()
}

impl Session {
    #[track_caller]
    fn begin_run(&mut self, part: &str, kind: Kind, work: Vec<String>) {
        // Not before there is somebody to hear Ctrl-C.
        if !mem::replace(&mut self.is_announced, true) {
            announce(self.views.style().width, self.longest);
        }
        let Views { narrate, svg, trace, predict, .. } = &self.views;
        // Growing lanes would give the answers away.
        let grow = self.views.grow && !predict;
        let follower = self.views.follower();
        let files = svg.is_some() || trace.is_some();
        if !(self.draws(kind) || *narrate || files || grow || follower.is_some()) {
            return;
        }
        let comma = if part.is_empty() { "" } else { ", " };
        let title = format!("{}{comma}{part}", self.program);
        let subject = Subject { title, kind, work, speed: clock::speed(), words: None };
        let style = self.views.style();
        let narrator = narrate.then(|| Narrator::new(kind, style.ascii));
        let recording = Arc::new(Recording::new(subject, narrator, follower));
        if let Some(screen) = screen::get().filter(|_| grow) {
            self.live = Some(Live::show(screen, Arc::clone(&recording), style));
        }
        recording.put_work();
        self.recording = Some(recording);
    }

    fn end_run(&mut self, draws: bool) {
        self.finish_run();
        if !draws {
            return;
        }
        for picture in &self.pictures[self.drawn..] {
            if self.draws(picture.subject.kind) {
                let lines = timeline::timeline(picture, self.views.style());
                print::note(format_args!("\n{}", lines.join("\n")));
            }
        }
        self.drawn = self.pictures.len();
    }

    /// Ends the run, if there is one, without drawing it yet.
    fn finish_run(&mut self) {
        self.live = None;
        let Some(recording) = self.recording.take() else { return };
        recording.end_narration();
        self.runs.extend(recording.played());
        self.pictures.push(recording.picture());
    }

    /// Returns whether a run with this kind of work is drawn in the terminal at its end.
    fn draws(&self, kind: Kind) -> bool {
        self.views.timeline || self.views.predict || self.views.grow && kind.is_waiting()
    }

    fn write_files(&mut self) {
        let html = self.views.html.take();
        let svg = self.views.svg.take();
        let trace = self.views.trace.take();
        if self.pictures.is_empty() {
            return;
        }
        if let (Some(file), Some(player)) = (html, self.views.player) {
            file.write_or_say(&player.page(&self.runs));
        }
        if let Some(file) = svg {
            file.write_or_say(&timeline::svg(&self.pictures));
        }
        if let Some(file) = trace {
            file.write_or_say(&timeline::trace(&self.pictures));
        }
    }
}
