//! Supper: a soup that a task of its own is to cook, and a cookbook that is not `Send`.

use crate::attempt::{Attempt, Ended};
use crate::run::{Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::rc::Rc;
use timeline::Kind;
use tokio::runtime::Handle;
use tokio::task;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/send.rs");
    pub(super) async fn run(kitchen: super::Kitchen) -> super::Soup {
        supper(super::Cookbook::new(), kitchen).await
    }
}

/// A book with the recipe of a soup, and some advice on napkins.
#[derive(Clone, Debug)]
pub struct Cookbook {
    soup: Recipe,
}

/// The recipe of a soup, which only a cookbook has.
#[derive(Clone, Debug)]
pub struct Recipe(());

/// Boiling water, which only a kitchen has.
#[derive(Debug)]
pub struct Water(());

/// A soup, which only a kitchen makes.
#[derive(Debug)]
pub struct Soup(());

/// Where supper is made. Clones are handles on the same kitchen.
#[derive(Clone, Debug)]
pub struct Kitchen {
    run: Run,
    seen: Shared<Seen>,
}

/// Who did what, if it was done.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    soup: Option<Who>,
    table: Option<Who>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    /// The future that the runtime blocks on.
    Main,
    /// A task that any thread of a runtime may poll.
    Task,
    /// A task that stays on its thread.
    LocalTask,
}

impl Who {
    fn is_this() -> Self {
        // A `LocalSet` keeps its tasks to itself.
        let is_known = |handle: Handle| handle.metrics().num_alive_tasks() > 0;
        match task::try_id() {
            None => Self::Main,
            Some(_) if Handle::try_current().is_ok_and(is_known) => Self::Task,
            Some(_) => Self::LocalTask,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Task => "task",
            Self::LocalTask => "local",
        }
    }
}

impl Cookbook {
    fn new() -> Rc<Self> {
        Rc::new(Self { soup: Recipe(()) })
    }

    /// Returns the recipe of the soup.
    pub fn soup(&self) -> &Recipe {
        &self.soup
    }
}

impl Kitchen {
    fn new(run: Run) -> Self {
        Self { run, seen: Shared::default() }
    }

    /// Boils water, which takes ten minutes.
    pub async fn boil_water(&self) -> Water {
        self.make("water", 10).await;
        Water(())
    }

    /// Makes a soup in boiling water, which takes twenty minutes.
    pub async fn make_soup(&self, _water: Water, _recipe: &Recipe) -> Soup {
        let who = self.make("soup", 20).await;
        self.seen.see(|seen| seen.soup = Some(who));
        Soup(())
    }

    /// Lays the table, which takes ten minutes, and a book to look up how napkins are folded.
    pub async fn lay_the_table(&self, _book: &Cookbook) {
        let who = self.make("table", 10).await;
        self.seen.see(|seen| seen.table = Some(who));
    }

    async fn make(&self, what: &str, time: u64) -> Who {
        let who = Who::is_this();
        self.run.wait(&format!("{what}, {}", who.name()), minutes(time)).await;
        who
    }
}

/// Says whether a task that any thread may poll cooked the soup while the table was laid.
pub fn check(supper: impl AsyncFnOnce(Rc<Cookbook>, Kitchen) -> Soup + Send + 'static) -> Verdict {
    let right = Attempt::on_tokio(Kind::Chores, |run| right::run(Kitchen::new(run)));
    let yours = Attempt::on_tokio(Kind::Chores, async move |run| {
        let kitchen = Kitchen::new(run);
        supper(Cookbook::new(), kitchen.clone()).await;
        kitchen.seen.take()
    });
    let ready = o_clock(yours.run.now());
    let in_time = yours.run.now() <= right.run.now();
    let verdict = match &yours.ended {
        Ended::Returned(Seen { table: None, .. }) => Verdict::wrong(
            "the soup is ready, and nobody has laid the table; that is to be done while the task \
             cooks.",
        ),
        Ended::Returned(Seen { soup: Some(Who::Task), .. }) if in_time => Verdict::right(format!(
            "any thread could have cooked the soup, and supper was ready at {ready}."
        )),
        Ended::Returned(Seen { soup: Some(Who::Task), .. }) => Verdict::wrong(format!(
            "a task of its own cooked the soup, but not while the table was laid, so supper was \
             ready only at {ready}; it could have been at 17:30."
        ))
        .because(
            "A spawned task goes on by itself. To await its handle is to wait for its end, so \
             that is best left for later.",
        ),
        Ended::Returned(Seen { soup: Some(Who::LocalTask), .. }) => Verdict::wrong(
            "the soup was cooked by a task of a `LocalSet`, which never leaves its thread; it is \
             to be a task that any thread may take, and that has no need of the book.",
        )
        .because(
            "`spawn_local` takes what is not `Send`, since its tasks all stay on one thread. That \
             is for what must be shared there; a recipe can be copied.",
        ),
        Ended::Panicked(panic) if panic.message.contains("spawn_local") => Verdict::wrong(
            "`spawn_local` wants a `LocalSet`, whose tasks never leave their thread, and there is \
             none; the soup is to be cooked by a task that any thread may take, and that has no \
             need of the book.",
        )
        .because(
            "`spawn_local` takes what is not `Send`, since its tasks all stay on one thread. That \
             is for what must be shared there; a recipe can be copied.",
        ),
        Ended::Returned(Seen { table: Some(Who::Task | Who::LocalTask), .. }) => Verdict::wrong(
            "the table was laid by a task of its own, and the soup was not; it is the soup that is \
             to be cooked by a task that any thread may take.",
        ),
        Ended::Returned(_) if in_time => Verdict::wrong(
            "soup and table were made by one and the same task, by turns, so that the soup can \
             never move to another thread; a task of its own is to cook it.",
        )
        .because(
            "`join!` polls several futures within one task, so they need not be `Send`. A spawned \
             task may be polled by whichever thread is free, and all that it holds moves with it.",
        ),
        Ended::Returned(_) => Verdict::wrong(format!(
            "soup and table were made one after the other, so supper was ready only at {ready}; a \
             task of its own is to cook the soup meanwhile."
        ))
        .because(
            "To await a future is to stay until it is done. A spawned task goes on by itself, \
             maybe on another thread, so all that it holds must be `Send`.",
        ),
        Ended::Held => Verdict::wrong(
            "a thread is blocked until something is done, so that nothing goes on; a task that \
             waits is to give its thread back.",
        )
        .because(
            "Whoever calls `thread::sleep`, `join` of a thread or `block_on` keeps a thread while \
             they wait. Whoever awaits does not.",
        ),
        ended => ended.verdict(),
    };
    verdict.with_lanes(&yours.run, &right.run)
}
