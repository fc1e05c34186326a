//! The pages' statements about other libraries that no program of the course shows.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::time::{sleep, timeout};

const LATER: Duration = Duration::from_secs(2);
const SOONER: Duration = Duration::from_secs(1);

/// Waits until `LATER`, and counts in `ends` when it is dropped.
async fn late(ends: &AtomicUsize) -> &'static str {
    struct Drops<'a>(&'a AtomicUsize);
    impl Drop for Drops<'_> {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let _drops = Drops(ends);
    sleep(LATER).await;
    "late"
}

fn with_paused_clock<F: Future>(future: F) -> F::Output {
    let mut builder = Builder::new_current_thread();
    let event_loop = builder.enable_time().start_paused(true).build();
    event_loop.expect("only I/O fails").block_on(future)
}

#[test]
fn select_and_timeout_drop_only_what_they_own() {
    with_paused_clock(async {
        let ends = AtomicUsize::new(0);
        tokio::select! {
            _ = late(&ends) => panic!("the other one is sooner"),
            () = sleep(SOONER) => {}
        }
        assert_eq!(ends.swap(0, Ordering::Relaxed), 1, "it was owned, and is dropped");

        let mut borrowed = Box::pin(late(&ends));
        tokio::select! {
            _ = &mut borrowed => panic!("the other one is sooner"),
            () = sleep(SOONER) => {}
        }
        assert_eq!(ends.load(Ordering::Relaxed), 0, "it was borrowed, and lives on");
        assert_eq!(borrowed.await, "late");
        assert_eq!(ends.swap(0, Ordering::Relaxed), 1);

        assert!(timeout(SOONER, late(&ends)).await.is_err());
        assert_eq!(ends.swap(0, Ordering::Relaxed), 1, "it was owned, and is dropped");
        let mut borrowed = Box::pin(late(&ends));
        assert!(timeout(SOONER, &mut borrowed).await.is_err());
        assert_eq!(ends.load(Ordering::Relaxed), 0, "it was borrowed, and lives on");
        assert_eq!(borrowed.await, "late");
    });
}

#[test]
fn a_file_is_read_on_another_thread_and_a_connection_on_none() {
    let threads = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&threads);
    let mut builder = Builder::new_current_thread();
    builder.enable_all().on_thread_start(move || {
        count.fetch_add(1, Ordering::Relaxed);
    });
    let read: io::Result<()> = builder.build().expect("it starts").block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let mut client = TcpStream::connect(listener.local_addr()?).await?;
        let (mut server, _) = listener.accept().await?;
        let mut byte = [0];
        let (read, ()) = tokio::join!(client.read_exact(&mut byte), async {
            // By now, the client is waiting.
            tokio::task::yield_now().await;
            server.write_all(b"x").await.expect("the client is there");
        });
        read?;
        assert_eq!(threads.load(Ordering::Relaxed), 0);

        tokio::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).await?;
        assert_eq!(threads.load(Ordering::Relaxed), 1);
        Ok(())
    });
    read.expect("loopback and files can be read");
}

/// Connections queue until they are accepted. Linux lets in one more than the listener asks for, and caps that number.
#[cfg(target_os = "linux")]
#[test]
fn the_standard_library_and_tokio_ask_for_a_line_of_128() {
    let most = std::fs::read_to_string("/proc/sys/net/core/somaxconn").expect("Linux has it");
    let line = 1 + most.trim().parse().map_or(128, |most: usize| most.min(128));
    let event_loop = Builder::new_current_thread().enable_io().build().expect("it starts");
    let listeners = (
        std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has ports"),
        event_loop.block_on(TcpListener::bind("127.0.0.1:0")).expect("loopback has ports"),
    );
    for address in [listeners.0.local_addr(), listeners.1.local_addr()] {
        let address = address.expect("it listens");
        // On a busy machine, connecting may take a while. A client that hasn't connected by then never would.
        let connect =
            |seconds| std::net::TcpStream::connect_timeout(&address, Duration::from_secs(seconds));
        let clients: Vec<_> = (0..line).map(|_| connect(30).expect("there is room")).collect();
        assert!(connect(1).is_err(), "there is no room for more than {}", clients.len());
    }
}
