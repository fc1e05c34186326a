//! Runs of the lessons that are played step by step in the book.

use crate::contents::staged;
use crate::links::relative;
use crate::{complain, course};
use std::io::{self, IsTerminal};
use std::path::Path;
use std::{fs, thread};

/// A run, and the page that has it.
pub(crate) struct Player {
    name: &'static str,
    page: &'static str,
    /// The heading of the part at whose end it is.
    pub(crate) heading: &'static str,
    /// The package that is run.
    package: &'static str,
    /// The arguments before the file that is written, and those after it.
    arguments: (&'static [&'static str], &'static [&'static str]),
}

/// Speeds are those at which each run shows the times of the lesson, also while the others are running.
const PLAYERS: [Player; 6] = [
    lesson("lesson-01", "lesson-01-sync/README.md", "lesson-01-sync", &["--quiet"]),
    lesson("lesson-02", "lesson-02-coop/README.md", "lesson-02-coop", &["--quiet"]),
    lesson(
        "lesson-03",
        "lesson-03-blocking/README.md",
        "lesson-03-blocking",
        &["--quiet", "--speed", "4"],
    ),
    lesson(
        "lesson-04",
        "lesson-04-async/README.md",
        "lesson-04-async",
        &["--quiet", "--speed", "2"],
    ),
    lesson("lesson-05", "lesson-05-http/README.md", "lesson-05-http", &["--quiet"]),
    Player {
        name: "talk",
        page: "shared/viewer/README.md",
        heading: "Step by step",
        package: "menu",
        arguments: (&["talk"], &["--speed", "4"]),
    },
];

const fn lesson(
    name: &'static str,
    page: &'static str,
    package: &'static str,
    after: &'static [&'static str],
) -> Player {
    Player { name, page, heading: "See it", package, arguments: (&["--html"], after) }
}

/// Lets the page around it say whether it is light or dark.
const SCHEME: &str = "<script>
addEventListener('message', ({ data }) => {
    if (data === 'light' || data === 'dark') document.documentElement.style.colorScheme = data;
});
</script>
</body>";

/// Returns the players of a page.
pub(crate) fn of(page: &str) -> impl Iterator<Item = &'static Player> {
    PLAYERS.iter().filter(move |player| player.page == page)
}

impl Player {
    /// Returns the link to it on its page, which a script makes the player itself of.
    pub(crate) fn link(&self, page: &str) -> String {
        let address = relative(&staged(page), &self.address());
        format!(
            "\n\n<p class=\"player\"><a href=\"{address}\">Play this run step by step, on a page of its own</a></p>"
        )
    }

    /// Returns where it is in the book.
    fn address(&self) -> String {
        format!("players/{}.html", self.name)
    }

    /// Runs the program, which writes its page.
    fn record(&self, folder: &Path) -> Result<(), String> {
        let file = folder.join(self.address());
        let (before, after) = self.arguments;
        let mut cargo = course::cargo(&["run", "--quiet", "--package", self.package, "--"]);
        let output = cargo.args(before).arg(&file).args(after).output();
        let output = output.map_err(|error| format!("cannot run cargo: {error}"))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{} wrote no page for its player: {}", self.package, said.trim()));
        }
        let page = fs::read_to_string(&file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        course::write(&file, &page.replacen("</body>", SCHEME, 1))
    }
}

/// Lets all programs write their pages into a folder, at the same time.
pub(crate) fn record(folder: &Path) -> Result<(), String> {
    let players = folder.join("players");
    fs::create_dir_all(&players)
        .map_err(|error| format!("cannot make {}: {error}", players.display()))?;
    if io::stderr().is_terminal() {
        complain("The lessons are built and run, so that the book can play them.");
    }
    // One after the other, as learners build them: together, they would share features, and be built once more.
    for Player { package, .. } in &PLAYERS {
        let status = course::cargo(&["build", "--quiet", "--package", package]).status();
        if !status.map_err(|error| format!("cannot run cargo: {error}"))?.success() {
            return Err(format!("{package} can't be built, so the book can't play it"));
        }
    }
    thread::scope(|scope| {
        let runs = PLAYERS.each_ref().map(|player| scope.spawn(|| player.record(folder)));
        runs.into_iter().try_for_each(|run| run.join().expect("recording doesn't panic"))
    })
}
