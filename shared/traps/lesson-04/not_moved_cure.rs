//! A spawned block owns the name that it uses.

use tokio::task::JoinSet;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut tasks = JoinSet::new();
    for name in ["Mia", "Tom"] {
        tasks.spawn(async move {
            println!("{name} goes to bed");
        });
    }
    tasks.join_all().await;
}
