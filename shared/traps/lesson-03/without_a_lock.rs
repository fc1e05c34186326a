//! Two parents write cheques, each on what was the balance a moment ago.

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
