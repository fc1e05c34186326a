//! What was measured: criterion's own results.

use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How coarse the times of files may be.
const COARSE: Duration = Duration::from_millis(20);

/// What was measured, by the names that criterion gives: `group/function/value`.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    medians: BTreeMap<String, f64>,
    lacks_some: Cell<bool>,
}

/// Figures, and the machine they were measured on.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) machine: String,
    pub(super) figures: Figures,
}

/// The folder of criterion's results.
pub(super) fn home() -> Option<PathBuf> {
    if let Some(home) = env::var_os("CRITERION_HOME") {
        return Some(home.into());
    }
    // Cargo builds benches somewhere in its target folder, and there criterion puts its own.
    let program = env::current_exe().ok()?;
    program.ancestors().map(|folder| folder.join("criterion")).find(|folder| folder.is_dir())
}

impl Figures {
    /// The median of what was measured under that name, in nanoseconds or bytes. If nothing was, that
    /// is not a number.
    pub fn of(&self, name: &str) -> f64 {
        self.medians.get(name).copied().unwrap_or_else(|| {
            self.lacks_some.set(true);
            f64::NAN
        })
    }

    /// Whether something was asked for that was not measured.
    pub(super) fn lacks_some(&self) -> bool {
        self.lacks_some.get()
    }

    /// Whether nothing was measured.
    pub(super) fn is_empty(&self) -> bool {
        self.medians.is_empty()
    }

    /// What criterion has measured since then in groups of these names.
    pub(super) fn of_criterion(home: &Path, groups: &[String], since: SystemTime) -> Self {
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

/// A name and a median, if they are newer than that.
fn result(folder: &Path, since: SystemTime) -> Option<(String, f64)> {
    let estimates = folder.join("estimates.json");
    if fs::metadata(&estimates).ok()?.modified().ok()? < since {
        return None;
    }
    let read =
        |path| -> Option<Value> { serde_json::from_str(&fs::read_to_string(path).ok()?).ok() };
    let median = read(estimates)?.pointer("/median/point_estimate")?.as_f64()?;
    let name = read(folder.join("benchmark.json"))?["full_id"].as_str()?.to_owned();
    Some((name, median))
}

impl Measured {
    pub(super) fn to_json(&self) -> String {
        let Self { machine, figures } = self;
        // As many digits as mean something.
        let medians = figures.medians.iter().map(|(name, median)| {
            (name, format!("{median:.5e}").parse::<f64>().unwrap_or(f64::NAN))
        });
        let medians: BTreeMap<_, _> = medians.collect();
        format!("{:#}\n", json!({ "machine": machine, "medians": medians }))
    }

    /// What was written by [`to_json`](Self::to_json).
    pub(super) fn from_json(json: &str) -> Option<Self> {
        let read: Value = serde_json::from_str(json).ok()?;
        let medians = read["medians"].as_object()?.iter();
        let medians = medians.map(|(name, median)| Some((name.clone(), median.as_f64()?)));
        let medians = medians.collect::<Option<_>>()?;
        let figures = Figures { medians, lacks_some: Cell::new(false) };
        Some(Self { machine: read["machine"].as_str()?.to_owned(), figures })
    }
}
