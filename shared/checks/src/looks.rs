//! What is the same in every lesson about looking at its run.

use super::{Lesson, Run, Started, TemporaryFile, picture};
use std::ffi::OsStr;
use std::thread;

/// The lines of a lesson without their times, which may be late.
pub fn without_times(lines: &str) -> Vec<&str> {
    let end = |line: &str| line.find("time: ").map_or(line.len(), |time| time + "time:".len());
    lines.lines().map(|line| &line[..end(line)]).collect()
}

/// Checks that whoever looks at a run changes nothing of what it prints on standard output.
pub fn check_lines(lesson: Lesson, arguments: &[&str]) {
    let plain = lesson.run(arguments);
    assert_eq!(plain.status, Some(0), "{}", plain.stderr);
    assert_ne!(plain.stdout, "");
    let files = ["svg", "json", "svg", "json"].map(TemporaryFile::new);
    let [svg, trace, other_svg, other_trace] =
        files.each_ref().map(|file| file.path().to_str().expect("it is UTF-8"));
    let looks: [&[&str]; 5] = [
        &["--timeline"],
        &["--narrate"],
        &["--svg", svg, "--trace", trace],
        &["--timeline", "--narrate", "--ascii", "--svg", other_svg, "--trace", other_trace],
        &["--quiet"],
    ];
    // All at the same time, since most of them wait.
    thread::scope(|scope| {
        for look in looks {
            let plain = &plain;
            scope.spawn(move || {
                let run = lesson.run(arguments.iter().chain(look));
                assert_eq!(run.status, Some(0), "{look:?}: {}", run.stderr);
                assert_eq!(without_times(&run.stdout), without_times(&plain.stdout), "{look:?}");
            });
        }
    });
}

/// Checks that quiet runs say nothing, and that plain ones draw nothing where there is no terminal.
pub fn check_silence(lesson: Lesson, arguments: &[&str]) {
    let quiet = lesson.run(arguments.iter().chain(&["--quiet"]));
    assert_eq!((quiet.stderr.as_str(), quiet.status), ("", Some(0)));
    let plain = lesson.run(arguments);
    assert!(!plain.stderr.contains("running"), "{}", plain.stderr);
}

/// Checks that a timeline has a lane for each task, an axis, a legend and a sentence that contains
/// `words`, in 80 columns, and that it is plain ASCII where nothing else can be shown.
pub fn check_timeline(lesson: Lesson, arguments: &[&str], words: &str) {
    let timeline = |arguments: &[&str], locale: &str| {
        let mut command = lesson.command(arguments.iter().chain(&["--timeline"]));
        let output = command.env("LC_ALL", locale).output().expect("the lesson runs");
        Run::from(output).stderr
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

/// Checks the lines of a narration, without their times, and without how long the thread was held.
pub fn check_narration(lesson: Lesson, arguments: &[&str], expected: &[&str]) {
    let run = lesson.run(arguments.iter().chain(&["--narrate"]));
    let told: Vec<_> = run
        .stderr
        .lines()
        .map(|line| {
            let (time, told) = line.trim_start().split_once("  ").expect("a time comes first");
            assert!(time.parse::<f64>().is_ok(), "{line}");
            match told.split_once(" after holding the thread for ") {
                // How long that was depends on what else the machine does.
                Some((told, rest)) => {
                    let (_, rest) = rest.split_once(" s ").expect("it is a time in seconds");
                    format!("{told} {rest}")
                }
                None => told.to_owned(),
            }
        })
        .collect();
    assert_eq!(told, expected);
}

/// Checks that a run that is cut short, by Ctrl-C or by a reader who has gone, leaves a whole
/// picture of what there was of it. The run must print more than a pipe holds.
pub fn check_cut_short<A: AsRef<OsStr>>(lesson: Lesson, arguments: &[A]) {
    let check = |cut_short: fn(Started) -> Run, status| {
        let file = TemporaryFile::new("svg");
        let svg = ["--svg".as_ref(), file.path().as_os_str()];
        let run = cut_short(lesson.start(arguments.iter().map(AsRef::as_ref).chain(svg), 1));
        assert_eq!(run.status, Some(status), "{}", run.stderr);
        let drawn = picture::read(&file.read());
        assert!(drawn.iter().any(|lane| !lane.bars.is_empty()), "{drawn:?}");
    };
    check(Started::stop_reading, 0);
    #[cfg(unix)]
    check(Started::interrupt, 130);
}

/// Checks that what is asked for in a file replaces what was there, and that nothing else is left
/// beside it.
pub fn check_files(lesson: Lesson, arguments: &[&str]) {
    let folder = TemporaryFile::new("folder");
    std::fs::create_dir(folder.path()).expect("a folder can be made");
    let path = folder.path().join("a picture.svg");
    std::fs::write(&path, "before").expect("a file can be written");
    let run =
        lesson.run(arguments.iter().map(AsRef::as_ref).chain(["--svg".as_ref(), path.as_os_str()]));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let found = std::fs::read_dir(folder.path()).expect("it is a folder");
    let found: Vec<_> = found.map(|file| file.expect("it is there").path()).collect();
    assert_eq!(found, std::slice::from_ref(&path));
    let svg = std::fs::read_to_string(path).expect("it is a file");
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
    std::fs::remove_dir_all(folder.path()).expect("it can be removed");
}
