//! An async task uses a blocking client.

mod server;

use tokio::runtime::Builder;

fn main() {
    let url = server::start(Some("200 OK"));
    let event_loop = Builder::new_current_thread().enable_all().build().expect("it starts");
    event_loop.block_on(async {
        let page = reqwest::blocking::get(url).expect("there is a page");
        println!("{}", page.status());
    });
}
