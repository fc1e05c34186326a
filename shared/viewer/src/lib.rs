//! Recording a run and showing it: the clock, the recording, growing lanes in the terminal, files, and
//! the command line that asks for them. It uses `timeline` to draw. `shared`, `web`, `evening` and
//! `server` use it, and so does `menu`, to write a page. Lessons don't use it directly.
//!
//! A program reads its [`CommandLine`], starts a [`session`], is recorded, and ends the session.
//! Only [`exit`], [`reject`] and [`give_up`] end the program before its `main` returns.
//! [`check_loopback`] and [`has_date`] are here for `web` and `server`, which don't use each other.

pub mod clock;
mod command_line;
mod exit;
mod file;
mod keys;
mod live;
mod machine;
mod noting;
mod option;
mod print;
mod quiz;
mod recording;
mod say;
mod screen;
pub mod session;
mod source;
pub mod terminal;
mod views;
mod withheld;

pub use command_line::{CommandLine, Parsed, reject};
pub use exit::{exit, give_up};
pub use file::File;
pub use machine::{check_loopback, has_date};
pub use noting::Noting;
pub use option::{Opt, Rejection, number, set, whole};
pub use print::{begin_line, error, fail, heading, note, warn};
pub use recording::{Recording, TaskRecorder};
pub use say::say_line;
pub use screen::Screen;
pub use source::source;
pub use views::{HTML, PICTURES, SVG, VIEWS, Views};
