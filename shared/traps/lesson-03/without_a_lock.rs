//! Two parents change the same balance, without a lock.

fn main() {
    let mut balance = 2000;
    std::thread::scope(|scope| {
        for _ in ["Ann", "Bob"] {
            scope.spawn(|| {
                for _ in 0..1000 {
                    balance -= 1;
                }
            });
        }
    });
    println!("{balance}");
}
