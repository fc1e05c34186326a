//! The ways to look at a run, and the options that ask for them.

use crate::file::File;
use crate::option::{Opt, Rejection, set};
use crate::screen::{self, Screen};
use crate::terminal::{self, COLUMNS};
use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use timeline::{Follower, Player, Style};

/// The options for looking at a run that every lesson has.
pub const VIEWS: [Opt<Views>; 8] = [PREDICT, TIMELINE, NARRATE, ASCII, QUIET, HTML, SVG, TRACE];
/// The options that draw something.
pub const PICTURES: [Opt<Views>; 4] = [TIMELINE, ASCII, HTML, SVG];

const PREDICT: Opt<Views> = Opt {
    name: "predict",
    value: "",
    accepted: "",
    help: "ask before each line which one comes next",
    set: |views, _| set(&mut views.predict, Ok(true)),
};
const TIMELINE: Opt<Views> = Opt {
    name: "timeline",
    value: "",
    accepted: "",
    help: "draw the run at its end, lane by lane",
    set: |views, _| set(&mut views.timeline, Ok(true)),
};
const NARRATE: Opt<Views> = Opt {
    name: "narrate",
    value: "",
    accepted: "",
    help: "tell each switch as it happens",
    set: |views, _| set(&mut views.narrate, Ok(true)),
};
const ASCII: Opt<Views> = Opt {
    name: "ascii",
    value: "",
    accepted: "",
    help: "draw and narrate in plain ASCII",
    set: |views, _| set(&mut views.ascii, Ok(true)),
};
const QUIET: Opt<Views> = Opt {
    name: "quiet",
    value: "",
    accepted: "",
    help: "print nothing but the lesson's lines, and errors",
    set: |views, _| set(&mut views.quiet, Ok(true)),
};
/// The option `--html`, which writes a page.
pub const HTML: Opt<Views> = Opt {
    name: "html",
    value: "FILE",
    accepted: "the path of a file, not beginning with '-'",
    help: "write the run to FILE as a page to step through",
    set: |views, path| set(&mut views.html, file(path).map(Some)),
};
/// The option `--svg`, which draws an image.
pub const SVG: Opt<Views> = Opt {
    name: "svg",
    value: "FILE",
    accepted: "the path of a file, not beginning with '-'",
    help: "draw the run as an image in FILE",
    set: |views, path| set(&mut views.svg, file(path).map(Some)),
};
const TRACE: Opt<Views> = Opt {
    name: "trace",
    value: "FILE",
    accepted: "the path of a file, not beginning with '-'",
    help: "write the run to FILE as a trace that Perfetto and\nchrome://tracing open",
    set: |views, path| set(&mut views.trace, file(path).map(Some)),
};

/// The speed of a run that takes place before the learner predicts it.
const BEFOREHAND: f64 = 8.0;

/// The ways to show a run that the command line asks for.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct Views {
    /// True if lanes are drawn at the end of the run.
    pub timeline: bool,
    pub(crate) narrate: bool,
    pub(crate) ascii: bool,
    pub(crate) quiet: bool,
    /// True if the learner is asked about each line before it's printed.
    pub(crate) predict: bool,
    pub(crate) html: Option<File>,
    /// The maker of pages and questions; `None` if the program has neither.
    pub(crate) player: Option<&'static dyn Player>,
    pub(crate) svg: Option<File>,
    pub(crate) trace: Option<File>,
    /// True if lanes grow on the screen during a run, and stay there at its end if it waits.
    pub(crate) grow: bool,
    /// The screen that drawings are fitted to; `None` if there is none.
    pub(crate) screen: Option<&'static dyn Screen>,
}

impl Views {
    /// Returns these views, with drawings fitted to the width of a screen.
    #[must_use]
    pub fn fitted(self, screen: &'static dyn Screen) -> Self {
        Self { screen: Some(screen), ..self }
    }

    /// Returns these views, with lanes that grow on `screen` during a run and stay there at its end. With
    /// `--quiet`, and where lanes would tear up other output, it only fits drawings to the screen.
    #[must_use]
    pub fn growing(self, screen: &'static dyn Screen) -> Self {
        screen::set(screen);
        let grow = !self.quiet && terminal::can_show_lanes();
        Self { grow, ..self.fitted(screen) }
    }

    /// Returns the style of timelines in the terminal.
    pub fn style(&self) -> Style {
        Style {
            width: self.screen.and_then(Screen::size).map_or(COLUMNS, |(columns, _)| columns),
            ascii: self.ascii || !terminal::shows_unicode(),
            colours: terminal::shows_colours(),
        }
    }

    /// Returns whether the command line asked for an image.
    pub fn has_svg(&self) -> bool {
        self.svg.is_some()
    }

    /// Writes the image that the command line asked for, if any. If that fails, prints the reason on standard
    /// error.
    pub fn write_svg(&self, svg: impl FnOnce() -> String) {
        if let Some(file) = &self.svg {
            file.write_or_say(&svg());
        }
    }

    /// Returns whether the command line asked for a page.
    pub fn has_html(&self) -> bool {
        self.html.is_some()
    }

    /// Returns the speed of a run without `--speed`, in lesson seconds per second: faster if the learner only
    /// waits for it in order to predict it.
    pub fn speed(&self) -> f64 {
        if self.predict { BEFOREHAND } else { 1.0 }
    }

    /// Returns these views, with pages and questions made by this player.
    #[must_use]
    pub fn playing(self, player: &'static dyn Player) -> Self {
        Self { player: Some(player), ..self }
    }

    /// Returns a listener for a run; `None` unless the command line asks for a page or questions.
    pub(crate) fn follower(&self) -> Option<Box<dyn Follower>> {
        let is_asked_for = self.predict || self.html.is_some();
        Some(self.player.filter(|_| is_asked_for)?.follow())
    }

    /// Writes the page that the command line asked for, if any. If that fails, prints the reason on standard
    /// error.
    pub fn write_html(&self, html: impl FnOnce() -> String) {
        if let Some(file) = &self.html {
            file.write_or_say(&html());
        }
    }

    /// Checks that no options contradict each other, and that `--predict` has a terminal. The error is a
    /// sentence.
    pub(crate) fn check(&self) -> Result<(), String> {
        let contradictions = [
            ("--quiet", "--timeline", self.quiet && self.timeline),
            ("--quiet", "--narrate", self.quiet && self.narrate),
            ("--quiet", "--predict", self.quiet && self.predict),
            ("--predict", "--narrate", self.predict && self.narrate),
        ];
        if let Some((one, other, _)) = contradictions.iter().find(|(.., given)| *given) {
            return Err(format!("{one} and {other} contradict each other"));
        }
        if self.predict && !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            let needed = "standard input and standard error must be a terminal";
            return Err(format!("--predict asks questions, so {needed}"));
        }
        let files = [("--html", &self.html), ("--svg", &self.svg), ("--trace", &self.trace)];
        for (number, (one, file)) in files.iter().enumerate() {
            let same =
                files[number + 1..].iter().find(|(_, other)| file.is_some() && other == file);
            if let Some((other, _)) = same {
                return Err(format!("{one} and {other} need a FILE each"));
            }
        }
        Ok(())
    }
}

/// Returns the file at `path`, after checking that it can be written.
///
/// Rejects a path that begins with `-`, because it's probably the next option.
fn file(path: &OsStr) -> Result<File, Rejection> {
    if path.is_empty() || path.as_encoded_bytes().starts_with(b"-") {
        return Err(Rejection::Value);
    }
    File::at(path.as_ref()).map_err(Rejection::File)
}
