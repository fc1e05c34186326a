//! Plots of the results of many runs, all in the same style. It takes figures, and uses no other crate
//! of the course. `evening` uses it for lesson 2, and so does lesson 5's `servers.rs`; nobody else waits
//! for its library to compile.

mod servers;
mod svg;
mod sweep;

pub use servers::servers;
pub use sweep::sweep;
