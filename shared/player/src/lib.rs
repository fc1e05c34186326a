//! A run, step by step: at each step, the line of each task, the run queue, the reasons why tasks wait,
//! and the printed lines. It puts the steps into words, asks questions about them, and makes a page to
//! step through them. It uses `timeline`, for the run and its narration. `shared`, `web` and `evening`
//! use it, and so does `menu`, to put two runs into one page.
//!
//! Data comes in, and text goes out: like `timeline`, it has no clock, no thread and no terminal. Times are
//! nanoseconds of real time since the run began.

mod ask;
mod choices;
mod data;
mod files;
mod history;
mod idea;
mod line;
mod moment;
mod page;
mod past;
mod player;
mod reasons;
mod replay;
mod run;
mod source;
mod steps;
mod what;
mod who;
mod why;
mod wrong;

pub use choices::question;
pub use files::files;
pub use history::History;
pub use page::{beside, page};
pub use player::PLAYER;
pub use run::{Clock, File, Lines, Run, State, Step, Task, TaskState, Thread};
