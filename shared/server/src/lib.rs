//! Web servers under load: HTTP without sockets, which all servers speak; their command line; the load that they
//! are put under, and the table of results. It uses `viewer` to print and `live` for Ctrl-C; the examples called
//! `server.rs` use it, and so does lesson 5's `servers.rs`.

mod child;
pub mod cli;
mod end;
pub mod http;
mod listener;
mod load;
mod program;
mod trial;

pub use child::{ServerProcess, address};
pub use listener::reason_not_to_listen;
pub use load::{Load, Outcome};
pub use program::{Permit, Program, Server, has_input};
pub use trial::Figures;
