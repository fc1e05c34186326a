//! What lesson 5 fetches pages with: its command line, the embedded sites, the clients that know where
//! hosts are, and reports of how requests went. It uses `shared`, `player`,
//! `viewer`, `live` and `timeline`; lesson 5 and `costs` use it.

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
