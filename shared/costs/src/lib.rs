//! For the benches: each answers a question of a learner, with criterion, and its answer is written
//! into the README files.
//!
//! `cargo bench` measures and prints each answer as a table. `cargo bench -- --tables` writes those of
//! the last full run down. `cargo test` only checks that everything that is measured still runs, and
//! that the tables in the README files are those of the figures in the benches' folders.

mod bytes;
mod figures;
mod machine;
mod page;
mod process;
mod table;
mod wait;

use bytes::Bytes;
pub use figures::Figures;
pub use process::{Job, in_a_process, job, memory, time_of, total_of};
pub use table::{NONE, Table, count, nanoseconds, ratio, rough, signed, time, whole};
pub use wait::Way;

use crate::{report, say};
use criterion::measurement::Measurement;
use criterion::{
    AxisScale, BenchmarkGroup, Criterion, PlotConfiguration, PlottingBackend, SamplingMode,
};
use figures::Measured;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

/// How often something is measured that takes long: the least that criterion is content with.
const FEW: u32 = 10;

/// A question of a learner, and the bench that answers it.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The name of the bench, with which the names of what it measures begin.
    pub name: &'static str,
    /// The question.
    pub asked: &'static str,
    /// The folder of the package that the bench is in: `env!("CARGO_MANIFEST_DIR")`.
    pub package: &'static str,
    /// The folder of the lesson whose README has the answer. The README of the course has it too.
    pub lesson: &'static str,
    /// Measures all that is to be measured.
    pub measure: fn(Criterion),
    /// The answer.
    pub answer: fn(&Figures) -> Table,
}

fn is_given(option: &str) -> bool {
    env::args().any(|argument| argument == option)
}

/// Whether all that can be measured is only tried out, to see that it still runs (`cargo test`).
pub fn is_trial() -> bool {
    !is_given("--bench") || is_given("--test")
}

/// All of them, or only the one of that number, if it is a trial, which is not to take long.
///
/// # Panics
///
/// If there is no such one.
pub fn all_or_one<T>(all: &[T], one: usize) -> &[T] {
    if is_trial() { &all[one..=one] } else { all }
}

/// Whether a rough measurement is enough (`cargo bench -- --quick`).
fn is_quick() -> bool {
    is_given("--quick")
}

/// Prepares a group for what takes `time` each time: if that is long, it is measured as seldom as can
/// be. (criterion warns of that, since with more time it would measure more.)
pub fn seldom<M: Measurement>(group: &mut BenchmarkGroup<'_, M>, time: Duration) {
    // A quick measurement ends when this time is over, and not before it was done once.
    let quick = Duration::from_millis(1);
    let in_all = if is_quick() { quick } else { (time * FEW * 4 / 5).max(Duration::from_secs(2)) };
    group.sample_size(FEW as usize).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(1)).measurement_time(in_all);
}

/// Prepares a group for what is measured together with something that is not meant, such as the start of
/// a program: each sample is so long that this counts little.
pub fn steadily<M: Measurement>(group: &mut BenchmarkGroup<'_, M>) {
    group.sample_size(20).sampling_mode(SamplingMode::Flat);
    group.measurement_time(Duration::from_secs(4));
}

/// A group of what is measured, drawn so that the quickest can be told from each other, too.
pub fn begin_group<'a, M: Measurement>(
    criterion: &'a mut Criterion<M>,
    name: &str,
) -> BenchmarkGroup<'a, M> {
    let mut group = criterion.benchmark_group(name);
    group.plot_config(PlotConfiguration::default().summary_scale(AxisScale::Logarithmic));
    group
}

impl Question {
    /// What the bench does when it is run.
    ///
    /// # Panics
    ///
    /// If it does not run, or if a README file does not have the answer of the committed figures.
    pub fn main(&self) -> ExitCode {
        if is_given("--tables") {
            return self.write();
        }
        let refused = ["--skip", "--test-threads"];
        if is_trial() && env::args().any(|it| refused.iter().any(|option| it.starts_with(option))) {
            // They are for ordinary tests, and criterion would end with an error.
            return ExitCode::SUCCESS;
        }
        let began = SystemTime::now();
        let mut criterion = Criterion::default()
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2))
            .sample_size(50)
            // Enough for what is to be read here; ten times as many would take longer than the rest.
            .nresamples(if is_quick() { 2_000 } else { 10_000 })
            .plotting_backend(PlottingBackend::Plotters)
            .configure_from_args();
        if is_quick() {
            // What is rough is not what later measurements are to be compared with.
            criterion = criterion.save_baseline("quick".to_owned());
        }
        (self.measure)(criterion);
        if !is_trial() && !is_given("--list") {
            Criterion::default().configure_from_args().final_summary();
            self.tell(began);
        } else if !env::args().skip(1).any(|it| !it.starts_with('-') || it == "--list") {
            // Whoever singles out a test wants to hear of nothing else.
            self.check();
        }
        ExitCode::SUCCESS
    }

    /// Prints the answer, and keeps it for those who want to write it down.
    fn tell(&self, began: SystemTime) {
        let Some(home) = figures::home() else {
            return report::warn(format_args!("No table: criterion has no results here."));
        };
        let groups = [self.name.to_owned(), self.memory()];
        let figures = Figures::of_criterion(&home, &groups, began);
        if figures.is_empty() {
            // Something else was singled out.
            return;
        }
        let answer = (self.answer)(&figures);
        say!("{}\n\n{answer}\n", self.asked);
        // Neither rough figures nor half an answer is to be written down.
        if is_quick() {
            return;
        }
        if figures.lacks_some() {
            return report::warn(format_args!("Not kept for --tables: some were not measured."));
        }
        let measured = Measured { machine: machine::description(), figures };
        if let Err(error) = fs::write(self.kept(&home), measured.to_json()) {
            report::warn(format_args!("The answer could not be kept: {error}"));
        }
    }

    /// Writes the figures of the last full run into the folder of the bench, and the answer into the
    /// README files.
    fn write(&self) -> ExitCode {
        if let Some(other) = env::args().skip(1).find(|it| it != "--tables" && it != "--bench") {
            report::error(format_args!(
                "--tables writes all of a table, so it goes without {other}"
            ));
            return ExitCode::FAILURE;
        }
        let Some((measured, part)) = self.last_full_run() else {
            report::error(format_args!(
                "{} is not measured in full yet: run cargo bench, without --quick and FILTER",
                self.name
            ));
            return ExitCode::FAILURE;
        };
        let written = fs::write(self.committed(), measured.to_json());
        let mut all = written.map_err(|error| error.to_string());
        for path in self.pages() {
            all = all.and_then(|()| page::write(&path, self.name, &part));
        }
        if let Err(error) = &all {
            report::error(format_args!("{} is not written: {error}", self.name));
            return ExitCode::FAILURE;
        }
        say!("{}: written", self.name);
        ExitCode::SUCCESS
    }

    /// What was measured in the last full run, and what the README files are to say of it.
    fn last_full_run(&self) -> Option<(Measured, String)> {
        let kept = self.kept(&figures::home()?);
        let measured = Measured::from_json(&fs::read_to_string(kept).ok()?)?;
        let part = self.part(&measured);
        (!measured.figures.lacks_some()).then_some((measured, part))
    }

    /// Checks that the committed answer is that of the committed figures.
    fn check(&self) {
        let json = fs::read_to_string(self.committed()).expect("its figures are committed");
        let measured = Measured::from_json(&json).expect("they are what was written");
        for path in self.pages() {
            page::check(&path, self.name, &self.part(&measured));
        }
        assert!(!measured.figures.lacks_some(), "the answer needs more than is committed");
    }

    /// What is to be read in the README files.
    fn part(&self, measured: &Measured) -> String {
        format!("{}\n\n*Measured on {}.*", (self.answer)(&measured.figures), measured.machine)
    }

    /// The name of the group that measures memory, if there is one.
    fn memory(&self) -> String {
        format!("{}-memory", self.name)
    }

    fn committed(&self) -> PathBuf {
        Path::new(self.package).join("benches").join(format!("{}.json", self.name))
    }

    fn kept(&self, home: &Path) -> PathBuf {
        home.join(format!("{}.json", self.name))
    }

    fn pages(&self) -> [PathBuf; 2] {
        let root = Path::new(self.package).join("..");
        [root.join(self.lesson).join("README.md"), root.join("README.md")]
    }
}
