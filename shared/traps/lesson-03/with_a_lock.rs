//! Two parents change the same balance, with a lock.

fn main() {
    let balance = std::sync::Mutex::new(2000);
    std::thread::scope(|scope| {
        for _ in ["Ann", "Bob"] {
            scope.spawn(|| {
                for _ in 0..1000 {
                    *balance.lock().unwrap() -= 1;
                }
            });
        }
    });
    println!("{}", balance.into_inner().unwrap());
}
