//! The lesson, from outside. Tests that wait do so at the same time, since they are one program.

mod command_line;
mod faults;
mod lines;
mod looks;
mod pages;
mod servers;
