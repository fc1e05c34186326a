//! The command line: what is accepted, what is not, and how a run ends early.

use shared::testing::{Lesson, Run, rejected};

const LESSON: Lesson = Lesson::at(env!("CARGO_BIN_EXE_lesson-05-http"));

#[test]
fn rejects_what_it_cannot_do() {
    let no_urls = [
        "",
        "5",
        "-1",
        "google.com",
        "//google.com",
        "http:google.com",
        "http://",
        "https://?",
        "ftp://google.com",
        "file:///etc/passwd",
        "http://a b/",
        "http://google.com/\n",
        " http://google.com",
        "http://[::1/",
        "http://google.com:99999",
    ];
    rejected::check_work(LESSON, &no_urls, "a valid URL that begins with http:// or https://");
    rejected::check_option(LESSON, "--speed", &rejected::SPEEDS, "a number from 0.01 to 1000");
    let no_times = ["0", "-1", "NaN", "inf", "1e400", "1e20", "", "soon"];
    let seconds = "a number of seconds above 0, up to 1000000";
    rejected::check_option(LESSON, "--timeout", &no_times, seconds);
    rejected::check_option(LESSON, "--only", &["", "both", "Async"], "'blocking' or 'async'");
    rejected::check(
        LESSON,
        [
            (&["--live=yes"][..], "--live takes no value"),
            (&["--live", "http://google.com"], "--live fetches"),
            (&["--live", "--empty"], "--live fetches"),
            (&["--empty", "http://google.com"], "--empty and WORK"),
            (&["--live", "--speed", "2"], "--speed is for"),
            (&["--speed", "2", "http://google.com"], "--speed is for"),
        ],
    );
}

#[test]
fn helps() {
    LESSON.helps(&["default: http://google.com\n", "--only PART", "--live", "--timeout SECONDS"]);
}

#[test]
fn ends_quietly_when_nobody_reads_on() {
    let run = LESSON.start(["--speed", "0.5"], 1).stop_reading();
    assert_eq!((run.stderr.as_str(), run.status), ("Blocking\n", Some(0)));
}

#[test]
fn says_that_it_cannot_write() {
    LESSON.says_that_it_cannot_write();
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_run_and_says_how_far_it_came() {
    let run = LESSON.start(["--only", "blocking", "--speed", "0.3"], 3).interrupt();
    let stdout = "Task One getting URL: http://google.com\nTask One elapsed time: 0.3\n\
                  Task Two getting URL: http://yahoo.com\n";
    let stderr = "Blocking\nInterrupted: 1 of 7 fetches done; still at work: Two.\n";
    run.check(stdout, stderr, 130);

    let Run { stderr, status, .. } =
        LESSON.start(["--only", "async", "--speed", "0.3"], 2).interrupt();
    let stdout = "Async\nInterrupted: 0 of 7 fetches done; still at work: One and Two.\n";
    assert_eq!((stderr.as_str(), status), (stdout, Some(130)));
}

#[test]
fn colours_are_for_those_who_see_them() {
    let stderr = |variables: &[(&str, &str)]| {
        let mut command = LESSON.command(["--empty"]);
        Run::from(command.envs(variables.iter().copied()).output().expect("the lesson runs")).stderr
    };
    assert!(!stderr(&[]).contains('\x1b'));
    assert!(stderr(&[("CLICOLOR_FORCE", "1")]).contains("\x1b[1mBlocking\x1b[0m\n"));
    assert!(!stderr(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains('\x1b'));
}
