//! The thought experiments: what is the same for every parent.

use super::{Lesson, Run, TemporaryFile, rejected};
use roxmltree::Document;

/// What no parent accepts, and words that must be in what is said about it.
const REJECTED: [(&[&str], &str); 9] = [
    (&["--frobnicate"], "there is no option \"--frobnicate\"; there are --seed, "),
    (&["-x"], "there is no option \"-x\""),
    (&["3"], "there are only options, but \"3\" was given"),
    (&["--", "--seed"], "there are only options, but \"--seed\" was given"),
    (&["--empty"], "there is no option \"--empty\""),
    (&["--trace", "x"], "there is no option \"--trace\""),
    (&["--timeline=wide"], "--timeline takes no value, but it was given \"wide\""),
    (&["--svg"], "--svg needs a value: the path of a file"),
    (&["--svg", "no-such-folder/x.svg"], "--svg cannot be written to \"no-such-folder/x.svg\": "),
];

/// What is no whole number in a range that begins above -1 and ends at 2^64-1 at most.
pub const NUMBERS: [&str; 8] = ["x", "", "-1", "1.5", "1e3", "NaN", " 1", "18446744073709551616"];

/// Checks that a parent prints `golden`, the same every time, and something else for other
/// evenings; that lanes can be drawn; and that what cannot be done is rejected.
pub fn check(parent: Lesson, golden: &str, lanes: &[&str]) {
    parent.run::<&str>([]).check(golden, "", 0);
    parent.run::<&str>([]).check(golden, "", 0);
    let other = parent.run(["--seed", "7"]);
    assert_eq!((other.stderr.as_str(), other.status), ("", Some(0)));
    assert_ne!(other.stdout, golden);
    assert_eq!(parent.run(["--seed=7"]), other);
    assert_ne!(parent.run(["--seed", "18446744073709551615"]).stdout, other.stdout);

    for arguments in [&[][..], &["--seed", "7"], &["--seed", "8"]] {
        check_idle(&parent.run(arguments.iter()).stdout);
    }
    for ascii in [false, true] {
        let arguments = ["--timeline", "--ascii"].into_iter().take(1 + usize::from(ascii));
        let Run { stdout, stderr, status } = parent.run(arguments);
        assert_eq!((stdout.as_str(), status), (golden, Some(0)));
        assert_eq!(stderr.is_ascii(), ascii, "{stderr}");
        let drawn: Vec<_> = stderr.lines().filter_map(|line| line.split_once("  ")).collect();
        let names: Vec<_> = drawn.iter().map(|(name, _)| *name).collect();
        assert_eq!(names[..lanes.len()], *lanes, "{stderr}");
        assert!(stderr.contains("17:00"), "{stderr}");
    }
    let svg = TemporaryFile::new("svg");
    let path = svg.path().to_str().expect("it is UTF-8");
    parent.run(["--svg", path]).check(golden, "", 0);
    assert_eq!(drawn(&svg.read()), lanes);

    rejected::check(parent, REJECTED);
    let accepted = "a whole number from 0 to 18446744073709551615";
    rejected::check_option(parent, "--seed", &NUMBERS, accepted);
    parent.says_that_it_cannot_write();
    let none = parent.start::<&str>([], 1).stop_reading();
    assert_eq!((none.stderr.as_str(), none.status), ("", Some(0)));
}

/// Checks that `--help` and `--version` are answered, the former with all of `words`.
pub fn check_help(parent: Lesson, words: &[&str]) {
    let run = parent.run(["--help"]);
    assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)));
    let name = parent.name();
    assert!(run.stdout.starts_with(&format!("Usage: {name} [OPTIONS]\n\n")), "{}", run.stdout);
    for words in ["--seed N", "--timeline", "--svg FILE", "--ascii"].iter().chain(words) {
        assert!(run.stdout.contains(words), "{words} in {}", run.stdout);
    }
    let version = format!("{name} {}\n", env!("CARGO_PKG_VERSION"));
    parent.run(["--version"]).check(&version, "", 0);
}

/// Checks that what a parent draws is what is committed.
pub fn check_committed(parent: Lesson, arguments: &[&str], committed: &str) {
    let drawn = parent.draw(arguments);
    assert!(drawn == committed, "the picture is another one; README.md tells how to draw it anew");
}

/// Checks that the story and the score tell the same of finished machines.
fn check_idle(printed: &str) {
    if printed.contains("Deadlock") {
        return;
    }
    let before = |text: &str, words: &str| -> Option<u32> {
        text.split_once(words)?.0.split(' ').next_back()?.parse().ok()
    };
    let done = printed.lines().filter_map(|line| line.split_once(", done ")).map(|(_, done)| done);
    let told: u32 = done.map(|done| before(done, " minute").expect("it is a number")).sum();
    let score = printed.lines().find(|line| line.starts_with("Machines idle"));
    assert_eq!(score.and_then(|line| before(line, " min")), Some(told), "{printed}");
}

/// The names of the lanes in a picture.
fn drawn(svg: &str) -> Vec<String> {
    let svg = Document::parse(svg).expect("a picture is XML");
    let lanes = svg.descendants().filter(|node| node.attribute("class") == Some("lane"));
    let names = lanes.filter_map(|lane| lane.children().find(|child| child.has_tag_name("text")));
    names.filter_map(|name| Some(name.text()?.to_owned())).collect()
}
