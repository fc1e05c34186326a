//! The screen, if there is one on which lanes grow.

use std::fmt::Debug;
use std::sync::OnceLock;

/// A screen on which lines are printed, and below them lanes that grow.
///
/// The package `live` implements it, with libraries for the terminals of the system.
pub trait Screen: Debug + Sync {
    /// Returns its columns and rows, if it is there.
    fn size(&self) -> Option<(usize, usize)>;

    /// Takes the lanes off while `print` prints.
    fn print_above(&self, print: &mut dyn FnMut());

    /// Replaces the lanes that are shown. Each must be narrower than the screen.
    fn show(&self, lanes: Vec<String>);

    /// Returns whether it shows lanes now.
    fn shows_lanes(&self) -> bool;
}

static SCREEN: OnceLock<&'static dyn Screen> = OnceLock::new();

/// Sets the screen. Later calls have no effect.
pub(crate) fn set(screen: &'static dyn Screen) {
    SCREEN.get_or_init(|| screen);
}

/// Returns the screen, if there is one.
pub(crate) fn get() -> Option<&'static dyn Screen> {
    SCREEN.get().copied()
}
