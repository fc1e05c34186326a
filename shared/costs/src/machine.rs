//! The machine that something is measured on.

use std::process::Command;
use std::thread::available_parallelism;
use sysinfo::{CpuRefreshKind, System};

/// Returns in a few words what this machine is.
pub(crate) fn description() -> String {
    let cores = available_parallelism().map_or("some".to_owned(), |cores| cores.to_string());
    let mut system = System::new();
    system.refresh_cpu_list(CpuRefreshKind::nothing());
    let processor = system.cpus().first().map_or("", |cpu| cpu.brand());
    let name = System::name().unwrap_or_default();
    let kernel = System::kernel_version().unwrap_or_default();
    let rustc = Command::new("rustc").arg("--version").output().map(|output| output.stdout);
    let rustc = String::from_utf8(rustc.unwrap_or_default()).unwrap_or_default();
    // Without the hash and the date.
    let rustc: Vec<_> = rustc.split_whitespace().take(2).collect();
    format!("{cores} cores ({}), {name} {kernel}, {}", processor.trim(), rustc.join(" "))
}
