//! Two parents who write cheques without a lock would lose money, so Rust does not compile them.

use shared::testing::TemporaryFile;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Compiles a program beside this one, which needs nothing but the standard library.
fn compile(program: &str, to: &Path) -> Output {
    let cargo = PathBuf::from(env!("CARGO"));
    let beside = cargo.with_file_name(format!("rustc{}", std::env::consts::EXE_SUFFIX));
    let rustc = if beside.exists() { beside } else { PathBuf::from("rustc") };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lesson/cheques");
    let mut command = Command::new(rustc);
    command.arg("--edition=2024").arg(folder.join(program)).arg("-o").arg(to);
    command.output().expect("the compiler runs")
}

#[test]
fn without_a_lock_they_are_refused() {
    let file = TemporaryFile::new(std::env::consts::EXE_EXTENSION);
    let Output { status, stderr, .. } = compile("without_a_lock.rs", file.path());
    let stderr = String::from_utf8_lossy(&stderr);
    assert!(!status.success(), "{stderr}");
    // The second thread would change the balance while the first one does.
    assert!(stderr.contains("error[E0499]: cannot borrow `balance` as mutable"), "{stderr}");
    assert_eq!(stderr.matches("error[").count(), 1, "{stderr}");
    assert!(!file.path().exists());
}

#[test]
fn with_a_lock_they_lose_nothing() {
    let file = TemporaryFile::new(std::env::consts::EXE_EXTENSION);
    let Output { status, stderr, .. } = compile("with_a_lock.rs", file.path());
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    let run = Command::new(file.path()).output().expect("the program runs");
    assert_eq!(String::from_utf8_lossy(&run.stdout), "0\n");
}
