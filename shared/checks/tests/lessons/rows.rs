//! The expectations of each lesson, as data.

use crate::lesson::{Interrupted, Lesson, Lines, Much, Told, Views};
use crate::{counts, pages};
use checks::expected;
use checks::picture::{Committed, Times};
use checks::rejected::{COUNTS, DELAYS, SPEEDS, Values};

const HELD: &str = "Tasks held the thread for ";
const WAITED: &str = " s of waiting done in ";
const SPEED: Values<'_> = ("--speed", SPEEDS, "a number from 0.01 to 1000");

pub(crate) const SYNC: Lesson = Lesson {
    name: "lesson-01-sync",
    lines: Lines::Counts(counts::one_does_all),
    help: &["default: 15 10 5 2", "--empty", "-- 3 2 1\n"],
    no_work: (COUNTS, "a whole number from 0 to 18446744073709551615"),
    values: &[],
    rejected: &[
        (&["--speed", "2"], "no option \"--speed\""),
        (&["--empty", "1"], "--empty and WORK"),
    ],
    much: Much::Work("1", "1000000000000"),
    heading: "",
    // An optimised program counts to any number in no time.
    interrupted: if cfg!(debug_assertions) {
        &[Interrupted {
            arguments: &["2", "1", "1000000000000", "3"],
            lines: 5,
            stdout: Some(
                "Task One running\nTask One total: 2\nTask One running\nTask One total: 1\n\
                 Task One running\n",
            ),
            stderr: "",
            status: Some(-2),
        }]
    } else {
        &[]
    },
    views: Views {
        lines: &[&[]],
        silent: &[],
        timelines: &[(&[], HELD)],
        quick: &[],
        live: false,
        narrated: (&[], Told::All),
    },
    pictures: &[Committed {
        file: "lesson-01-sync/timeline.svg",
        drawn: &[],
        times: Times::Counts,
    }],
};

pub(crate) const COOP: Lesson = Lesson {
    name: "lesson-02-coop",
    lines: Lines::Counts(counts::tasks_take_turns),
    interrupted: &[Interrupted {
        arguments: &["2", "1000000000000", "1000000000000", "3"],
        lines: 4,
        stdout: Some("Task One running\nTask Two running\nTask One total: 2\nTask One running\n"),
        stderr: "",
        status: Some(-2),
    }],
    views: Views { narrated: (&[], Told::Begin(11)), ..SYNC.views },
    pictures: &[Committed {
        file: "lesson-02-coop/timeline.svg",
        drawn: &[],
        times: Times::Counts,
    }],
    ..SYNC
};

pub(crate) const BLOCKING: Lesson = Lesson {
    name: "lesson-03-blocking",
    lines: Lines::Waits(expected::blocking),
    help: &["default: 15 10 5 2", "--speed FACTOR", "--empty", "-- --speed 2\n"],
    no_work: (DELAYS, "a number of seconds from 0 to 1000000"),
    values: &[SPEED],
    rejected: &[(&["--empty", "1"], "--empty and WORK")],
    much: Much::Work("0", "1000"),
    heading: "",
    interrupted: &[Interrupted {
        arguments: &["--speed", "0.1", "0.01", "1000", "1000", "1000"],
        lines: 3,
        stdout: Some("Task One running\nTask One elapsed time: 0.0\nTask Two running\n"),
        stderr: "Interrupted: 1 of 4 pieces of work done; still at work: Two.\n",
        status: Some(-2),
    }],
    views: Views {
        lines: &[&["--speed", "40", "3", "2", "1"]],
        silent: &["--speed", "40", "3"],
        timelines: &[(&["--speed", "40", "3", "2", "1"], HELD)],
        quick: &["--speed", "100"],
        live: true,
        narrated: (&["--speed", "20", "3", "2", "1"], Told::All),
    },
    pictures: &[Committed {
        file: "lesson-03-blocking/timeline.svg",
        drawn: &[],
        times: Times::Waits(4.0),
    }],
};

pub(crate) const ASYNC: Lesson = Lesson {
    name: "lesson-04-async",
    lines: Lines::Waits(expected::concurrent),
    interrupted: &[Interrupted {
        lines: 4,
        stdout: Some(
            "Task One running\nTask Two running\nTask One elapsed time: 0.0\nTask One running\n",
        ),
        stderr: "Interrupted: 1 of 4 pieces of work done; still at work: One and Two.\n",
        ..BLOCKING.interrupted[0]
    }],
    views: Views {
        lines: &[&["--speed", "20", "3", "2", "3"]],
        silent: &["--speed", "20", "3"],
        timelines: &[(&["--speed", "20", "5", "3", "1"], WAITED)],
        narrated: (&["--speed", "4"], Told::All),
        ..BLOCKING.views
    },
    pictures: &[Committed { file: "lesson-04-async/timeline.svg", ..BLOCKING.pictures[0] }],
    ..BLOCKING
};

pub(crate) const HTTP: Lesson = Lesson {
    name: "lesson-05-http",
    lines: Lines::Pages(pages::both_parts),
    help: &["default: http://google.com\n", "--only PART", "--live", "--timeout SECONDS"],
    no_work: (
        "|5|-1|google.com|//google.com|http:google.com|http://|https://?|ftp://google.com\
         |file:///etc/passwd|http://a b/|http://google.com/\n| http://google.com|http://[::1/\
         |http://google.com:99999|http://{google}.com",
        "a valid URL that begins with http:// or https://",
    ),
    values: &[
        SPEED,
        (
            "--timeout",
            "0|-1|NaN|inf|1e400|1e20||soon",
            "a number of seconds above 0, up to 1000000",
        ),
        ("--only", "|both|Async", "'blocking' or 'async'"),
    ],
    rejected: &[
        (&["--live=yes"], "--live takes no value"),
        (&["--live", "http://google.com"], "--live fetches"),
        (&["--live", "--empty"], "--live fetches"),
        (&["--empty", "http://google.com"], "--empty and WORK"),
        (&["--live", "--speed", "2"], "--speed is for"),
        (&["--speed", "2", "http://google.com"], "--speed is for"),
    ],
    much: Much::Slow(&["--speed", "0.5"], &["--speed", "4"]),
    heading: "Blocking\n",
    interrupted: &[
        Interrupted {
            arguments: &["--only", "blocking", "--speed", "0.2"],
            lines: 3,
            stdout: Some(
                "Task One getting URL: http://google.com\nTask One elapsed time: 0.3\n\
                 Task Two getting URL: http://yahoo.com\n",
            ),
            stderr: "Blocking\nInterrupted: 1 of 7 fetches done; still at work: Two.\n",
            status: Some(-2),
        },
        Interrupted {
            arguments: &["--only", "async", "--speed", "0.3"],
            lines: 2,
            stdout: None,
            stderr: "Async\nInterrupted: 0 of 7 fetches done; still at work: One and Two.\n",
            status: Some(-2),
        },
    ],
    views: Views {
        // The async part runs in slow motion, because its lines come in the order of waits that partly differ by only
        // a tenth of a second.
        lines: &[&["--only", "blocking", "--speed", "8"], &["--only", "async", "--speed", "0.3"]],
        silent: &["--speed", "20"],
        timelines: &[
            (&["--only", "blocking", "--speed", "10"], HELD),
            (&["--only", "async", "--speed", "10"], "s of waiting done in "),
        ],
        quick: &["--speed", "20"],
        live: true,
        narrated: (
            &["--speed", "2"],
            Told::Some(&[
                "One yields after holding the thread for 0.",
                "Two yields after holding the thread for 0.",
                "event loop → One: it begins\n",
                "One waits for its page (google.com) → event loop\n",
                "Two waits for its page (twitter.com) → event loop\n",
                "event loop → One: something arrived for it, or its time is up\n",
                "One is done → event loop\n",
            ]),
        ),
    },
    pictures: &[
        Committed {
            file: "lesson-05-http/timeline-blocking.svg",
            drawn: &["--only", "blocking"],
            times: Times::Fetches(2.0),
        },
        Committed {
            file: "lesson-05-http/timeline-async.svg",
            drawn: &["--only", "async"],
            times: Times::Fetches(2.0),
        },
    ],
};
