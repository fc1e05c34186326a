//! Command lines that lessons don't accept.

use crate::{Program, Run};
use std::ffi::OsStr;
use std::fmt::Debug;

/// A command line that isn't accepted, and words that must be in the message about it.
pub type Rejected = (&'static [&'static str], &'static str);

/// An option, values that it doesn't accept, separated by bars, and the message's words for those that it does.
pub type Values<'a> = (&'a str, &'a str, &'a str);

/// The command lines that no lesson accepts.
const BY_ALL: [Rejected; 24] = [
    (&["--frobnicate"], "there is no option \"--frobnicate\"; there are --"),
    (&["--frobnicate"], ", --help (-h), --version (-V)"),
    (&["-x"], "there is no option \"-x\""),
    (&["--help=3"], "error: --help takes no value; leave out \"3\""),
    (&["-hV"], "error: -h takes no value; leave out \"V\""),
    (&["--version=x"], "error: --version takes no value; leave out \"x\""),
    (&["-V=x"], "error: -V takes no value; leave out \"x\""),
    (&["--empty=yes"], "error: --empty takes no value; leave out \"yes\""),
    (&["--", "--empty"], "WORK is \"--empty\", but it must be "),
    (&["-"], "WORK is \"-\", but it must be "),
    (&["--timeline=wide"], "error: --timeline takes no value; leave out \"wide\""),
    (&["--quiet", "--timeline"], "--quiet and --timeline contradict each other"),
    (&["--narrate", "--quiet"], "--quiet and --narrate contradict each other"),
    (&["--predict", "--quiet"], "--quiet and --predict contradict each other"),
    (&["--narrate", "--predict"], "--predict and --narrate contradict each other"),
    (&["--svg"], "--svg needs a value: the path of a file"),
    (&["--trace"], "--trace needs a value: the path of a file"),
    (&["--svg", ""], "--svg is \"\", but it must be the path of a file"),
    (&["--svg", "--trace"], "--svg is \"--trace\", but it must be the path of a file"),
    (
        &["--svg", "no-such-folder/run.svg"],
        "--svg cannot be written to \"no-such-folder/run.svg\": ",
    ),
    (
        &["--svg", "no-such-folder/"],
        "--svg cannot be written to \"no-such-folder/\": that is the path",
    ),
    (
        &["--trace", "run/."],
        "--trace cannot be written to \"run/.\": that is the path of a folder; add",
    ),
    (&["--svg", "./run", "--trace", "run"], "--svg and --trace need a FILE each"),
    (&["--trace", "."], "--trace cannot be written to \".\": is a directory"),
];

/// Values that aren't work for a lesson that counts.
pub const COUNTS: &str = "-1|-0.5|1.5|1e3|NaN|-NaN|inf|-inf|1e400|18446744073709551616|| 1|ten";

/// Values that aren't work for a lesson that waits.
pub const DELAYS: &str = "-1|-0.5|NaN|-NaN|inf|-inf|infinity|1e400|1e20|1000000.1|| 1|1s|1,5";

/// Values that `--speed` doesn't accept.
pub const SPEEDS: &str = "0|-0|-1|0.009|1001|NaN|inf|1e400||fast|2x";

/// Checks that `program` rejects command lines, each with a message that has these words.
pub fn check(program: Program, rejected: &[Rejected]) {
    for (arguments, words) in rejected {
        check_one(program, arguments, words);
    }
}

/// Checks that `program` rejects the command lines that no lesson accepts, and each of the values in `work` as a piece
/// of work, with a message that says it must be `accepted`.
pub fn check_work(program: Program, work: &str, accepted: &str) {
    check(program, &BY_ALL);
    for work in work.split('|') {
        let words = format!("WORK is {work:?}, but it must be {accepted}");
        check_one(program, &[work], &words);
        check_one(program, &["--", work], &words);
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        check_one(program, &[OsStr::from_bytes(b"1\xff")], "WORK is \"1\\xFF\", but it must be ");
        check_one(program, &[OsStr::from_bytes(b"--\xff")], "there is no option ");
        for stream in ["/dev/stdout", "/dev/null"] {
            let words = format!("--svg cannot be written to {stream:?}: it is not a regular file");
            check_one(program, &["--svg", stream], &words);
        }
    }
}

/// Checks that `program` rejects values for an option, and the option without a value.
pub fn check_option(program: Program, (option, values, accepted): &Values<'_>) {
    for value in values.split('|') {
        let words = format!("{option} is {value:?}, but it must be {accepted}");
        check_one::<&str>(program, &[option, value], &words);
        check_one(program, &[format!("{option}={value}")], &words);
    }
    check_one(program, &[option], &format!("{option} needs a value: {accepted}"));
}

/// Checks that there is one sentence on standard error, that the exit status is 2, and that nothing was done.
fn check_one<A: AsRef<OsStr> + Debug>(program: Program, arguments: &[A], words: &str) {
    let Run { stdout, stderr, status } = program.run(arguments);
    assert_eq!((stdout.as_str(), status), ("", Some(2)), "{arguments:?}: {stderr}");
    assert!(stderr.starts_with("error: "), "{arguments:?}: {stderr}");
    assert_eq!(stderr.lines().count(), 1, "{arguments:?}: {stderr}");
    assert!(stderr.contains(words), "{arguments:?}: {stderr}");
}
