//! Two parents change the same balance, with a lock.

fn main() {
    let balance = std::sync::Mutex::new(2000);
    std::thread::scope(|scope| {
        for _parent in ["Ann", "Bob"] {
            scope.spawn(|| {
                for _cheque in 1..=1000 {
                    *balance.lock().expect("nobody panics") -= 1;
                }
            });
        }
    });
    println!("{}", balance.into_inner().expect("nobody panics"));
}
