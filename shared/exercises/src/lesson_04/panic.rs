//! A dinner of several dishes, of which one or two are dropped.

use crate::attempt::{Attempt, Ended};
use crate::run::{Run, minutes, o_clock};
use crate::shared::Shared;
use crate::verdict::Verdict;
use std::future::Future;
use std::panic::resume_unwind;
use std::time::Duration;
use timeline::Kind;

mod right {
    #![allow(dead_code, reason = "its function is run here, and not its `main`")]
    include!("../../solutions/04_async/panic.rs");
    pub(super) async fn run(kitchen: Kitchen, dishes: Vec<Dish>) -> Dinner {
        dinner(&kitchen, dishes).await
    }
}

/// The dishes, the minutes that each is cooked, and `true` if it is dropped then.
type Menu = &'static [(&'static str, u64, bool)];

const MENUS: [Menu; 2] = [
    &[("bread", 10, false), ("soup", 5, true), ("roast", 20, false), ("pudding", 15, false)],
    &[("fish", 15, true), ("rice", 20, false), ("salad", 10, false), ("cake", 25, true)],
];
const SLIPPED: &str = "it slipped";
/// The message of a panic that the hook hasn't seen.
const UNSEEN: &str = "it unwound";

/// The kitchen, where dishes are cooked.
#[derive(Clone, Debug)]
pub struct Kitchen {
    run: Run,
    menu: Menu,
    slip: Shared<Option<Slip>>,
}

/// The first dish that was dropped.
#[derive(Clone, Copy, Debug)]
struct Slip {
    dish: &'static str,
    at: Duration,
    is_in_task: bool,
    /// The number of times that it was dropped.
    times: usize,
}

/// A dish of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dish(&'static str);

/// A plate with a dish. Only a kitchen makes one.
#[derive(Debug)]
pub struct Plate(Dish);

/// The outcome of a menu.
#[derive(Debug, Default)]
pub struct Dinner {
    /// The plates that were served.
    pub plates: Vec<Plate>,
    /// The dishes that were dropped.
    pub dropped: Vec<Dish>,
}

impl Kitchen {
    /// Cooks a dish, which takes some minutes.
    ///
    /// # Panics
    ///
    /// Panics if the dish is dropped.
    pub fn cook(&self, dish: Dish) -> impl Future<Output = Plate> + Send + use<> {
        let kitchen = self.clone();
        let known = kitchen.menu.iter().find(|(name, ..)| *name == dish.0);
        let (name, time, slips) = *known.expect("dishes come from the menu");
        let lane = kitchen.run.lane(name);
        async move {
            lane.waits();
            tokio::time::sleep(minutes(time)).await;
            if slips {
                let is_in_task = tokio::task::try_id().is_some();
                let slip = Slip { dish: name, at: kitchen.run.now(), is_in_task, times: 0 };
                kitchen.slip.see(|first| {
                    let first = first.get_or_insert(slip);
                    first.times += usize::from(first.dish == name);
                });
                // Show it on the floor for a while.
                tokio::spawn(async move {
                    lane.takes("dropped");
                    tokio::time::sleep(minutes(5)).await;
                });
                // The hook doesn't see this, so that the verdict can name the line where the learner's code panics.
                resume_unwind(Box::new(SLIPPED));
            }
            Plate(dish)
        }
    }
}

/// Checks that the dishes that weren't dropped are served, and that the others are reported.
pub fn check(
    dinner: impl AsyncFn(&Kitchen, Vec<Dish>) -> Dinner + Clone + Send + 'static,
) -> Verdict {
    Verdict::first_wrong(MENUS.into_iter().map(|menu| {
        let dinner = dinner.clone();
        let (right, _) = run(menu, right::run);
        let (yours, slip) = run(menu, async move |kitchen, dishes| dinner(&kitchen, dishes).await);
        verdict(&yours, slip, menu).with_lanes(&yours.run, &right.run)
    }))
}

fn run(
    menu: Menu,
    dinner: impl AsyncFnOnce(Kitchen, Vec<Dish>) -> Dinner + Send + 'static,
) -> (Attempt<Dinner>, Option<Slip>) {
    let slip = Shared::default();
    let own = slip.clone();
    let attempt = Attempt::on_tokio(Kind::Chores, async move |run| {
        let dishes = menu.iter().map(|(name, ..)| Dish(name)).collect();
        dinner(Kitchen { run, menu, slip: own }, dishes).await
    });
    (attempt, slip.take())
}

fn verdict(attempt: &Attempt<Dinner>, slip: Option<Slip>, menu: Menu) -> Verdict {
    let Some(slip) = slip else {
        return match &attempt.ended {
            Ended::Returned(_) => Verdict::wrong(format!(
                "dinner was over at {}, while some cooks were still at work; it should wait for \
                 all of them.",
                o_clock(attempt.run.now())
            ))
            .because(
                "Dropping a handle doesn't wait for its task: the task goes on, and you never \
                 hear from it.",
            ),
            ended => ended.verdict(),
        };
    };
    let Slip { dish, at, is_in_task, times } = slip;
    let at = o_clock(at);
    match &attempt.ended {
        Ended::Endless if times > 1 => Verdict::wrong(format!(
            "the {dish} was dropped at {at}, and then begun over and over, and dropped each time; \
             report it instead, so that there is an end."
        ))
        .because(
            "Code that panics once may well panic again. A loop that tries until there is no \
             error ends only if the error goes away.",
        ),
        Ended::Panicked(panic) if panic.message == UNSEEN && !is_in_task => Verdict::wrong(
            format!(
                "at {at} the {dish} was dropped, and the panic ended the one task that cooks all \
             dishes; each dish should have a task of its own, so that the others are served.",
            ),
        )
        .because(
            "A panic unwinds the task in which it happens, with all futures in it, and stops at \
             the task's border. `tokio::spawn` makes such a border; `.await` and `join!` don't.",
        ),
        Ended::Panicked(panic)
            if [UNSEEN, SLIPPED, "JoinError"].iter().any(|it| panic.message.contains(it)) =>
        {
            Verdict::wrong(format!(
                "the {dish} was dropped at {at}, {} panicked in turn at {}, and nothing is \
                 served; the other dishes should be served, and the {dish} should be reported.",
                panic.place(),
                o_clock(attempt.run.now())
            ))
            .because(
                "tokio catches the panic of a task, and its handle returns an `Err`. If you \
                 `unwrap` that, you panic, too, and so does `join_all` of a `JoinSet`.",
            )
        }
        Ended::Returned(_) if !is_in_task => Verdict::wrong(format!(
            "at {at} the {dish} was dropped within the one task that cooks all dishes, and that \
             caught the panic by hand; each dish should have a task of its own."
        ))
        .because(
            "A spawned task is a border for panics already: its handle returns an `Err`, so you \
             don't have to catch anything.",
        ),
        Ended::Returned(dinner) => reported(dinner, dish, menu, attempt.run.now()),
        ended => ended.verdict(),
    }
}

fn reported(dinner: &Dinner, first: &str, menu: Menu, took: Duration) -> Verdict {
    let is_served = |name| dinner.plates.iter().any(|plate| plate.0.0 == name);
    let is_reported = |name| dinner.dropped.contains(&Dish(name));
    let names = |wanted: &dyn Fn(&'static str, bool) -> bool| {
        let names = menu.iter().filter(|(name, _, slips)| wanted(name, *slips));
        names.map(|(name, ..)| format!("the {name}")).collect::<Vec<_>>().join(" and ")
    };
    let dropped = names(&|_, slips| slips);
    let accused = names(&|name, slips| !slips && is_reported(name));
    let lost = names(&|name, slips| !slips && !is_served(name));
    let untold = names(&|name, slips| slips && !is_reported(name));
    if !accused.is_empty() {
        return Verdict::wrong(format!(
            "you reported {accused} as dropped, but it was {dropped}; each handle belongs to a \
             dish, so keep the two together."
        ))
        .because(
            "Tasks do not end in the order in which they were spawned. A `JoinError` does not \
             know the dish: keep it beside the handle, or look it up by the task's \
             `id`.",
        );
    }
    if !lost.is_empty() {
        return Verdict::wrong(format!(
            "the {first} was dropped, and you did not serve {lost} either, though that was not \
             dropped; await the other handles, too."
        ))
        .because(
            "An `Err` says how one task ended. If you return at the first one, you lose the \
             results of all others.",
        );
    }
    if !untold.is_empty() {
        return Verdict::wrong(format!(
            "you served everything that was cooked, but didn't report {untold}; to order pizza, \
             we have to know what was dropped."
        ))
        .because(
            "The rest of the program doesn't hear of a task's panic: only the result of its \
             handle tells. If you throw away every `Err`, you throw that away, too.",
        );
    }
    let longest = menu.iter().map(|(_, time, _)| minutes(*time)).max().unwrap_or_default();
    if took > longest {
        let is_sum = took == menu.iter().map(|(_, time, _)| minutes(*time)).sum();
        return Verdict::wrong(format!(
            "all is served or reported, but only at {}, when side by side the cooks are done at {}.",
            o_clock(took),
            o_clock(longest)
        ))
        .because(if is_sum {
            "If you await a handle right after `spawn`, you wait for that task before the next \
             one is made. Spawn all of them first."
        } else {
            "You can't know in advance how long a task takes, and if you look now and then, \
             you're late. Awaiting its handle takes just as long as the task."
        });
    }
    Verdict::right(format!("you served all other dishes, and reported {dropped} as dropped."))
}
