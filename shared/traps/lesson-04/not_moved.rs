//! A spawned block borrows a name that it could own.

use tokio::task::JoinSet;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut tasks = JoinSet::new();
    for name in ["Mia", "Tom"] {
        tasks.spawn(async {
            println!("{name} goes to bed");
        });
    }
    tasks.join_all().await;
}
