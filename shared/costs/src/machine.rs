//! The machine on which the benches run.

use std::fs;
use std::process::Command;
use std::thread::available_parallelism;
use sysinfo::{CpuRefreshKind, System};

/// Returns a description of this machine, in a few words.
pub(crate) fn description() -> String {
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let kind = if is_virtual(&cpus) { "a virtual machine with " } else { "" };
    let cores = available_parallelism().map_or("some".to_owned(), |cores| cores.to_string());
    let mut system = System::new();
    system.refresh_cpu_list(CpuRefreshKind::nothing());
    let processor = system.cpus().first().map_or("", |cpu| cpu.brand());
    let name = System::name().unwrap_or_default();
    let version = System::os_version().unwrap_or_default();
    let kernel = System::kernel_long_version();
    let rustc = Command::new("rustc").arg("--version").output().map(|output| output.stdout);
    let rustc = String::from_utf8(rustc.unwrap_or_default()).unwrap_or_default();
    // Leave out the hash and the date.
    let rustc: Vec<_> = rustc.split_whitespace().take(2).collect();
    let rustc = rustc.join(" ");
    format!("{kind}{cores} cores ({}), {name} {version}, {kernel}, {rustc}", processor.trim())
}

/// Returns `true` if Linux's list of the processors says that a hypervisor runs below the operating system. It only
/// says so for processors by Intel and AMD, and other operating systems don't have the list.
fn is_virtual(cpus: &str) -> bool {
    let mut flags = cpus.lines().filter(|line| line.starts_with("flags"));
    flags.any(|line| line.split_whitespace().any(|flag| flag == "hypervisor"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hypervisor_makes_a_machine_virtual() {
        assert!(is_virtual("model name\t: CPU\nflags\t\t: fpu hypervisor lm\n"));
        assert!(!is_virtual("model name\t: hypervisor\nflags\t\t: fpu lm\n"));
        assert!(!is_virtual(""));
    }
}
