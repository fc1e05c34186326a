//! The kinds of programs to choose from.

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Trap,
    Recipe,
    Exercise,
}

impl Kind {
    /// Returns the kind with this word; `None` if there is none.
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

    /// Returns the word with its article.
    pub(crate) fn one(self) -> &'static str {
        match self {
            Self::Trap => "a trap",
            Self::Recipe => "a recipe",
            Self::Exercise => "an exercise",
        }
    }

    /// Returns the option that may follow a name; `None` if there is none.
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
shared/traps/README.md links to the explanation of each."
            }
            Self::Recipe => {
                "\
Usage: cargo recipe [NAME]

Without a name, lists all recipes: small programs to start from, each for
something you may want to do.
With a name, compiles that recipe and runs it. The exit status is that of cargo.
A recipe itself takes no arguments.
shared/recipes/README.md links to the explanation of each."
            }
            Self::Exercise => {
                "\
Usage: cargo exercise [NAME] [--hint]

Without a name, lists all exercises: small programs to put right, in the order
of the lessons, with those you have done.
With a name, compiles that exercise and runs it, which checks it; with --hint,
prints a hint and runs nothing.
The exit status is that of cargo. An exercise itself takes no arguments.
Your progress is stored where the runner rustlings stores it, so you can use
either.
shared/exercises/README.md tells you how to begin."
            }
        }
    }

    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::Trap => {
                "The traps, each with the number of its lesson. `cargo trap NAME` runs one, and\n\
                 `cargo trap NAME --cure` runs it without the mistake.\n\
                 shared/traps/README.md explains them."
            }
            Self::Recipe => {
                "The recipes, each with its purpose. `cargo recipe NAME` runs one, and\n\
                 shared/recipes/README.md explains them."
            }
            Self::Exercise => {
                "The exercises, each with the number of its lesson. `cargo exercise NAME` runs\n\
                 one, and `cargo exercise NAME --hint` helps.\n\
                 shared/exercises/README.md tells you how to begin."
            }
        }
    }
}
