//! Read from the keyboard and a server at the same time.

use futures_util::StreamExt;
use std::io::BufRead;
use std::thread;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_util::codec::{FramedRead, LinesCodec};

/// Reads lines in a thread that nobody waits for at the end, since it may be waiting for the keyboard.
/// An error counts as the end of the input.
fn typed(reader: impl BufRead + Send + 'static) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel(1);
    thread::spawn(move || {
        let mut lines = reader.lines().map_while(Result::ok);
        lines.try_for_each(|line| sender.blocking_send(line)) // until the receiver is dropped
    });
    receiver
}

async fn chat(mut stream: TcpStream, mut typed: mpsc::Receiver<String>) -> anyhow::Result<()> {
    let (reader, mut writer) = stream.split();
    let mut lines = FramedRead::new(reader, LinesCodec::new_with_max_length(1000));
    let mut is_typing = true;
    loop {
        tokio::select! {
            line = typed.recv(), if is_typing => if let Some(line) = line {
                writer.write_all(format!("{line}\n").as_bytes()).await?;
            } else {
                writer.shutdown().await?; // the server sees the end, and may still answer
                is_typing = false;
            },
            line = lines.next() => match line {
                Some(line) => println!("{}", line?),
                None => return Ok(()),
            },
        }
    }
}

/// Plays somebody else's server.
async fn answer(listener: TcpListener) -> anyhow::Result<()> {
    let (mut stream, _) = listener.accept().await?;
    let (reader, mut writer) = stream.split();
    let mut lines = FramedRead::new(reader, LinesCodec::new_with_max_length(1000));
    while let Some(line) = lines.next().await {
        writer.write_all(format!("Bob: {}? I see.\n", line?).as_bytes()).await?;
    }
    Ok(writer.write_all(b"Bob: Good night.\n").await?)
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let stream = TcpStream::connect(listener.local_addr()?).await?;
    tokio::spawn(answer(listener));
    // At a terminal: `typed(std::io::BufReader::new(std::io::stdin()))`.
    chat(stream, typed("This is Mia\nThe cake is gone\n".as_bytes())).await
}
