//! Plots of what came of many runs, which look alike whatever they show. It is given figures, and uses
//! nothing of ours; `evening` uses it for lesson 2, and lesson 5's `servers.rs`, and nobody else waits
//! for its library.

mod servers;
mod svg;
mod sweep;

pub use servers::servers;
pub use sweep::sweep;
