//! What a small web server has to know of HTTP/1.1, apart from sockets: an [`Exchange`]
//! is handed the bytes that came from a client, and says what to do next. So every lesson's server
//! speaks the same HTTP, and reads, waits and writes in its own way.
//!
//! The source is RFC 9112. Requests are parsed by httparse, as they are for hyper.

mod exchange;
mod request;
mod response;

pub use exchange::{Exchange, LINGER, MOST_BYTES, Step};
pub use request::{Request, is_head, names_host};
pub use response::Response;
