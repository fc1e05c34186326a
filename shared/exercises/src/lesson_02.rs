//! The exercises of lesson 2.

pub mod both;
pub mod countdown;
pub mod doorbell;
pub mod executor;
pub mod polling;
pub mod turns;

/// Returns `true` if a future of this type was written by hand, and not by the compiler or a library.
///
/// Only the type's name can tell them apart.
fn is_by_hand<F>() -> bool {
    let name = std::any::type_name::<F>();
    let is_boxed = name.starts_with("core::pin::Pin<") && !name.contains("PollFn");
    let is_compiled = name.ends_with("{{closure}}") || is_boxed && name.contains("{{closure}}");
    let is_made = ["tokio::", "futures_util::"].iter().any(|library| name.starts_with(library));
    !is_compiled && !is_made && !name.contains("dyn ")
}
