//! The server says that there is no such page. Is that an error?

mod server;

fn main() {
    let url = server::start(Some("404 Not Found"));
    let answer = reqwest::blocking::get(url);
    println!("Is it an error? {}", answer.is_err());
    let answer = answer.expect("the server has answered").error_for_status();
    println!("And now? {}", answer.is_err());
}
