//! The parts of which lessons and examples are made, each tested alone.

mod beneath;
mod committed;
mod event_loop;
mod history;
mod http;
mod load;
mod log;
mod pictures;
mod questions;
mod queue;
