//! HTTP/1.1 without sockets, as much of it as a small web server needs: an [`Exchange`] takes the bytes that came
//! from a client, and says what to do next. So all lessons' servers speak the same HTTP, and each reads, waits and
//! writes in its own way.
//!
//! The source is RFC 9112. As in hyper, httparse parses the requests.

mod exchange;
mod request;
mod response;

pub use exchange::{Exchange, LINGER, MOST_BYTES, Step};
pub use request::{Request, is_head, names_host};
pub use response::Response;
