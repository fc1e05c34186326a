//! A page is not found, which is no error by itself.

mod server;

fn main() {
    let url = server::start(Some("404 Not Found"));
    let response = reqwest::blocking::get(url);
    println!("Is it an error? {}", response.is_err());
    let response = response.expect("the server has answered").error_for_status();
    println!("And now? {}", response.is_err());
}
