//! Read files, and walk through a folder and its subfolders.

use anyhow::Context;
use std::path::{Path, PathBuf};
use std::{env, io, process};
use tokio::{fs, task};

/// Reads one file: a thread of a pool opens it, reads it and closes it.
async fn read(path: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(path).await;
    text.with_context(|| format!("cannot read {:?}", path.file_name().unwrap_or_default()))
}

/// Walks step by step: that pool reads each folder, and the task waits for it.
async fn walk(folder: PathBuf) -> io::Result<Vec<PathBuf>> {
    let (mut folders, mut files) = (vec![folder], Vec::new());
    while let Some(folder) = folders.pop() {
        let mut entries = fs::read_dir(folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let is_folder = entry.file_type().await?.is_dir();
            if is_folder { &mut folders } else { &mut files }.push(entry.path());
        }
    }
    Ok(files)
}

/// Walks in one go, for a thread that may block.
fn walk_at_once(folder: PathBuf) -> io::Result<Vec<PathBuf>> {
    let (mut folders, mut files) = (vec![folder], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let is_folder = entry.file_type()?.is_dir();
            if is_folder { &mut folders } else { &mut files }.push(entry.path());
        }
    }
    Ok(files)
}

async fn look_into(home: PathBuf) -> anyhow::Result<()> {
    fs::create_dir_all(home.join("kitchen")).await?;
    fs::write(home.join("checkbook.txt"), "rent\nshoes\n").await?;
    fs::write(home.join("kitchen/soup.txt"), "peas\n").await?;
    println!("the checkbook: {:?}", read(&home.join("checkbook.txt")).await?);
    let error = read(&home.join("diary.txt")).await.expect_err("nobody has written one");
    let kind = error.downcast_ref().map(io::Error::kind);
    println!("{error}; is there none? {}", kind == Some(io::ErrorKind::NotFound));
    println!("step by step: {} files", walk(home.clone()).await?.len());
    println!("in one go: {} files", task::spawn_blocking(|| walk_at_once(home)).await??.len());
    Ok(())
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let home = env::temp_dir().join(format!("home-{}-{}", process::id(), fastrand::u64(..)));
    let result = look_into(home.clone()).await;
    let removed = fs::remove_dir_all(home).await;
    result?; // first: if this failed, there may be nothing to remove
    Ok(removed?)
}
