//! Serve a chat over TCP, in which all guests read every line.

use futures_util::StreamExt;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use tokio_util::codec::{FramedRead, LinesCodec};

async fn serve(listener: TcpListener) -> anyhow::Result<()> {
    let (room, _) = broadcast::channel(16);
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(welcome(stream, room.clone()));
    }
}

/// Serves a guest to the end, even if that is an error, and tells the others.
async fn welcome(mut stream: TcpStream, room: broadcast::Sender<String>) {
    let (reader, mut writer) = stream.split();
    // A line that never ends must not fill the memory.
    let mut lines = FramedRead::new(reader, LinesCodec::new_with_max_length(200));
    let Some(Ok(name)) = lines.next().await else { return };
    let mut news = room.subscribe();
    _ = room.send(format!("{name} comes in"));
    loop {
        tokio::select! {
            line = lines.next() => match line {
                Some(Ok(line)) => _ = room.send(format!("{name}: {line}")),
                Some(Err(_)) | None => break,
            },
            line = news.recv() => {
                // An error says how many lines were missed.
                let line = line.unwrap_or_else(|error| error.to_string());
                if writer.write_all(format!("{line}\n").as_bytes()).await.is_err() {
                    break;
                }
            }
        }
    }
    _ = room.send(format!("{name} leaves"));
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(serve(listener));
    let mut mia = BufReader::new(TcpStream::connect(address).await?).lines();
    mia.get_mut().write_all(b"Mia\n").await?;
    println!("Mia reads: {}", mia.next_line().await?.unwrap_or_default());
    let mut tom = BufReader::new(TcpStream::connect(address).await?).lines();
    tom.get_mut().write_all(b"Tom\nIs there any cake?\n").await?;
    for _ in 0..2 {
        println!("Mia reads: {}", mia.next_line().await?.unwrap_or_default());
        println!("Tom reads: {}", tom.next_line().await?.unwrap_or_default());
    }
    drop(tom);
    println!("Mia reads: {}", mia.next_line().await?.unwrap_or_default());
    Ok(())
}
