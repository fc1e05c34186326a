//! The log of a run, and pictures of it. It uses nothing but the standard library, and everything
//! that records or shows a run uses it: `viewer`, `shared` and the packages that draw.
//!
//! The [`Log`] is told what happens to tasks, and derives from that in which [`State`] each of them
//! is at every moment. Everything that shows a run is drawn from it. Nothing here has a clock, a
//! thread or a terminal: times come in as numbers, and pictures go out as text.

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
