//! Supper: a soup that is to be cooked in a task of its own, and a cookbook that isn't `Send`.

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

/// The recipe of a soup. Only a cookbook has one.
#[derive(Clone, Debug)]
pub struct Recipe(());

/// Boiling water. Only a kitchen has it.
#[derive(Debug)]
pub struct Water(());

/// A soup. Only a kitchen makes one.
#[derive(Debug)]
pub struct Soup(());

/// The kitchen where supper is made. Clones are handles to the same kitchen.
#[derive(Clone, Debug)]
pub struct Kitchen {
    run: Run,
    seen: Shared<Seen>,
}

/// The tasks that did each piece of work; `None` if it wasn't done.
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
        // A runtime doesn't count the tasks of a `LocalSet`.
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

    /// Lays the table, which takes ten minutes. The book shows how to fold the napkins.
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

/// Checks that a task that any thread may poll cooks the soup while the table is laid.
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
            "the soup is ready, but nobody has laid the table; do that while the task cooks.",
        ),
        Ended::Returned(Seen { soup: Some(Who::Task), .. }) if in_time => Verdict::right(format!(
            "any thread could have cooked the soup, and supper was ready at {ready}."
        )),
        Ended::Returned(Seen { soup: Some(Who::Task), .. }) => Verdict::wrong(format!(
            "a task of its own cooked the soup, but not while the table was laid, so supper was \
             ready only at {ready}; it could have been at 17:30."
        ))
        .because(
            "A spawned task goes on by itself. Awaiting its handle waits for its end, so it's \
             best left for later.",
        ),
        Ended::Returned(Seen { soup: Some(Who::LocalTask), .. }) => Verdict::wrong(
            "the soup was cooked by a task of a `LocalSet`, which never leaves its thread; it \
             should be a task that any thread may take, and that doesn't need the book.",
        )
        .because(
            "`spawn_local` takes futures that aren't `Send`, since its tasks all stay on one \
             thread. You only need that for data that has to be shared there; a recipe can be \
             copied.",
        ),
        Ended::Panicked(panic) if panic.message.contains("spawn_local") => Verdict::wrong(
            "`spawn_local` wants a `LocalSet`, whose tasks never leave their thread, and there is \
             none; the soup should be cooked by a task that any thread may take, and that doesn't \
             need the book.",
        )
        .because(
            "`spawn_local` takes futures that aren't `Send`, since its tasks all stay on one \
             thread. You only need that for data that has to be shared there; a recipe can be \
             copied.",
        ),
        Ended::Returned(Seen { table: Some(Who::Task | Who::LocalTask), .. }) => Verdict::wrong(
            "the table was laid by a task of its own, and the soup wasn't; the soup is the one \
             that should be cooked by a task that any thread may take.",
        ),
        Ended::Returned(_) if in_time => Verdict::wrong(
            "one task took turns with the soup and the table, so the soup can never move to \
             another thread; a task of its own should cook it.",
        )
        .because(
            "`join!` polls several futures within one task, so they need not be `Send`. A spawned \
             task may be polled by any thread that is free, and everything that it holds moves \
             with it.",
        ),
        Ended::Returned(_) => Verdict::wrong(format!(
            "the soup and the table were made one after the other, so supper was ready only at \
             {ready}; a task of its own should cook the soup in that time."
        ))
        .because(
            "If you await a future, you stay until it is done. A spawned task goes on by itself, \
             maybe on another thread, so everything that it holds must be `Send`.",
        ),
        Ended::Held => Verdict::wrong(
            "a thread is blocked until something is done, so nothing goes on; a task that waits \
             should give its thread back.",
        )
        .because(
            "`thread::sleep`, `join` of a thread and `block_on` keep a thread while they wait. An \
             `.await` doesn't.",
        ),
        ended => ended.verdict(),
    };
    verdict.with_lanes(&yours.run, &right.run)
}
