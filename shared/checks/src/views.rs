//! The ways to look at a run. They don't change its output.

use crate::{Program, Run, Started, folder, picture};
use std::ffi::OsStr;
use std::thread;

/// Returns the lines of a lesson without their times, which may be late.
pub fn without_times(lines: &str) -> Vec<&str> {
    let end = |line: &str| line.find("time: ").map_or(line.len(), |time| time + "time:".len());
    lines.lines().map(|line| &line[..end(line)]).collect()
}

/// Checks that looking at a run doesn't change its standard output.
pub fn check_lines(lesson: Program, arguments: &[&str]) {
    let views: [&[&str]; 6] = [
        &[],
        &["--timeline"],
        &["--narrate"],
        &["--svg", "run.svg", "--trace", "run.json"],
        &["--timeline", "--narrate", "--ascii", "--svg", "run.svg", "--trace", "run.json"],
        &["--quiet"],
    ];
    let printed = |view: &[&str]| {
        let folder = folder();
        let mut command = lesson.command(arguments.iter().chain(view));
        let run = Run::of(command.current_dir(folder.path()));
        assert_eq!(run.status, Some(0), "{view:?}: {}", run.stderr);
        run.stdout
    };
    // All run at the same time, since most of them wait.
    let printed = thread::scope(|scope| {
        let runs = views.map(|view| scope.spawn(move || printed(view)));
        runs.map(|run| run.join().expect("it does well"))
    });
    assert_ne!(printed[0], "");
    for (view, lines) in views.iter().zip(&printed) {
        assert_eq!(without_times(lines), without_times(&printed[0]), "{view:?}");
    }
}

/// Checks that quiet runs print nothing on standard error, and that others draw nothing without a terminal.
pub fn check_silence(lesson: Program, arguments: &[&str]) {
    lesson.run(arguments.iter().chain(&["--quiet"])).ok();
    let plain = lesson.run(arguments);
    assert!(!plain.stderr.contains("running"), "{}", plain.stderr);
}

/// Checks that a timeline has a lane for each task, an axis, a legend and a sentence that contains `words`, in 80
/// columns, and that it is plain ASCII if nothing else can be shown.
pub fn check_timeline(lesson: Program, arguments: &[&str], words: &str) {
    let timeline = |arguments: &[&str], locale: &str| {
        let mut command = lesson.command(arguments.iter().chain(&["--timeline"]));
        Run::of(command.env("LC_ALL", locale)).stderr
    };
    let ascii: Vec<_> = arguments.iter().copied().chain(["--ascii"]).collect();
    let drawn = [
        timeline(arguments, "en_US.UTF-8"),
        timeline(&ascii, "en_US.UTF-8"),
        timeline(arguments, "C"),
    ];
    for (drawn, is_ascii) in drawn.iter().zip([false, true, cfg!(not(windows))]) {
        assert_eq!(drawn.is_ascii(), is_ascii, "{drawn}");
        let lines: Vec<_> = drawn.lines().skip_while(|line| !line.starts_with("One")).collect();
        let [one, two, ticks, numbers, legend, ..] = lines[..] else { panic!("{drawn}") };
        assert!(one.starts_with("One  ") && two.starts_with("Two  "), "{drawn}");
        assert!(one.contains(if is_ascii { ['#', '|', '%'] } else { ['█', '│', '▓'] }), "{drawn}");
        assert!(ticks.starts_with(if is_ascii { "     +--" } else { "     ┴──" }), "{drawn}");
        assert!(numbers.starts_with("     0") && numbers.ends_with('s'), "{drawn}");
        for state in ["running", "ready", "waiting"] {
            assert!(legend.contains(state), "{drawn}");
        }
        let sentence = lines[5..].join(" ");
        assert!(sentence.contains(words), "{words} in {drawn}");
        assert!(lines.iter().all(|line| line.chars().count() < 80), "{drawn}");
    }
}

/// Returns the lines of a narration without their times and lengths, which depend on the machine.
pub fn narration(stderr: &str) -> Vec<String> {
    let told = |line: &str| {
        let (time, told) = line.trim_start().split_once("  ")?;
        assert!(time.parse::<f64>().is_ok(), "{line}");
        let Some((told, rest)) = told.split_once(" after holding the thread for ") else {
            return Some(told.to_owned());
        };
        let (_, rest) = rest.split_once(" s ").expect("it is a time in seconds");
        Some(format!("{told} {rest}"))
    };
    stderr.lines().map(|line| told(line).unwrap_or_else(|| line.trim().to_owned())).collect()
}

/// Checks that a run that is cut short leaves a complete picture of itself. Its reader goes away or, if it is `live`,
/// Ctrl-C ends it. The run must print more than fits into a pipe.
pub fn check_cut_short<A: AsRef<OsStr>>(lesson: Program, arguments: &[A], live: bool) {
    let check = |cut_short: fn(Started) -> Run, status| {
        let folder = folder();
        let path = folder.path().join("run.svg");
        let svg = ["--svg".as_ref(), path.as_os_str()];
        let run = cut_short(lesson.start(arguments.iter().map(AsRef::as_ref).chain(svg), 1));
        assert_eq!(run.status, Some(status), "{}", run.stderr);
        let drawn = picture::read(&std::fs::read_to_string(path).expect("it was written"));
        assert!(drawn.iter().any(|lane| !lane.bars.is_empty()), "{drawn:?}");
    };
    check(Started::stop_reading, 0);
    if live {
        #[cfg(unix)]
        check(Started::interrupt, -2);
    }
}

/// Checks that a file that a run writes replaces an older one, and that no other files are left beside it.
pub fn check_files(lesson: Program, arguments: &[&str]) {
    let folder = folder();
    let path = folder.path().join("a picture.svg");
    std::fs::write(&path, "before").expect("a file can be written");
    let svg = ["--svg".as_ref(), path.as_os_str()];
    let run = lesson.run(arguments.iter().map(AsRef::as_ref).chain(svg));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let found = std::fs::read_dir(folder.path()).expect("it is a folder");
    let found: Vec<_> = found.map(|file| file.expect("it is there").path()).collect();
    assert_eq!(found, std::slice::from_ref(&path));
    let svg = std::fs::read_to_string(path).expect("it is a file");
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
}

/// Checks that the program fails, with a sentence, if a file can no longer be written when the run is over. The run
/// must last until its output is read.
pub fn check_unwritable<A: AsRef<OsStr>>(lesson: Program, arguments: &[A]) {
    let folder = folder();
    let path = folder.path().join("run.svg");
    let svg = ["--svg".as_ref(), path.as_os_str()];
    let run = lesson.start(arguments.iter().map(AsRef::as_ref).chain(svg), 1);
    folder.close().expect("nothing is in it yet");
    let Run { stdout, stderr, status } = run.finish();
    assert_eq!(status, Some(1), "{stderr}");
    assert!(stdout.lines().count() > 2, "the run goes to its end: {stdout}");
    let errors: Vec<_> = stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    let [error] = errors[..] else { panic!("{stderr}") };
    assert!(error.contains("cannot write ") && error.contains("run.svg: "), "{error}");
}
