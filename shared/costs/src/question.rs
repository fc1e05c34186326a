//! A run of a bench, from measuring to its answer on the page.

use crate::figures::{Figures, Measured, criterion_home};
use crate::machine;
use crate::page::Part;
use crate::sampling::{is_given, is_quick, is_trial};
use crate::table::Table;
use criterion::{Criterion, PlottingBackend};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};
use std::{env, fs};
use viewer::{error, say, warn};

/// The folder with the figures of the tables on the page.
const RESULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/results");

/// A learner's question, and the bench that answers it.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The name of the bench, of its file of figures, of its part of the page, and of its group in criterion.
    pub name: &'static str,
    /// The question, which is also the heading of its section.
    pub question: &'static str,
    /// A function that measures everything.
    pub measure: fn(Criterion),
    /// A function that makes the answer from the figures.
    pub answer: fn(&Figures) -> Table,
}

impl Question {
    /// Runs the bench as the command line asks, and returns the exit status.
    ///
    /// # Panics
    ///
    /// Panics if the measured code fails, or if the page doesn't have the table of the committed figures.
    pub fn main(&self) -> ExitCode {
        if is_given("--tables") {
            return match self.write() {
                Ok(()) => {
                    say!("{}: written", self.name);
                    ExitCode::SUCCESS
                }
                Err(why) => {
                    error(format_args!("{} is not written: {why}", self.name));
                    ExitCode::FAILURE
                }
            };
        }
        let refused = ["--skip", "--test-threads"];
        if is_trial() && env::args().any(|it| refused.iter().any(|option| it.starts_with(option))) {
            // These options are for ordinary tests, and criterion would end with an error.
            return ExitCode::SUCCESS;
        }
        let began = SystemTime::now();
        let mut criterion = Criterion::default()
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2))
            .sample_size(50)
            // This is enough for a median; ten times as many would take longer than everything else.
            .nresamples(if is_quick() { 2_000 } else { 10_000 })
            .plotting_backend(PlottingBackend::Plotters)
            .configure_from_args();
        if is_quick() {
            // Later measurements must not be compared with rough ones.
            criterion = criterion.save_baseline("quick".to_owned());
        }
        (self.measure)(criterion);
        if !is_trial() && !is_given("--list") {
            Criterion::default().configure_from_args().final_summary();
            self.print_and_keep(began);
        } else if !env::args().skip(1).any(|it| !it.starts_with('-') || it == "--list") {
            // Leave this out if the command line singles out something else.
            self.check();
        }
        ExitCode::SUCCESS
    }

    /// Prints the answer, and keeps the figures for `--tables`.
    fn print_and_keep(&self, began: SystemTime) {
        let Some(home) = criterion_home() else {
            return warn(format_args!("No table: criterion has no results here."));
        };
        let groups = [self.name.to_owned(), self.memory_group()];
        let figures = Figures::of_criterion(&home, &groups, began);
        if figures.is_empty() {
            // The command line singled out something else.
            return;
        }
        say!("{}\n\n{}\n", self.question, (self.answer)(&figures));
        // Don't keep rough figures, nor half an answer.
        if is_quick() {
            return;
        }
        if figures.is_incomplete() {
            return warn(format_args!("Not kept for --tables: some were not measured."));
        }
        let measured = Measured { machine: machine::description(), figures };
        if let Err(error) = fs::write(self.file(&home), measured.to_json()) {
            warn(format_args!("The answer could not be kept: {error}"));
        }
    }

    /// Writes the figures of the last full run into the results, and their table into the page.
    ///
    /// # Errors
    ///
    /// Returns a sentence if there was no full run, or a file can't be written.
    fn write(&self) -> Result<(), String> {
        if let Some(other) = env::args().skip(1).find(|it| it != "--tables" && it != "--bench") {
            return Err(format!("--tables goes without {other}, since it writes whole tables"));
        }
        let measured = criterion_home().and_then(|home| Measured::read(&self.file(&home)));
        let measured = measured.ok_or("run cargo bench first, without --quick and FILTER")?;
        let part = self.part(&measured)?;
        if measured.figures.is_incomplete() {
            return Err("the last run did not measure all that the table has now".to_owned());
        }
        let results = self.file(Path::new(RESULTS));
        fs::write(&results, measured.to_json())
            .map_err(|error| format!("{}: {error}", results.display()))?;
        part.write()
    }

    /// Checks that the page has the table of the committed figures.
    fn check(&self) {
        let measured = Measured::read(&self.file(Path::new(RESULTS)));
        let measured = measured.expect("there are figures in results");
        self.part(&measured).unwrap_or_else(|why| panic!("{why}")).check();
        assert!(!measured.figures.is_incomplete(), "the table needs more than is in results");
    }

    /// Makes the part of the page with the answer from these figures.
    fn part(&self, measured: &Measured) -> Result<Part, String> {
        let answer = (self.answer)(&measured.figures);
        Part::new(self.name, &format!("{answer}\n\n*Measured on {}.*", measured.machine))
    }

    /// Returns the name of the group for memory, which few benches have.
    pub(crate) fn memory_group(&self) -> String {
        format!("{}-memory", self.name)
    }

    /// Returns the path of the file of figures in a folder.
    fn file(&self, folder: &Path) -> PathBuf {
        folder.join(self.name).with_extension("json")
    }
}
