//! Live lanes in a terminal, and handling of Ctrl-C: the parts that need libraries for the
//! operating system. It uses `viewer`, for which it is the screen; `shared` uses it for lessons
//! that wait, and `web`, `evening` and `server` do.
//!
//! It is apart from `viewer`, so that this need not wait for those libraries to be compiled.

mod interrupt;
mod size;
mod terminal;

pub use interrupt::on_interrupt;
pub use terminal::{TERMINAL, Terminal};
