//! The screen on which lanes grow, if there is one.

use std::fmt::Debug;
use std::sync::OnceLock;

/// A screen with printed lines and, below them, lanes that grow.
///
/// The package `live` implements it, with libraries for the operating system's terminals.
pub trait Screen: Debug + Sync {
    /// Returns the numbers of its columns and rows; `None` if there is no terminal.
    fn size(&self) -> Option<(usize, usize)>;

    /// Removes the lanes while `print` runs, and draws them again.
    fn print_above(&self, print: &mut dyn FnMut());

    /// Replaces the lanes on the screen. Each line must be narrower than the screen.
    fn show(&self, lanes: Vec<String>);

    /// Returns whether there are lanes on the screen.
    fn shows_lanes(&self) -> bool;
}

static SCREEN: OnceLock<&'static dyn Screen> = OnceLock::new();

/// Sets the screen. Later calls have no effect.
pub(crate) fn set(screen: &'static dyn Screen) {
    SCREEN.get_or_init(|| screen);
}

/// Returns the screen; `None` if none was set.
pub(crate) fn get() -> Option<&'static dyn Screen> {
    SCREEN.get().copied()
}
