//! What there is to choose from.

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Trap,
    Recipe,
    Exercise,
}

impl Kind {
    /// Returns the kind that has this word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        [Self::Trap, Self::Recipe, Self::Exercise].into_iter().find(|kind| kind.word() == word)
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Trap => "trap",
            Self::Recipe => "recipe",
            Self::Exercise => "exercise",
        }
    }

    /// Returns the words for one of them.
    pub(crate) fn one(self) -> &'static str {
        match self {
            Self::Trap => "a trap",
            Self::Recipe => "a recipe",
            Self::Exercise => "an exercise",
        }
    }

    /// Returns the option that may follow a name.
    pub(crate) fn option(self) -> Option<&'static str> {
        match self {
            Self::Trap => Some("--cure"),
            Self::Recipe => None,
            Self::Exercise => Some("--hint"),
        }
    }

    pub(crate) fn help(self) -> &'static str {
        match self {
            Self::Trap => {
                "\
Usage: cargo trap [NAME] [--cure]

Without a name, lists all traps: small programs, each about a mistake.
With a name, compiles that trap and runs it; with --cure, the same program
without the mistake.
The exit status is that of cargo. A trap itself takes no arguments.
Each is explained beside it: shared/traps/README.md leads there."
            }
            Self::Recipe => {
                "\
Usage: cargo recipe [NAME]

Without a name, lists all recipes: small programs to begin with, each for
something you may wish to do.
With a name, compiles that recipe and runs it. The exit status is that of cargo.
A recipe itself takes no arguments.
Each is explained beside it: shared/recipes/README.md leads there."
            }
            Self::Exercise => {
                "\
Usage: cargo exercise [NAME] [--hint]

Without a name, lists all exercises: small programs that you put right, in the
order of the lessons, with what you have done.
With a name, compiles that exercise and runs it, which checks it; with --hint,
prints a hint and runs nothing.
The exit status is that of cargo. An exercise itself takes no arguments.
What you have done is noted where the runner rustlings does it, so that you may
use either.
shared/exercises/README.md tells how to begin."
            }
        }
    }

    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::Trap => {
                "The traps, each with the number of its lesson. `cargo trap NAME` runs one, and\n\
                 `cargo trap NAME --cure` the same without the mistake.\n\
                 shared/traps/README.md explains them."
            }
            Self::Recipe => {
                "The recipes, each with what it is for. `cargo recipe NAME` runs one, and\n\
                 shared/recipes/README.md explains them."
            }
            Self::Exercise => {
                "The exercises, each with the number of its lesson. `cargo exercise NAME` runs\n\
                 one, and `cargo exercise NAME --hint` helps.\n\
                 shared/exercises/README.md tells how to begin."
            }
        }
    }
}
