//! The checks on the thought experiments that are the same for every parent.

use crate::{Program, rejected, workspace};
use roxmltree::Document;

/// A parent, and the expectations of it.
#[derive(Clone, Copy, Debug)]
pub struct Parent {
    /// The name of the example, and of the file with its output.
    pub name: &'static str,
    /// The lanes of its evening.
    pub lanes: &'static [&'static str],
    /// The words that must be in its help.
    pub help: &'static [&'static str],
    /// The command lines that it doesn't accept, and words that must be in the message.
    pub rejected: &'static [rejected::Rejected],
}

/// The command lines that no parent accepts.
const REJECTED: [rejected::Rejected; 9] = [
    (&["--frobnicate"], "there is no option \"--frobnicate\"; there are --seed, "),
    (&["-x"], "there is no option \"-x\""),
    (&["3"], "only options are accepted, but \"3\" was given"),
    (&["--", "--seed"], "only options are accepted, but \"--seed\" was given"),
    (&["--empty"], "there is no option \"--empty\""),
    (&["--trace", "x"], "there is no option \"--trace\""),
    (&["--timeline=wide"], "--timeline takes no value; leave out \"wide\""),
    (&["--svg"], "--svg needs a value: the path of a file"),
    (&["--svg", "no-such-folder/x.svg"], "--svg cannot be written to \"no-such-folder/x.svg\": "),
];

/// Values, separated by bars, that aren't whole numbers from 0 to 2^64-1.
pub const NUMBERS: &str = "x||-1|1.5|1e3|NaN| 1|18446744073709551616";

/// Checks that a parent prints what is expected, the same every time, and something else for other evenings; that it
/// draws lanes; and that it rejects what it can't do.
pub fn check(parent: &Parent) {
    let program = Program::named(parent.name);
    let printed = program.run::<&str>([]).ok();
    workspace::check_expected(parent.name, &printed);
    program.run::<&str>([]).check(&printed, "", 0);
    let other = program.run(["--seed", "7"]).ok();
    assert_ne!(other, printed);
    program.run(["--seed=7"]).check(&other, "", 0);
    assert_ne!(program.run(["--seed", "18446744073709551615"]).stdout, other);
    for printed in [&printed, &other, &program.run(["--seed", "8"]).stdout] {
        check_idle(printed);
    }

    let lanes = parent.lanes;
    for ascii in [false, true] {
        let arguments = ["--timeline", "--ascii"].into_iter().take(1 + usize::from(ascii));
        let run = program.run(arguments);
        assert_eq!((run.stdout.as_str(), run.status), (printed.as_str(), Some(0)));
        assert_eq!(run.stderr.is_ascii(), ascii, "{}", run.stderr);
        let drawn: Vec<_> = run.stderr.lines().filter_map(|line| line.split_once("  ")).collect();
        let names: Vec<_> = drawn.iter().map(|(name, _)| *name).collect();
        assert_eq!(names[..lanes.len()], *lanes, "{}", run.stderr);
        assert!(run.stderr.contains("17:00"), "{}", run.stderr);
    }
    let (run, svg) = program.written(&[], "--svg");
    run.check(&printed, "", 0);
    assert_eq!(drawn(&svg), lanes);
    check_help(program, &[&["--html FILE"], parent.help].concat());

    rejected::check(program, &[&REJECTED, parent.rejected].concat());
    let accepted = "a whole number from 0 to 18446744073709551615";
    rejected::check_option(program, &("--seed", NUMBERS, accepted));
    program.says_that_it_cannot_write();
    let none = program.start::<&str>([], 1).stop_reading();
    assert_eq!((none.stderr.as_str(), none.status), ("", Some(0)));
}

/// Checks that the program answers `--help`, with all of `words`, and `--version`.
pub fn check_help(program: Program, words: &[&str]) {
    program.helps("\n", &[&["--seed N", "--timeline", "--svg FILE", "--ascii"], words].concat());
}

/// Checks that the story and the score agree about finished machines.
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

/// Returns the names of the lanes in a picture.
fn drawn(svg: &str) -> Vec<String> {
    let svg = Document::parse(svg).expect("a picture is XML");
    let lanes = svg.descendants().filter(|node| node.attribute("class") == Some("lane"));
    let names = lanes.filter_map(|lane| lane.children().find(|child| child.has_tag_name("text")));
    names.filter_map(|name| Some(name.text()?.to_owned())).collect()
}
