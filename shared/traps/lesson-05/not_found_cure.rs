//! A missing page is an error.

mod server;

fn main() {
    let url = server::start(|_| Some("404 Not Found"));
    let result = reqwest::blocking::get(url).and_then(|response| response.error_for_status());
    match result {
        Ok(response) => println!("The recipe: {}", response.text().expect("it is all there")),
        Err(error) => println!("There is no recipe: {}", error.without_url()),
    }
}
