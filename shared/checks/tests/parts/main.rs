//! The parts that lessons and examples are made of, each alone.

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
