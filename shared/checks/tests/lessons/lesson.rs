//! A lesson as data, and the checks that are the same for all lessons.

use checks::expected;
use checks::picture::{self, Committed};
use checks::rejected::{self, Rejected, Values};
use checks::{Program, Run, trace, views, workspace};
use std::thread;

type Arguments = &'static [&'static str];

/// A lesson, and the expectations of it. A file of its name has its output.
#[derive(Clone, Copy)]
pub(crate) struct Lesson {
    /// The name of the package and of its program.
    pub(crate) name: &'static str,
    pub(crate) lines: Lines,
    /// The words that must be in its help, besides those of every lesson.
    pub(crate) help: &'static [&'static str],
    /// Values that aren't pieces of work, separated by bars, and the message's words for those that are.
    pub(crate) no_work: (&'static str, &'static str),
    /// The values that its options don't accept.
    pub(crate) values: &'static [Values<'static>],
    pub(crate) rejected: &'static [Rejected],
    /// A run that waits until its output is read.
    pub(crate) much: Much,
    /// The heading that it prints on standard error.
    pub(crate) heading: &'static str,
    pub(crate) interrupted: &'static [Interrupted],
    pub(crate) views: Views,
    pub(crate) pictures: &'static [Committed],
}

/// The expected output of a lesson.
#[derive(Clone, Copy)]
pub(crate) enum Lines {
    /// The lines of a lesson that counts, worked out from its work.
    Counts(fn(&[u64]) -> String),
    /// The lines of a lesson that waits, worked out from its schedule.
    Waits(fn(&[(String, f64)]) -> String),
    /// The lines of both parts of a lesson that fetches pages.
    Pages(fn(&[(String, f64)]) -> String),
}

/// The speed at which the lines of lessons that wait come in the usual order: the ends of two waits are equal, or at
/// least two thirds of a real second apart.
const ORDERLY: f64 = 3.0;
/// The same for lessons that fetch pages, with a quarter of a second.
const ORDERLY_PAGES: f64 = 0.4;
/// A speed for runs whose lines are only compared with their own traces.
const TRACED: &str = "20";

/// A run that doesn't end while nobody reads its output.
#[derive(Clone, Copy)]
pub(crate) enum Much {
    /// More pieces of work like the first one than a pipe has room for lines, and then the second one, which takes for
    /// ever.
    Work(&'static str, &'static str),
    /// A run that waits for a long time, and one that waits for less.
    Slow(Arguments, Arguments),
}

/// A run that is ended by Ctrl-C after some lines.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(unix),
    expect(dead_code, reason = "only Unix lets one program press it for another")
)]
pub(crate) struct Interrupted {
    pub(crate) arguments: &'static [&'static str],
    pub(crate) lines: usize,
    /// The lines that it printed; `None` if they vary.
    pub(crate) stdout: Option<&'static str>,
    pub(crate) stderr: &'static str,
    pub(crate) status: Option<i32>,
}

/// The ways to look at a lesson.
#[derive(Clone, Copy)]
pub(crate) struct Views {
    /// Runs that print the same lines in all ways of looking.
    pub(crate) lines: &'static [Arguments],
    pub(crate) silent: Arguments,
    /// Runs that are drawn, and words that must be in the sentence about each.
    pub(crate) timelines: &'static [(Arguments, &'static str)],
    pub(crate) quick: Arguments,
    /// True if its lanes grow in a terminal, and Ctrl-C leaves a picture.
    pub(crate) live: bool,
    pub(crate) narrated: (Arguments, Told),
}

/// The narration of a run.
#[derive(Clone, Copy)]
pub(crate) enum Told {
    /// Exactly the lines in the file of its name.
    All,
    /// This many first lines of that file, then other lines, and then its last line.
    Begin(usize),
    /// These lines among others.
    Some(&'static [&'static str]),
}

impl Lesson {
    pub(crate) fn program(&self) -> Program {
        Program::named(self.name)
    }

    pub(crate) fn prints_what_the_document_says(&self) {
        match self.lines {
            Lines::Counts(lines) => {
                let lines = lines(&[15, 10, 5, 2]);
                workspace::check_expected(self.name, &lines);
                self.program().run::<&str>([]).check(&lines, "", 0);
            }
            Lines::Waits(lines) => self.check_document(ORDERLY, &lines(&running(&DOCUMENT))),
            Lines::Pages(lines) => {
                self.check_document(ORDERLY_PAGES, &lines(&crate::pages::sites()));
            }
        }
    }

    fn check_document(&self, speed: f64, lines: &str) {
        workspace::check_expected(self.name, lines);
        expected::check(self.program(), speed, &[], lines);
    }

    pub(crate) fn prints_the_lines_of_other_work(&self) {
        match self.lines {
            Lines::Counts(lines) => {
                let forty: Vec<u64> = (0..40).map(|n| n * 37 % 23).collect();
                for work in [&[7][..], &[4, 4, 4, 4], &[0, 0, 0], &[100_000, 0, 1], &forty] {
                    let arguments: Vec<_> = work.iter().map(u64::to_string).collect();
                    self.program().run(arguments).check(&lines(work), "", 0);
                }
            }
            Lines::Waits(_) => {
                for work in [&DOCUMENT[..], &[7.0], &[4.0; 4], &[2.5, 0.0, 4.0, 0.5, 9.0, 3.0]] {
                    trace::check_work(self.program(), TRACED, work);
                }
            }
            Lines::Pages(_) => {}
        }
    }

    pub(crate) fn prints_the_lines_of_much_work(&self) {
        if let Lines::Waits(_) = self.lines {
            let forty: Vec<f64> = (0..40).map(|n| if n == 0 { 1.0 } else { 2.0 }).collect();
            trace::check_work(self.program(), TRACED, &forty);
        }
    }

    pub(crate) fn prints_little_without_work(&self) {
        match self.lines {
            Lines::Counts(lines) => assert_eq!(self.program().run(["--empty"]).ok(), lines(&[])),
            Lines::Waits(lines) | Lines::Pages(lines) => {
                expected::check(self.program(), 1.0, &["--empty"], &lines(&[]));
            }
        }
    }

    pub(crate) fn rejects_what_it_cannot_do(&self) {
        let (no_work, accepted) = self.no_work;
        rejected::check_work(self.program(), no_work, accepted);
        for values in self.values {
            rejected::check_option(self.program(), values);
        }
        rejected::check(self.program(), self.rejected);
    }

    pub(crate) fn helps(&self) {
        let views = ["--predict", "--timeline", "--narrate", "--ascii", "--quiet"];
        let files = ["--svg FILE", "--trace FILE"];
        let run = format!("cargo run -p {} -- ", self.name);
        self.program().helps(" [WORK]...", &[&views[..], &files, &[&run], self.help].concat());
    }

    /// Returns the arguments of a run that doesn't end while nobody reads its output or, with `for_ever`, ever.
    fn much(&self, for_ever: bool) -> Vec<&'static str> {
        match self.much {
            Much::Work(piece, last) => {
                [vec![piece; 3000], vec![last; usize::from(for_ever)]].concat()
            }
            Much::Slow(long, short) => if for_ever { long } else { short }.to_vec(),
        }
    }

    pub(crate) fn ends_quietly_when_nobody_reads_on(&self) {
        let run = self.program().start(self.much(true), 1).stop_reading();
        assert_eq!((run.stderr.as_str(), run.status), (self.heading, Some(0)));
    }

    pub(crate) fn says_what_it_cannot_write(&self) {
        self.program().says_that_it_cannot_write();
        views::check_unwritable(self.program(), &self.much(false));
    }

    #[cfg(unix)]
    pub(crate) fn ctrl_c_ends_a_run(&self) {
        for Interrupted { arguments, lines, stdout, stderr, status } in self.interrupted {
            let run = self.program().start(*arguments, *lines).interrupt();
            run.check(stdout.unwrap_or(&run.stdout), stderr, *status);
        }
    }

    pub(crate) fn looking_changes_no_line(&self) {
        for arguments in self.views.lines {
            views::check_lines(self.program(), arguments);
        }
        views::check_silence(self.program(), self.views.silent);
    }

    pub(crate) fn draws_timelines(&self) {
        for (arguments, words) in self.views.timelines {
            views::check_timeline(self.program(), arguments, words);
        }
        views::check_files(self.program(), self.views.quick);
    }

    pub(crate) fn draws_what_there_was_of_a_run(&self) {
        views::check_cut_short(self.program(), &self.much(false), self.views.live);
    }

    pub(crate) fn narrates(&self) {
        let (arguments, told) = self.views.narrated;
        let Run { stderr, .. } = self.program().run(arguments.iter().chain(&["--narrate"]));
        let lines = views::narration(&stderr);
        let check = |lines: &[String]| {
            let name = format!("{}--narrate", self.name);
            workspace::check_expected(&name, &(lines.join("\n") + "\n"));
        };
        match told {
            Told::All => check(&lines),
            Told::Begin(first) => check(&[&lines[..first], &lines[lines.len() - 1..]].concat()),
            Told::Some(expected) => {
                for told in expected {
                    assert!(stderr.contains(told), "{told} in {stderr}");
                }
            }
        }
    }

    pub(crate) fn draws_the_committed_pictures(&self) {
        assert!(!self.pictures.is_empty());
        thread::scope(|scope| {
            for committed in self.pictures {
                scope.spawn(|| picture::check(self.program(), committed));
            }
        });
    }
}

/// The work of the lessons that wait, in lesson seconds.
const DOCUMENT: [f64; 4] = [15.0, 10.0, 5.0, 2.0];

/// Returns the beginnings of the lines of pieces of work, with their seconds.
fn running(work: &[f64]) -> Vec<(String, f64)> {
    work.iter().map(|seconds| ("running".to_owned(), *seconds)).collect()
}
