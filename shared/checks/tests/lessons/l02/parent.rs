//! The polling parent, from outside.

use shared::testing::{Lesson, parent, picture, rejected};

#[test]
fn lives_through_the_evening() {
    let lanes = ["children", "laundry", "checkbook", "parent"];
    parent::check(Lesson::example("polling-parent"), include_str!("parent.txt"), &lanes);
}

#[test]
fn helps() {
    let words = ["--every MINUTES", "--sweep", "--example polling-parent -- --every 5"];
    parent::check_help(Lesson::example("polling-parent"), &words);
}

#[test]
fn rejects_what_it_cannot_do() {
    let program = Lesson::example("polling-parent");
    let intervals = [&parent::NUMBERS[..], &["0", "61"]].concat();
    rejected::check_option(program, "--every", &intervals, "a whole number from 1 to 60");
    rejected::check(
        program,
        [
            (&["--sweep", "--every", "5"][..], "--sweep and --every contradict each other"),
            (&["--timeline", "--sweep"], "--sweep and --timeline contradict each other"),
            (&["--fix"], "there is no option \"--fix\""),
        ],
    );
}

#[test]
fn checks_every_fifteen_minutes_unless_told_otherwise() {
    let program = Lesson::example("polling-parent");
    let usual = program.run::<&str>([]);
    assert_eq!(program.run(["--every", "15"]), usual);
    assert_ne!(program.run(["--every", "30"]), usual);
}

#[test]
fn sweeps() {
    let program = Lesson::example("polling-parent");
    let run = program.run(["--sweep"]);
    assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)));
    let rows: Vec<Vec<_>> =
        run.stdout.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows.len(), 60);
    for (number, row) in rows.iter().enumerate() {
        let [every, longest, urgent, mean, checks, vain, done] = row[..] else { panic!("{row:?}") };
        assert_eq!(every, (number + 1).to_string());
        // Each line says what a run with that interval says.
        let run = program.run(["--every", every]).stdout;
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let lines: Vec<_> = run.lines().map(words).collect();
        for expected in [
            format!("Longest wait {longest} min"),
            format!("mean {mean} min"),
            format!("Longest if urgent {urgent} min"),
            format!("Checks {checks}"),
            format!("in vain {vain}"),
            format!("Evening over {done}"),
        ] {
            assert!(lines.contains(&words(&expected)), "{expected}: {run}");
        }
    }
}

#[test]
fn draws_the_committed_plot() {
    let program = Lesson::example("polling-parent");
    parent::check_committed(program, &["--sweep"], include_str!("../../sweep.svg"));
}

#[test]
#[ignore = "draws the committed plot anew"]
fn draw_the_plot_anew() {
    let program = Lesson::example("polling-parent");
    picture::draw_anew(program, &["--sweep"], env!("CARGO_MANIFEST_DIR"), "sweep.svg");
}
