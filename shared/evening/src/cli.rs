//! The command line of the thought experiments.

use crate::home::Home;
use crate::score::table;
use crate::script::Script;
use crate::sweep;

use std::process::ExitCode;
use timeline::{Picture, Played};
use viewer::{
    CommandLine, HTML, Opt, PICTURES, Views, note, reject, say, session, set, terminal, whole,
};

/// The evening that the command line asks for, and the ways to show it.
#[derive(Debug)]
pub struct Evening {
    /// The minutes from one check of the polling parent to the next, 1 to 60.
    pub every: u32,
    /// True if the program should try all intervals from 1 to 60 minutes.
    pub sweep: bool,
    /// True if the program should show the ways out of the trouble with threads.
    pub fix: bool,
    name: String,
    script: Script,
    views: Views,
}

/// A strategy: its name, and a function that lives through an evening with it.
pub type Strategy<'a> = (&'a str, &'a dyn Fn(&Home));

#[derive(Default)]
struct Options {
    seed: Option<u64>,
    every: Option<u32>,
    sweep: bool,
    fix: bool,
}

/// The options. All but the first are only for some of the programs.
const OPTIONS: [Opt<Options>; 4] = [
    Opt {
        name: "seed",
        value: "N",
        accepted: "a whole number from 0 to 18446744073709551615",
        help: "live through another evening",
        set: |options, value| set(&mut options.seed, whole(value, 0..=u64::MAX).map(Some)),
    },
    Opt {
        name: "every",
        value: "MINUTES",
        accepted: "a whole number from 1 to 60",
        help: "check everything every so many minutes instead of every 15,\n\
               or as soon as the previous round is over",
        set: |options, value| set(&mut options.every, whole(value, 1..=60).map(Some)),
    },
    Opt {
        name: "sweep",
        value: "",
        accepted: "",
        help: "try every interval from 1 to 60 minutes, and show the\n\
               results in a table; with --svg, also as a plot",
        set: |options, _| set(&mut options.sweep, Ok(true)),
    },
    Opt {
        name: "fix",
        value: "",
        accepted: "",
        help: "show the ways out of the trouble",
        set: |options, _| set(&mut options.fix, Ok(true)),
    },
];

/// Reads the command line of a thought experiment, which has the option `--seed` and those in
/// `options`: some of `every`, `sweep` and `fix`. With `--html`, it writes a page to step through its
/// evenings, of which there must be at most two.
///
/// Ends the program as [`CommandLine::read`] does.
///
/// # Panics
///
/// Panics if `options` has another name in it.
pub fn evening(options: &[&str]) -> Evening {
    read(options, &PICTURES)
}

/// Reads the command line of a program that [compares](Evening::compare) evenings. It's like
/// [`evening`], but without `--html`, since there are too many evenings for a page.
///
/// # Panics
///
/// Panics if `options` has a name in it other than `every`, `sweep` and `fix`.
pub fn evenings(options: &[&str]) -> Evening {
    let views: Vec<_> = PICTURES.into_iter().filter(|view| view.name != HTML.name).collect();
    read(options, &views)
}

fn read(options: &[&str], views: &[Opt<Views>]) -> Evening {
    for name in options {
        assert!(OPTIONS.iter().any(|option| option.name == *name), "there is an option {name}");
    }
    let has = |option: &Opt<Options>| option.name == "seed" || options.contains(&option.name);
    let options: Vec<_> = OPTIONS.into_iter().filter(has).collect();
    let examples = [
        ("seed", "--seed 7", "another evening"),
        ("every", "--every 5", "shorter waits, and more checks in vain"),
        ("sweep", "--sweep", "all intervals in a table"),
        ("fix", "--fix", "the ways out of the trouble"),
        ("seed", "--timeline", "a picture of the evening"),
    ];
    let has = |(name, ..): &(&str, _, _)| options.iter().any(|option| option.name == *name);
    let examples: Vec<_> = examples.into_iter().filter(has).collect();
    let examples: Vec<_> =
        examples.iter().map(|(_, arguments, what)| (*arguments, *what)).collect();
    let command_line = CommandLine::<String, Options> {
        work: "",
        parse: |_| None,
        default: Vec::new(),
        options: &options,
        views,
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
    if sweep && asked.views.timeline {
        contradiction("--timeline");
    }
    if sweep && asked.views.has_html() {
        contradiction("--html");
    }
    let evening = Evening::with_seed(seed);
    let every = every.unwrap_or(evening.every);
    Evening {
        every,
        sweep,
        fix,
        name: asked.name,
        views: asked.views.fitted(&live::TERMINAL),
        ..evening
    }
}

impl Evening {
    /// Makes an evening with default options. The same seed makes the same evening; `None` makes the
    /// one that the chapters tell of.
    pub fn with_seed(seed: Option<u64>) -> Self {
        let script = seed.map_or_else(Script::told, Script::seeded);
        Self {
            every: 15,
            sweep: false,
            fix: false,
            name: String::new(),
            script,
            views: Views::default(),
        }
    }

    /// Makes a home in which this evening begins.
    pub fn home(&self) -> Home {
        Home::new(self.script.clone(), self.views.has_html())
    }

    /// Lives through this evening with each strategy, and prints the story and the score of each.
    /// Returns the exit status of the program.
    pub fn show(&self, strategies: &[Strategy<'_>]) -> ExitCode {
        let homes = self.live(strategies, |what| {
            format!("{}{}{what}", self.name, if what.is_empty() { "" } else { ", " })
        });
        self.views.write_svg(|| timeline::svg(&pictures(&homes)));
        self.views.write_html(|| player::page(&runs(&homes)));
        for (number, (title, home)) in homes.iter().enumerate() {
            if homes.len() > 1 {
                say!("{}{title}:\n", if number > 0 { "\n" } else { "" });
            }
            for line in home.story() {
                say!("{line}");
            }
            say!("\n{}", home.score());
        }
        if self.views.timeline {
            self.draw_timelines(&homes);
        }
        session::end()
    }

    /// Lives through this evening with each strategy, and prints a table with the scores side by side.
    /// The first word of each name has a line of its own. In a terminal, lanes come before the table.
    /// Returns the exit status of the program.
    pub fn compare(&self, strategies: &[Strategy<'_>]) -> ExitCode {
        let homes = self.live(strategies, str::to_owned);
        self.views.write_svg(|| timeline::svg(&pictures(&homes)));
        if self.views.timeline || terminal::can_show_lanes() {
            self.draw_timelines(&homes);
            note(format_args!(""));
        }
        let column = |(name, home): &(String, Home)| {
            let (first, second) = name.split_once(' ').unwrap_or((name, ""));
            ([first, second].map(str::to_owned), home.score())
        };
        for line in table(&homes.iter().map(column).collect::<Vec<_>>()) {
            say!("{line}");
        }
        session::end()
    }

    /// Lives through this evening with every interval from 1 to 60 minutes, and prints the results in a
    /// table. With the feature `plot`, also writes the plot that the command line asked for, if any.
    /// Returns the exit status of the program.
    pub fn show_sweep(&self, live: impl Fn(&Home, u32)) -> ExitCode {
        let score = |every| {
            let home = self.home();
            live(&home, every);
            (every, home.score())
        };
        let scores: Vec<_> = (1..=60).map(score).collect();
        #[cfg(feature = "plot")]
        self.views.write_svg(|| plots::sweep(&sweep::figures(&scores)));
        for line in sweep::table(&scores) {
            say!("{line}");
        }
        session::end()
    }

    /// Lives through this evening with each strategy, and returns the homes with their titles.
    fn live(
        &self,
        strategies: &[Strategy<'_>],
        title: impl Fn(&str) -> String,
    ) -> Vec<(String, Home)> {
        let home = |(what, live): &Strategy<'_>| {
            let home = self.home();
            live(&home);
            (title(what), home)
        };
        strategies.iter().map(home).collect()
    }

    fn draw_timelines(&self, homes: &[(String, Home)]) {
        let mut pictures = pictures(homes);
        // They have the same scale, so that they can be compared.
        let end = pictures.iter().map(|picture| picture.end).max().unwrap_or(0);
        for picture in &mut pictures {
            picture.end = end;
            let lines = timeline::timeline(picture, self.views.style());
            note(format_args!("\n{}", lines.join("\n")));
        }
    }
}

fn pictures(homes: &[(String, Home)]) -> Vec<Picture> {
    homes.iter().map(|(title, home)| home.picture(title)).collect()
}

fn runs(homes: &[(String, Home)]) -> Vec<Played> {
    homes.iter().map(|(title, home)| home.run(title).played()).collect()
}
