//! Two parents change the same balance, without a lock.

fn main() {
    let mut balance = 2000;
    std::thread::scope(|scope| {
        for _parent in ["Ann", "Bob"] {
            scope.spawn(|| {
                for _cheque in 1..=1000 {
                    balance -= 1;
                }
            });
        }
    });
    println!("{balance}");
}
