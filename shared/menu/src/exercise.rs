//! The exercises, and the learner's progress.
//!
//! Both are stored in the format of the runner rustlings, so that learners can switch between the two.

use crate::course::{self, complain};
use crate::table::{self, list, text};
use shared::say;
use std::env;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// All exercises, in order.
pub(crate) struct Exercises {
    /// The folder of their package.
    folder: PathBuf,
    all: Vec<Exercise>,
    /// The index of the exercise that was tried last, or comes next.
    current: usize,
    /// The message for a learner who has done them all.
    end: String,
}

struct Exercise {
    name: String,
    /// The name of its folder, which begins with the number of its lesson.
    group: String,
    hint: String,
    is_done: bool,
}

/// The first lines of the file that says which exercises are done.
const HEADER: &str = "DON'T EDIT THIS FILE!\n\n";

impl Exercises {
    /// Returns the exercises of the course. If the learner's progress can't be read, none is done.
    pub(crate) fn read() -> io::Result<Self> {
        let folder = course::shared().join("exercises");
        let (all, end) = table::read(&folder.join("info.toml"), |info| {
            let all = list(info, "exercises").map(|exercise| Exercise {
                name: text(exercise, "name"),
                group: text(exercise, "dir"),
                hint: text(exercise, "hint"),
                is_done: false,
            });
            (all.collect(), text(info, "final_message"))
        })?;
        let mut exercises = Self { folder, all, current: 0, end };
        exercises.recall();
        Ok(exercises)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.all.iter().map(|exercise| exercise.name.as_str())
    }

    pub(crate) fn hint(&self, index: usize) -> &str {
        &self.all[index].hint
    }

    /// Prints a list of all exercises: each with its idea, those that are done, and the next one.
    pub(crate) fn show(&self, heading: &str) {
        let width = self.names().map(str::len).max().unwrap_or_default();
        say!("{heading}\n");
        for exercise in &self.all {
            let Exercise { name, group, is_done, .. } = exercise;
            let lesson = group.trim_start_matches('0').split('_').next().unwrap_or_default();
            let done = if *is_done { "done" } else { "" };
            // The solution begins like the exercise, which a learner may have changed.
            let text = fs::read_to_string(self.file("solutions", exercise)).unwrap_or_default();
            let idea = text.lines().next().unwrap_or_default();
            let idea = idea.trim_start_matches("// ").trim_end_matches('.');
            say!("{}", format!("{done:4} {name:width$} {lesson} {idea}").trim_end());
        }
        let done = self.all.iter().filter(|exercise| exercise.is_done).count();
        say!("\n{done} of {} done.\n{}", self.all.len(), self.what_is_next());
    }

    /// Compiles and runs an exercise, notes whether it's done, and returns the exit status of cargo.
    pub(crate) fn run(&mut self, index: usize) -> io::Result<ExitCode> {
        let mut cargo = course::run(&self.folder, &["--bin", &self.all[index].name]);
        // In its folder, it's built in the same place as by rustlings.
        let status = cargo.current_dir(&self.folder).status()?;
        // That took a while, and another exercise may have been noted in the meantime.
        self.recall();
        self.current = index;
        self.all[index].is_done = status.success();
        let exercise = &self.all[index];
        if exercise.is_done {
            let solution = shown(&self.file("solutions", exercise));
            complain(format_args!("\nDone. You may compare it with\n{solution}"));
            complain(format_args!("{}", self.what_is_next()));
        } else {
            let file = shown(&self.file("exercises", exercise));
            let name = &exercise.name;
            complain(format_args!(
                "\n`cargo exercise {name} --hint` helps. Change this, and run it again:"
            ));
            complain(format_args!("{file}"));
        }
        self.current = self.next().unwrap_or(index);
        if let Err(error) = self.note() {
            let state = shown(&self.state());
            complain(format_args!("warning: cannot save your progress in {state}: {error}"));
        }
        Ok(course::exit_code(status))
    }

    /// Returns the index of the first exercise that isn't done, from the current one on, and then from the
    /// beginning; `None` if all are done.
    fn next(&self) -> Option<usize> {
        (self.current..self.all.len())
            .chain(0..self.current)
            .find(|index| !self.all[*index].is_done)
    }

    fn what_is_next(&self) -> String {
        self.next().map_or(self.end.clone(), |index| {
            let next = &self.all[index];
            let file = shown(&self.file("exercises", next));
            format!("Next: `cargo exercise {}`, in\n{file}", next.name)
        })
    }

    /// Returns the file of an exercise in a folder of the package.
    fn file(&self, folder: &str, exercise: &Exercise) -> PathBuf {
        let path = self.folder.join(folder).join(&exercise.group);
        path.join(format!("{}.rs", exercise.name))
    }

    /// Returns the path of the file that says which exercises are done.
    fn state(&self) -> PathBuf {
        self.folder.join(".rustlings-state.txt")
    }

    /// Reads the learner's progress: the third line names the current exercise, and the lines from the fifth on
    /// name those that are done. Ignores unknown names.
    fn recall(&mut self) {
        let state = fs::read(self.state()).unwrap_or_default();
        let state = String::from_utf8_lossy(&state);
        let mut lines = state.lines().skip(2);
        let current = lines.next();
        let current = self.names().position(|name| Some(name) == current);
        self.current = current.unwrap_or_default();
        let done: Vec<_> = lines.skip(1).take_while(|line| !line.is_empty()).collect();
        for exercise in &mut self.all {
            exercise.is_done = done.contains(&exercise.name.as_str());
        }
    }

    /// Writes what [`recall`](Self::recall) reads.
    fn note(&self) -> io::Result<()> {
        let Some(current) = self.all.get(self.current) else { return Ok(()) };
        let mut state = format!("{HEADER}{}\n", current.name);
        for exercise in self.all.iter().filter(|exercise| exercise.is_done) {
            state.push('\n');
            state.push_str(&exercise.name);
        }
        // rustlings keeps this file open, and would go on writing to it after it had been replaced. So
        // the new text overwrites the old one in one go, and the rest of the old one is cut off.
        let mut options = OpenOptions::new();
        let mut file = options.create(true).write(true).truncate(false).open(self.state())?;
        file.write_all(state.as_bytes())?;
        file.set_len(state.len() as u64)
    }
}

/// Returns a path for display: relative to the current folder, if it's in there.
fn shown(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}
