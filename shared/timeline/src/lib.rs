//! The log of a run, and pictures of it. It uses only the standard library; everything that records
//! or shows a run uses it: `viewer`, `player`, `shared`, and the packages that draw.
//!
//! The [`Log`] hears what happens to tasks, and derives the [`State`] of each task at every moment.
//! All pictures of a run are drawn from it. Nothing here has a clock, a thread or a terminal: times
//! come in as numbers, and pictures go out as text. Unless it says otherwise, a time is the number of
//! nanoseconds of real time since the run began, and a task is known by its number, from 0, in the
//! order of creation. *Lesson seconds* are real seconds multiplied by the [speed](Subject::speed).

mod entry;
pub mod json;
mod lanes;
mod log;
mod look;
mod narration;
mod picture;
mod play;
mod question;
mod scale;
mod span;
mod svg;
mod trace;
mod words;

pub use entry::{Deed, Entry, Place};
pub use lanes::{Style, lanes, legend, timeline, wrap};
pub use log::{Event, Executor, Log};
pub use narration::{EventContext, LONG, Narrator, what_it_does, why_resumed};
pub use picture::{Kind, MainTimer, Picture, Subject};
pub use play::{Follower, Played, Player, Read};
pub use question::{Choice, Question};
pub use scale::{EVENING, clock};
pub use span::{Lane, Span, State, WaitReason};
pub use svg::svg;
pub use trace::trace;
