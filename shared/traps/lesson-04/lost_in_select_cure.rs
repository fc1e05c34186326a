//! A tick leaves the read and its half name alone.

use std::{pin::pin, time::Duration};
use tokio::io::{self, AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::{select, time::sleep};

/// Reads a name of three letters.
async fn name(line: &mut DuplexStream) -> io::Result<String> {
    let mut name = [0; 3];
    line.read_exact(&mut name).await?;
    Ok(String::from_utf8_lossy(&name).into_owned())
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> io::Result<()> {
    let (mut far, mut near) = duplex(64);
    tokio::spawn(async move {
        for piece in ["AnnBo", "bMi", "aTom"] {
            far.write_all(piece.as_bytes()).await.expect("somebody reads");
            sleep(Duration::from_secs(4)).await;
        }
    });
    for _ in 0..4 {
        let mut reading = pin!(name(&mut near));
        loop {
            select! {
                name = &mut reading => {
                    println!("A name: {}", name?);
                    break;
                }
                () = sleep(Duration::from_secs(3)) => println!("Still waiting"),
            }
        }
    }
    Ok(())
}
