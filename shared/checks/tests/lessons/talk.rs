//! `cargo talk`, which shows lessons 3 and 4 in one page.

use crate::menu::command;
use checks::played::runs;
use checks::{Program, Run, folder};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// Returns a folder that already has a page.
fn page() -> (TempDir, PathBuf) {
    let folder = folder();
    let path = folder.path().join("my talk ü.html");
    fs::write(&path, "before").expect("a file can be written");
    (folder, path)
}

/// Runs `cargo talk` in a folder of the workspace, and returns the outcome and the page.
fn talk(folder: &str, arguments: &[&str]) -> (Run, String) {
    let (pages, path) = page();
    let run = Run::of(command("talk", folder, &[]).arg(&path).args(arguments));
    let seen = fs::read_dir(pages.path()).expect("it is a folder").count();
    assert_eq!(seen, 1, "nothing is left beside the page");
    (run, fs::read_to_string(path).expect("there is a page"))
}

#[test]
fn a_talk_is_one_page_from_anywhere() {
    let (run, page) = talk("shared/exercises", &["--speed", "100", "2", "1", "0"]);
    assert_eq!((run.stdout.as_str(), run.status), ("", Some(0)), "{}", run.stderr);
    assert!(run.stderr.starts_with("Lessons 3 and 4 are side by side in "), "{}", run.stderr);
    assert!(run.stderr.ends_with("my talk ü.html\n"), "{}", run.stderr);
    let runs = runs(&page);
    let seen: Vec<_> = runs.iter().map(|run| (&run["title"], &run["work"]["all"])).collect();
    let [blocking, concurrent] = ["lesson-03-blocking", "lesson-04-async"].map(Value::from);
    let three = Value::from(3);
    assert_eq!(seen, [(&blocking, &three), (&concurrent, &three)]);
}

#[test]
fn what_a_lesson_says_is_passed_on_once_and_no_page_is_written() {
    for (arguments, said, status) in [
        (&["--speed"][..], "error: --speed needs a value: a number from 0.01 to 1000\n", 2),
        (
            &["1", "x"],
            "error: WORK is \"x\", but it must be a number of seconds from 0 to 1000000\n",
            2,
        ),
        (&["--version"], "error: with these options, the lessons write no pages\n", 2),
    ] {
        let (run, page) = talk("", arguments);
        run.check("", said, status);
        assert_eq!(page, "before", "{arguments:?}");
    }
    let (run, _) = talk("", &["--speed", "100", "1", "--timeline"]);
    for lanes in ["lesson-03-blocking:\nOne ", "lesson-04-async:\nOne "] {
        assert_eq!((run.status, run.stderr.matches(lanes).count()), (Some(0), 1), "{}", run.stderr);
    }
}

#[test]
fn what_cannot_be_done_is_said_before_anything_runs() {
    let (folder, _) = page();
    for (arguments, said) in [
        (&[][..], "the file for the page comes first: `cargo talk FILE [OPTIONS] [WORK]...`"),
        (&["--speed", "8"], "the file for the page comes first: "),
        (&["no-such-folder/talk.html"], "cannot write no-such-folder/talk.html: "),
        (&["."], "cannot write .: "),
        (&["talk.html", "--html", "run.html"], "--html would be written twice"),
        (&["talk.html", "--svg=run.svg"], "--svg would be written twice"),
        (&["talk.html", "--predict"], "--predict asks about one run, and there are two"),
    ] {
        let mut menu = Program::named("menu").command(["talk"]);
        // Nothing can be built here, so nothing runs.
        menu.env("CARGO", "no-such-cargo").args(arguments).current_dir(folder.path());
        let Run { stdout, stderr, status } = Run::of(&mut menu);
        assert_eq!((stdout.as_str(), status), ("", Some(2)), "{stderr}");
        assert!(stderr.starts_with(&format!("error: {said}")), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

/// Only Linux lists the processes without the help of other programs.
#[cfg(target_os = "linux")]
mod interrupted {
    use super::{command, page};
    use checks::Started;
    use std::fs;
    use std::os::unix::process::CommandExt;
    use std::process::Command;
    use std::thread;
    use std::time::{Duration, Instant};

    /// The time after which a program counts as one that doesn't end.
    const PATIENCE: Duration = Duration::from_secs(30);

    /// Returns the names of the processes in a group that haven't ended.
    fn members(group: u32) -> Vec<String> {
        let processes = fs::read_dir("/proc").expect("there are processes").flatten();
        // A process may end while this looks at it.
        let stats =
            processes.filter_map(|process| fs::read_to_string(process.path().join("stat")).ok());
        let members = stats.filter_map(|stat| {
            let (name, rest) = stat.rsplit_once(") ")?;
            let mut words = rest.split(' ');
            let has_ended = words.next() == Some("Z");
            let is_member = words.nth(1) == Some(&group.to_string());
            (is_member && !has_ended).then(|| name.split_once('(').unwrap_or_default().1.to_owned())
        });
        members.collect()
    }

    /// Ctrl-C in a terminal goes to all programs that run there.
    #[test]
    fn ctrl_c_ends_both_lessons() {
        let (_folder, path) = page();
        let mut talk = command("talk", "", &[]);
        talk.arg(&path).arg("300").process_group(0);
        let mut talk = Started::new(talk);
        let group = talk.id();
        let signal = |signal: &str| {
            Command::new("kill")
                .args([signal, "--", &format!("-{group}")])
                .status()
                .expect("kill runs")
        };
        while members(group).iter().filter(|name| name.starts_with("lesson-0")).count() < 2 {
            assert!(!talk.has_ended(), "{}", talk.finish().stderr);
            thread::sleep(Duration::from_millis(10));
        }
        assert!(signal("-INT").success());
        let before = Instant::now();
        while !members(group).is_empty() && before.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(10));
        }
        let left = members(group);
        signal("-KILL");
        assert!(left.is_empty(), "{left:?} still run");
        talk.finish().check("", "", -2);
        assert_eq!(fs::read_to_string(path).expect("there is a page"), "before");
    }
}
