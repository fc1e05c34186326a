//! Opens a page in the reader's browser.

use crate::complain;
use std::env;
use std::process::{Command, Stdio};

/// Opens a page by what `BROWSER` names, or else by the operating system's own opener, if there is one.
pub(crate) fn open(page: &str) {
    let browser = env::var_os("BROWSER");
    let mut command = match &browser {
        Some(browser) if browser.is_empty() => return,
        Some(browser) => Command::new(browser),
        None if cfg!(windows) => Command::new("explorer"),
        None if cfg!(target_os = "macos") => Command::new("open"),
        None => Command::new("xdg-open"),
    };
    let command =
        command.arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Ctrl-C in the terminal is not for the browser.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    // A browser may run until the reader closes it, so nobody waits for it. Where it is has been said already.
    if let (Err(error), Some(browser)) = (command.spawn(), browser) {
        complain(&format!(
            "warning: cannot start {}, which BROWSER names: {error}",
            browser.display()
        ));
    }
}
