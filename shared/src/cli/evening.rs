//! The command line of the thought experiments.

use super::parser::{CommandLine, Opt, PICTURES, Wrong, reject};
#[cfg(feature = "plot")]
use crate::evening::Score;
use crate::evening::{Home, Script, table};
use crate::report::{self, FAILURE};
use crate::run::Looks;
use crate::say;
use std::ffi::OsStr;
use std::process::exit;
use std::str::FromStr;
use timeline::Picture;

/// The evening that was asked for, and how it is to be shown.
#[derive(Debug)]
pub struct Evening {
    /// Every how many minutes the parent checks everything.
    pub every: u32,
    /// Whether all intervals from 1 to 60 minutes are to be tried.
    pub sweep: bool,
    /// Whether the ways out of the trouble with threads are to be shown.
    pub fix: bool,
    name: String,
    script: Script,
    looks: Looks,
}

#[derive(Default)]
struct Options {
    seed: Option<u64>,
    every: Option<u32>,
    sweep: bool,
    fix: bool,
}

/// The options; all but the first are only for some of the programs.
const OPTIONS: [Opt<Options>; 4] = [
    Opt {
        name: "seed",
        value: "N",
        accepted: "a whole number from 0 to 18446744073709551615",
        help: "another evening",
        set: |options, value| set(&mut options.seed, value, |_| true),
    },
    Opt {
        name: "every",
        value: "MINUTES",
        accepted: "a whole number from 1 to 60",
        help: "check everything every so many minutes, instead of 15",
        set: |options, value| set(&mut options.every, value, |every| (1..=60).contains(every)),
    },
    Opt {
        name: "sweep",
        value: "",
        accepted: "",
        help: "try every interval from 1 to 60 minutes, and show what\n\
               comes of each; with --svg, as a plot",
        set: |options, _| {
            options.sweep = true;
            Ok(())
        },
    },
    Opt {
        name: "fix",
        value: "",
        accepted: "",
        help: "show the ways out of the trouble",
        set: |options, _| {
            options.fix = true;
            Ok(())
        },
    },
];

/// Reads the command line of a thought experiment, which has the option `--seed` and those in
/// `options`: some of `every`, `sweep` and `fix`.
pub fn evening(options: &[&str]) -> Evening {
    let has = |option: &Opt<Options>| option.name == "seed" || options.contains(&option.name);
    let options: Vec<_> = OPTIONS.into_iter().filter(has).collect();
    let examples = [
        ("seed", "--seed 7", "another evening"),
        ("every", "--every 5", "more attention, and more checks in vain"),
        ("sweep", "--sweep", "what there is to choose from"),
        ("fix", "--fix", "the ways out of the trouble"),
        ("seed", "--timeline", "a picture of the evening"),
    ];
    let has = |(name, ..): &(&str, _, _)| options.iter().any(|option| option.name == *name);
    let examples: Vec<_> = examples.into_iter().filter(has).collect();
    let examples: Vec<_> = examples.iter().map(|(_, arguments, what)| (*arguments, *what)).collect();
    let command_line = CommandLine::<String, Options> {
        run: "cargo run --example",
        work: "",
        parse: |_| None,
        default: Vec::new(),
        options: &options,
        looks: &PICTURES,
        examples: &examples,
    };
    let asked = command_line.read();
    let Options { seed, every, sweep, fix } = asked.options;
    let contradiction = |other: &str| -> ! {
        reject(&format!("--sweep and {other} contradict each other"));
    };
    if sweep && every.is_some() {
        contradiction("--every");
    }
    if sweep && asked.looks.timeline {
        contradiction("--timeline");
    }
    let script = seed.map_or_else(Script::told, Script::seeded);
    let every = every.unwrap_or(15);
    Evening { every, sweep, fix, name: asked.name, script, looks: asked.looks }
}

fn set<T: FromStr>(
    option: &mut Option<T>,
    value: &OsStr,
    is_accepted: impl Fn(&T) -> bool,
) -> Result<(), Wrong> {
    let value = value.to_str().and_then(|value| value.parse().ok());
    *option = Some(value.filter(is_accepted).ok_or(Wrong::Value)?);
    Ok(())
}

impl Evening {
    /// The evening with this seed, or the one that everybody lives through, as if nothing else had
    /// been asked for.
    pub fn with_seed(seed: Option<u64>) -> Self {
        let script = seed.map_or_else(Script::told, Script::seeded);
        let (name, looks) = (String::new(), Looks::default());
        Self { every: 15, sweep: false, fix: false, name, script, looks }
    }

    /// A home in which this evening begins.
    pub fn home(&self) -> Home {
        Home::new(self.script.clone())
    }

    /// Shows how the evening went in a `home`, or in several, each with what was special about it.
    pub fn report(&self, homes: &[(&str, Home)]) {
        self.draw(homes);
        for (number, (what, home)) in homes.iter().enumerate() {
            if !what.is_empty() {
                say!("{}{}:\n", if number > 0 { "\n" } else { "" }, self.title(what));
            }
            for line in home.story() {
                say!("{line}");
            }
            say!("\n{}", home.score());
        }
        self.draw_timelines(homes);
    }

    /// Shows how the evening went in several homes, side by side, each under its name, of which a
    /// comma separates two lines.
    pub fn compare<'a>(&self, homes: &[(&'a str, Home)]) {
        self.draw(homes);
        let column = |(name, home): &(&'a str, Home)| {
            let (first, second) = name.split_once(", ").unwrap_or((name, ""));
            ([first, second], home.score())
        };
        for line in table(&homes.iter().map(column).collect::<Vec<_>>()) {
            say!("{line}");
        }
        self.draw_timelines(homes);
    }

    /// Shows what comes of intervals in minutes: a table, and the plot if it was asked for.
    #[cfg(feature = "plot")]
    pub fn report_sweep(&self, scores: &[(u32, Score)]) {
        use crate::evening::{plot, sweep_table};
        self.write(|| plot(scores));
        for line in sweep_table(scores) {
            say!("{line}");
        }
    }

    fn title(&self, what: &str) -> String {
        let comma = if what.is_empty() || self.name.is_empty() { "" } else { ", " };
        format!("{}{comma}{what}", self.name)
    }

    fn pictures(&self, homes: &[(&str, Home)]) -> Vec<Picture> {
        homes.iter().map(|(what, home)| home.picture(&self.title(what))).collect()
    }

    fn draw(&self, homes: &[(&str, Home)]) {
        self.write(|| timeline::svg(&self.pictures(homes)));
    }

    /// Writes the image that was asked for.
    fn write(&self, svg: impl Fn() -> String) {
        if let Some(file) = &self.looks.svg {
            if !file.write_or_say(&svg()) {
                exit(FAILURE);
            }
        }
    }

    fn draw_timelines(&self, homes: &[(&str, Home)]) {
        if self.looks.timeline {
            for picture in self.pictures(homes) {
                let lines = timeline::timeline(&picture, self.looks.style());
                report::note(format_args!("\n{}", lines.join("\n")));
            }
        }
    }
}
