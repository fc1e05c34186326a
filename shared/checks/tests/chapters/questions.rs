//! The options of questions: the right one is what happens, and no wrong one is.

use crate::command::fits;
use crate::{PAGES, page};
use checks::lateness::LATE;
use checks::{Program, folder, workspace};
use questions::{Claim, Kind, Question, Variant};
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The fewest questions of a chapter.
const LEAST: usize = 4;

/// The time after which a program is taken for one that never ends. All others take less than a tenth of it.
const PATIENCE: Duration = Duration::from_secs(30);

/// The outcome of a program.
struct Outcome {
    /// The compiler's messages; `None` if it accepted the program.
    rejected: Option<String>,
    /// True if the program had to be ended.
    never_ends: bool,
    stdout: String,
    stderr: String,
    status: Option<i32>,
    /// The lesson seconds by which its times may be late.
    late: f64,
}

/// Runs a program that should compile, and has been built; compiles one that shouldn't.
fn try_out(variant: &Variant, arguments: &[String]) -> Outcome {
    let speed =
        arguments.iter().position(|it| it == "--speed").and_then(|at| arguments.get(at + 1));
    // Nothing is late on tokio's paused clock.
    let is_paused = variant.source.contains(r#"#[tokio::main(flavor = "current_thread")]"#);
    let real = if is_paused { 0.0 } else { LATE };
    let late = real * speed.map_or(1.0, |speed| speed.parse().expect("it is a number"));
    if variant.compiles {
        let program = Program::named("questions-programs");
        let mut command = program.command(arguments);
        command.env("QUESTION", &variant.name).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let begun = Instant::now();
        let is_running = |child: &mut Child| child.try_wait().is_ok_and(|status| status.is_none());
        while is_running(&mut child) && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(10));
        }
        let never_ends = is_running(&mut child);
        if never_ends {
            // This fails if it has ended meanwhile.
            let _ = child.kill();
        }
        let output = child.wait_with_output().expect("the program ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
        let (stdout, stderr) = (text(output.stdout).replace("\r\n", "\n"), text(output.stderr));
        let status = output.status.code();
        return Outcome { rejected: None, never_ends, stdout, stderr, status, late };
    }
    let folder = folder();
    let source = folder.path().join("main.rs");
    fs::write(&source, &variant.source).expect("a file can be written");
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--edition=2024", "--emit=metadata", "--crate-name=question", "-Adead_code"]);
    rustc.arg("--out-dir").arg(folder.path()).arg(&source);
    for library in ["futures_util", "reqwest", "shared", "tokio", "web"] {
        let path = workspace::library(library);
        rustc.arg("--extern").arg(format!("{library}={}", path.display()));
        rustc.arg("-L").arg(path.parent().expect("it is in a folder"));
    }
    let output = rustc.output().expect("rustc runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // What says nothing about the program itself.
    assert!(!said.contains("error[E046"), "rustc does not find a library: {said}");
    let rejected = (!output.status.success()).then_some(said);
    Outcome {
        rejected,
        never_ends: false,
        stdout: String::new(),
        stderr: String::new(),
        status: None,
        late,
    }
}

impl Outcome {
    fn ends_well(&self) -> bool {
        self.rejected.is_none() && self.status == Some(0)
    }

    /// Returns `true` if this is what an option says.
    fn is(&self, claim: &Claim, kind: Kind) -> bool {
        let has_all = |said: &str, words: &[String]| words.iter().all(|word| said.contains(word));
        match claim {
            Claim::DoesNotCompile(words) => {
                self.rejected.as_ref().is_some_and(|said| has_all(said, words))
            }
            Claim::Compiles => self.rejected.is_none(),
            Claim::Panics(words) => self.status == Some(101) && has_all(&self.stderr, words),
            Claim::NeverEnds => self.never_ends,
            Claim::Comes(_) => false,
            Claim::Prints(lines) => {
                let printed = self.stdout.lines().filter(|line| !line.is_empty());
                let same = |line: &str, printed: &str| {
                    fits(&format!("{line}\n"), &format!("{printed}\n"), self.late)
                };
                let is_printed = if kind == Kind::Lines {
                    let mut printed = printed;
                    !lines.is_empty() && lines.iter().all(|line| printed.any(|it| same(line, it)))
                } else {
                    let printed: Vec<_> = printed.collect();
                    printed.len() == lines.len()
                        && printed.iter().zip(lines).all(|(printed, line)| same(line, printed))
                };
                self.ends_well() && is_printed
            }
        }
    }

    /// Returns `true` if this is what a question about changes wants.
    fn is_wanted(&self, wanted: Option<&str>) -> bool {
        match wanted {
            Some(wanted) => {
                let is_line = |line: &&str| line.trim_end() != "";
                let lines =
                    |text: &str| text.split_inclusive('\n').filter(is_line).collect::<String>();
                self.ends_well() && fits(&lines(wanted), &lines(&self.stdout), self.late)
            }
            None => self.rejected.is_none(),
        }
    }

    fn tell(&self) -> String {
        self.rejected.clone().unwrap_or_else(|| {
            format!("{}{}ended with {:?}", self.stdout, self.stderr, self.status)
        })
    }
}

/// Returns the mistakes in the options of a question.
fn faults(question: &Question) -> Vec<String> {
    // At the same time, since most of them wait.
    let outcomes: Vec<_> = thread::scope(|scope| {
        let runs = question
            .variants
            .iter()
            .map(|variant| scope.spawn(move || try_out(variant, &question.arguments)));
        let runs: Vec<_> = runs.collect();
        runs.into_iter().map(|run| run.join().expect("a program can be tried out")).collect()
    });
    let mut faults = Vec::new();
    for (place, (letter, claim)) in question.options.iter().enumerate() {
        let (outcome, is_so) = if question.kind == Kind::Change {
            let outcome = &outcomes[place];
            let rejected = outcome.rejected.is_some();
            if rejected == question.variants[place].compiles {
                faults.push(format!(
                    "option {letter} compiles, and its answer says that it does not"
                ));
            }
            (outcome, outcome.is_wanted(question.wanted.as_deref()))
        } else {
            (&outcomes[0], outcomes[0].is(claim, question.kind))
        };
        let is_right = *letter == question.right;
        if is_so != is_right {
            let said = if is_right { "is not what happens" } else { "is what happens, too" };
            faults.push(format!("option {letter} {said}: {claim:?}\n{}", outcome.tell()));
        }
    }
    faults
}

/// Checks all questions on the pages of a lesson, given the beginning of its folder's name.
fn check(lesson: &str) {
    let mut wrong = Vec::new();
    for path in PAGES.iter().filter(|path| path.starts_with(lesson)) {
        let page = page(path);
        let questions = questions::read(path, &page.text, workspace::read);
        let questions = questions.unwrap_or_else(|faults| panic!("{path}: {faults:#?}"));
        let is_chapter = path.ends_with("/README.md");
        assert!(
            !is_chapter || questions.len() >= LEAST,
            "{path} has {} questions",
            questions.len()
        );
        for question in questions {
            let line = question.line;
            wrong.extend(faults(&question).iter().map(|fault| format!("{path}:{line}: {fault}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn questions_of_lesson_1_have_one_right_option() {
    check("lesson-01-");
}

#[test]
fn questions_of_lesson_2_have_one_right_option() {
    check("lesson-02-");
}

#[test]
fn questions_of_lesson_3_have_one_right_option() {
    check("lesson-03-");
}

#[test]
fn questions_of_lesson_4_have_one_right_option() {
    check("lesson-04-");
}

#[test]
fn questions_of_lesson_5_have_one_right_option() {
    check("lesson-05-");
}

#[test]
fn an_option_that_is_not_so_is_found() {
    let outcome = |stdout: &str, status| Outcome {
        rejected: None,
        never_ends: false,
        stdout: stdout.to_owned(),
        stderr: "it went wrong".to_owned(),
        status: Some(status),
        late: 0.2,
    };
    let lines = |lines: &str| lines.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let prints = |text: &str| Claim::Prints(lines(text));
    let well = outcome("one\n\ntwo\n0.5\n", 0);
    for (claim, kind, is_so) in [
        (prints("one two 0.5"), Kind::Output, true),
        (prints("one two 0.4"), Kind::Output, true),
        (prints("one two 0.2"), Kind::Output, false),
        (prints("two one 0.5"), Kind::Output, false),
        (prints("one 0.5"), Kind::Output, false),
        (prints("one 0.5"), Kind::Lines, true),
        (prints("two one"), Kind::Lines, false),
        (Claim::Prints(Vec::new()), Kind::Output, false),
        (Claim::Compiles, Kind::Output, true),
        (Claim::DoesNotCompile(Vec::new()), Kind::Output, false),
        (Claim::NeverEnds, Kind::Output, false),
        (Claim::Panics(Vec::new()), Kind::Output, false),
    ] {
        assert_eq!(well.is(&claim, kind), is_so, "{claim:?} {kind:?}");
    }
    let panicked = outcome("", 101);
    assert!(panicked.is(&Claim::Panics(vec!["went wrong".to_owned()]), Kind::Output));
    assert!(!panicked.is(&Claim::Panics(vec!["went well".to_owned()]), Kind::Output));
    assert!(!panicked.is(&Claim::Prints(Vec::new()), Kind::Output));
    for (wanted, is_wanted) in [
        (Some("one\n…\n0.5\n"), true),
        (Some("one\ntwo\n\n0.5\n"), true),
        (Some("…\none\ntwo\n0.5\n"), false),
        (Some("one\n…\n"), true),
        (Some("two\n…\n"), false),
        (None, true),
    ] {
        assert_eq!(well.is_wanted(wanted), is_wanted, "{wanted:?}");
    }
}
