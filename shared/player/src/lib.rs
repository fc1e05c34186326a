//! A run, step by step: with the line where each task is, who is in the run queue, who waits for what,
//! and what is printed; told in words, asked about, and played in a page. It uses `timeline`, for what
//! a run is and how it is told; `shared`, `web` and `evening` use it, and `menu`, to put two
//! runs in one page.
//!
//! Data come in, and text goes out: like `timeline`, it has no clock, no thread and no terminal.

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
