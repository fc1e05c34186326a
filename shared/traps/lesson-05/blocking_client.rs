//! An async task uses a blocking client.

mod server;

use tokio::runtime::Builder;

fn main() {
    let url = server::start(|_| Some("200 OK"));
    let event_loop = Builder::new_current_thread().enable_all().build().expect("it starts");
    event_loop.block_on(async {
        let response = reqwest::blocking::get(url).expect("the server responds");
        println!("Response: {}", response.status());
    });
}
