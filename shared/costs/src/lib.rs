//! The measurements behind everything that the course says about costs. Each bench in `benches` answers one question
//! of a learner, with criterion, and all answers are on one page, `README.md`. It may use everything: the lessons' own
//! code, as modules or as programs, all other packages, and any library to compare them with. Nothing uses it.
//!
//! `cargo bench` measures, and prints each answer as a table. `cargo bench -- --tables` writes the tables of the last
//! full runs into the page. `cargo test` runs all measured code once, and checks that the page has the tables of the
//! figures in `results`.

mod bytes;
mod figures;
mod job;
mod lesson;
mod machine;
mod page;
mod question;
mod sampling;
mod table;
mod units;
mod wait;

pub use figures::Figures;
pub use job::{Job, in_a_process, job, memory};
pub use lesson::Lesson;
pub use question::Question;
pub use sampling::{all_or_one, begin_group, is_trial, seldom, steadily};
pub use table::{NONE, Table};
pub use units::{count, nanoseconds, ratio, rough, signed, time, whole};
pub use wait::Way;
