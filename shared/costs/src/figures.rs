//! The figures, read from criterion's own results.

use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The resolution of file times at its coarsest.
const COARSE: Duration = Duration::from_millis(20);

/// The medians, by criterion's names: `group/function/value`.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    medians: BTreeMap<String, f64>,
    is_incomplete: Cell<bool>,
}

/// Figures, and the machine on which they were measured.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    pub(crate) machine: String,
    pub(crate) figures: Figures,
}

/// Returns the folder of criterion's results; `None` if it can't be found.
pub(crate) fn criterion_home() -> Option<PathBuf> {
    if let Some(home) = env::var_os("CRITERION_HOME") {
        return Some(home.into());
    }
    // Cargo builds benches somewhere in its target folder, and criterion's folder is there, too.
    let program = env::current_exe().ok()?;
    program.ancestors().map(|folder| folder.join("criterion")).find(|folder| folder.is_dir())
}

impl Figures {
    /// Returns the median under that name, in nanoseconds or bytes; NaN if it wasn't measured.
    pub fn median(&self, name: &str) -> f64 {
        self.medians.get(name).copied().unwrap_or_else(|| {
            self.is_incomplete.set(true);
            f64::NAN
        })
    }

    /// Returns `true` if [`median`](Self::median) was called for anything that wasn't measured.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.is_incomplete.get()
    }

    /// Returns `true` if nothing was measured.
    pub(crate) fn is_empty(&self) -> bool {
        self.medians.is_empty()
    }

    /// Reads the results of these groups that criterion has written since then.
    pub(crate) fn of_criterion(home: &Path, groups: &[String], since: SystemTime) -> Self {
        let mut figures = Self::default();
        for group in groups {
            figures.add(&home.join(group), since - COARSE);
        }
        figures
    }

    fn add(&mut self, folder: &Path, since: SystemTime) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_name() == "new" {
                self.medians.extend(result(&path, since));
            } else if path.is_dir() {
                self.add(&path, since);
            }
        }
    }
}

/// Reads a file of JSON.
fn read(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Reads a name and a median; `None` if they are older than `since`.
fn result(folder: &Path, since: SystemTime) -> Option<(String, f64)> {
    let estimates = folder.join("estimates.json");
    if fs::metadata(&estimates).ok()?.modified().ok()? < since {
        return None;
    }
    let median = read(&estimates)?.pointer("/median/point_estimate")?.as_f64()?;
    let name = read(&folder.join("benchmark.json"))?["full_id"].as_str()?.to_owned();
    Some((name, median))
}

impl Measured {
    /// Returns the figures as JSON, with no more digits than are significant.
    pub(crate) fn to_json(&self) -> String {
        let Self { machine, figures } = self;
        let medians = figures.medians.iter().map(|(name, median)| {
            (name, format!("{median:.5e}").parse::<f64>().unwrap_or(f64::NAN))
        });
        let medians: BTreeMap<_, _> = medians.collect();
        format!("{:#}\n", json!({ "machine": machine, "medians": medians }))
    }

    /// Reads a file that was written by [`to_json`](Self::to_json); `None` if it isn't one.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        let json = read(path)?;
        let medians = json["medians"].as_object()?.iter();
        let medians = medians.map(|(name, median)| Some((name.clone(), median.as_f64()?)));
        let medians = medians.collect::<Option<_>>()?;
        let figures = Figures { medians, ..Figures::default() };
        Some(Self { machine: json["machine"].as_str()?.to_owned(), figures })
    }
}
