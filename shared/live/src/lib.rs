//! Live lanes in a terminal and the handling of Ctrl-C, which both need libraries for the operating
//! system. It uses `viewer`, and gives it a screen. `shared` uses it for lessons that wait, and so do
//! `web`, `evening` and `server`.
//!
//! It's a crate apart from `viewer`, so that lessons 1 and 2 don't wait for those libraries to compile.

mod interrupt;
mod size;
mod terminal;

pub use interrupt::on_interrupt;
pub use terminal::{TERMINAL, Terminal};
