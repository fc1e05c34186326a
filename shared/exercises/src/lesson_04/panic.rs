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

/// Dishes, the minutes that each is cooked, and whether it is dropped then.
type Menu = &'static [(&'static str, u64, bool)];

const MENUS: [Menu; 2] = [
    &[("bread", 10, false), ("soup", 5, true), ("roast", 20, false), ("pudding", 15, false)],
    &[("fish", 15, true), ("rice", 20, false), ("salad", 10, false), ("cake", 25, true)],
];
const SLIPPED: &str = "it slipped";
/// What is told of a panic that no hook has seen.
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
    /// How often it was dropped.
    times: usize,
}

/// A dish of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dish(&'static str);

/// A plate with a dish, as only a kitchen makes it.
#[derive(Debug)]
pub struct Plate(Dish);

/// What became of a menu.
#[derive(Debug, Default)]
pub struct Dinner {
    /// The plates that are served.
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
                // It lies on the floor for a while.
                tokio::spawn(async move {
                    lane.takes("dropped");
                    tokio::time::sleep(minutes(5)).await;
                });
                // Unseen by the hook, so that what is told is the line where a learner panics.
                resume_unwind(Box::new(SLIPPED));
            }
            Plate(dish)
        }
    }
}

/// Says whether all is served that was not dropped, and the rest is reported.
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
                "dinner was over at {}, while the cooks were still at it; it is to wait for all \
                 of them.",
                o_clock(attempt.run.now())
            ))
            .because(
                "To drop a handle is not to wait for its task: that goes on, and nobody hears of \
                 it.",
            ),
            ended => ended.verdict(),
        };
    };
    let Slip { dish, at, is_in_task, times } = slip;
    let at = o_clock(at);
    match &attempt.ended {
        Ended::Endless if times > 1 => Verdict::wrong(format!(
            "the {dish} was dropped at {at}, and then begun over and over, and dropped each time; \
             it is to be reported, so that there is an end."
        ))
        .because(
            "What panics once may well panic again. A loop that tries until there is no error ends \
             only if the error goes away.",
        ),
        Ended::Panicked(panic) if panic.message == UNSEEN && !is_in_task => Verdict::wrong(format!(
            "at {at} the {dish} was dropped, and the panic took along the one task that cooks all \
             dishes; each dish is to have a task of its own, so that the others are \
             served.",
        ))
        .because(
            "A panic unwinds the task in which it happens, with all futures in it, and is caught \
             at its border. `tokio::spawn` makes such a border; `.await` and `join!` \
             do not.",
        ),
        Ended::Panicked(panic)
            if [UNSEEN, SLIPPED, "JoinError"].iter().any(|it| panic.message.contains(it)) =>
        {
            Verdict::wrong(format!(
                "the {dish} was dropped at {at}, {} panicked in turn at {}, and nothing is served; \
                 the other dishes are to be served, and the {dish} is to be reported.",
                panic.place(),
                o_clock(attempt.run.now())
            ))
            .because(
                "tokio catches the panic of a task, and its handle returns an `Err`. To `unwrap` \
                 that is to panic, too; and so does `join_all` of a `JoinSet`.",
            )
        }
        Ended::Returned(_) if !is_in_task => Verdict::wrong(format!(
            "at {at} the {dish} was dropped within the one task that cooks all dishes, and that \
             caught the panic by hand; each dish is to have a task of its own."
        ))
        .because(
            "A spawned task is a border for panics already: its handle returns an `Err`, and \
             nobody else has to catch anything.",
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
            "you reported {accused} as dropped, but what was dropped is {dropped}; each handle \
             belongs to a dish, and the two are to be kept together."
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
            "An `Err` says how one task ended. Whoever returns at the first one loses the results \
             of all others.",
        );
    }
    if !untold.is_empty() {
        return Verdict::wrong(format!(
            "you served what was cooked, but did not report {untold}; whoever orders the pizza \
             has to know what was dropped."
        ))
        .because(
            "The panic of a task is silent for the rest of the program: only the result of its \
             handle tells. What throws away every `Err` throws that away, too.",
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
            "To await a handle right after `spawn` is to wait for that task before the next one is \
             made. Spawn all of them first."
        } else {
            "How long a task takes is not known beforehand, and who looks now and then comes late. \
             To await its handle takes just as long as the task."
        });
    }
    Verdict::right(format!("you served all other dishes, and reported {dropped} as dropped."))
}
