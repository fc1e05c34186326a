//! Everything with which lesson 5 fetches pages: its command line, the embedded sites, the clients that find
//! them, and reports on failed requests. It uses `shared`, `player`, `viewer`, `live` and `timeline`; lesson 5
//! and `costs` use it.

mod client;
mod hosts;
mod pages;
mod proxy;
mod reason;
mod sites;
mod url;

pub use client::{Web, read, read_blocking};
pub use hosts::Sites;
pub use pages::{Pages, async_pages, pages};
pub use sites::{SITES, check_date, page};
pub use url::Url;
pub use viewer::{error, heading, note};
