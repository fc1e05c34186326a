//! A home, and the turns of the parents in it.

use crate::chore::Chore;
use crate::event::Event;
use crate::person::{Doing, Person, Turn, Until};
use crate::score::Score;
use crate::script::Script;
use crate::steps::What;
use crate::world::World;
use player::Run;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, Scope};
use timeline::Picture;
use timeline::Place;
use viewer::give_up;

/// A home on one evening.
#[derive(Debug)]
pub struct Home {
    house: Arc<House>,
}

#[derive(Debug)]
pub(crate) struct House {
    world: Mutex<World>,
    /// The locks of the resources, in the order of [`Resource::ALL`](crate::resource::Resource::ALL).
    pub(crate) locks: [Mutex<()>; 3],
    /// The time on tokio's clock when the evening began.
    #[cfg(feature = "async")]
    pub(crate) began: std::sync::OnceLock<tokio::time::Instant>,
}

impl House {
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Home {
    pub(crate) fn new(script: Script, is_played: bool) -> Self {
        Self {
            house: Arc::new(House {
                world: Mutex::new(World::new(script, is_played)),
                locks: Default::default(),
                #[cfg(feature = "async")]
                began: std::sync::OnceLock::new(),
            }),
        }
    }

    /// Adds a parent, who stays at home until all handles are dropped.
    ///
    /// Each parent needs a thread, and all of them must come home before the first does anything. The
    /// clock only moves on when all parents at home wait or spend time, so a parent who stays and never
    /// does anything stops it. If several parents could go on, the one who came home first does. So even
    /// an evening with threads goes the same way every time.
    #[track_caller]
    pub fn parent(&self, name: &str) -> Parent {
        let mut world = self.house.world();
        world.parents.push(Person {
            name: name.to_owned(),
            turn: Turn::Blocked(Until::Time(0)),
            turn_comes: None,
            doing: None,
            has_place: false,
            pays: false,
            timer: 0,
            place: Some(Place::of_caller()),
            at_chore: None,
            is_idle: false,
        });
        let number = world.parents.len() - 1;
        world.step(Some(number), What::Comes);
        Parent { handle: Arc::new(Handle { house: Arc::clone(&self.house), number }) }
    }

    /// Returns the score of the evening so far.
    pub fn score(&self) -> Score {
        self.house.world().score()
    }

    /// Returns the lines of the story.
    pub(crate) fn story(&self) -> Vec<String> {
        self.house.world().lines()
    }

    pub(crate) fn picture(&self, title: &str) -> Picture {
        let world = self.house.world();
        let score = world.score();
        let end = score.end().unwrap_or(world.now);
        let names = world.parents.iter().map(|parent| parent.name.clone());
        world.record.picture(title.to_owned(), score.words(), names, end, score.end().is_none())
    }

    /// Returns the evening for stepping through it.
    pub(crate) fn run(&self, title: &str) -> Run {
        let picture = self.picture(title);
        self.house.world().run(picture)
    }
}

/// A handle on a parent. Clones are handles on the same parent.
#[derive(Clone, Debug)]
pub struct Parent {
    handle: Arc<Handle>,
}

#[derive(Debug)]
struct Handle {
    house: Arc<House>,
    number: usize,
}

impl Drop for Handle {
    fn drop(&mut self) {
        let mut world = self.house.world();
        world.parents[self.number].turn = Turn::Gone;
        world.step(None, What::Leaves(self.number));
        give_turn(&mut world);
    }
}

impl Parent {
    pub(crate) fn number(&self) -> usize {
        self.handle.number
    }

    pub(crate) fn house(&self) -> &House {
        &self.handle.house
    }

    /// Notes the line that this parent's program has come to, and the chore it's for, if any.
    #[track_caller]
    pub(crate) fn arrive(&self, chore: Option<Chore>) {
        self.world().arrive(self.number(), chore, Place::of_caller());
    }

    /// Returns the chore that the last noted line was for.
    pub(crate) fn chore(&self) -> Option<Chore> {
        self.world().parents[self.number()].at_chore
    }

    /// Blocks this thread until it's this parent's turn, and returns the world.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        let mut world = self.handle.house.world();
        if world.parents[self.number()].turn != Turn::Running {
            give_turn(&mut world);
        }
        while world.parents[self.number()].turn != Turn::Running {
            let comes = world.parents[self.number()].turn_comes.get_or_insert_default();
            let comes = Arc::clone(comes);
            world = comes.wait(world).unwrap_or_else(PoisonError::into_inner);
        }
        world
    }

    /// Blocks this thread until a condition is met, or until it's clear that it never will be.
    pub(crate) fn block(
        &self,
        doing: Option<(Chore, Doing)>,
        until: Until,
    ) -> MutexGuard<'_, World> {
        let me = self.number();
        let mut world = self.world();
        if world.is_stuck {
            return world;
        }
        world.parents[me].doing = doing;
        world.parents[me].turn = Turn::Blocked(until);
        if !world.is_met(me, until) {
            match (doing, until) {
                (Some((_, Doing::Watch)), _) => world.step(Some(me), What::Watches(until)),
                (None, Until::Time(_)) => world.step(Some(me), What::Rests),
                _ => (),
            }
        }
        world.settle();
        if let Some(cycle) = world.deadlock(me) {
            world.score.deadlock = Some(world.cycle(&cycle).join("; "));
            world.tell(Some(me), Event::Deadlock(cycle));
        }
        drop(world);
        let mut world = self.world();
        world.parents[me].doing = None;
        world
    }
}

/// Starts a thread for a chore, as [`Scope::spawn`] does. If the operating system refuses, ends the program
/// with the reason on standard error and exit status 1, since the evening would differ without a parent.
pub fn spawn<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    chore: impl FnOnce() -> T + Send + 'scope,
) {
    if let Err(error) = Builder::new().spawn_scoped(scope, chore) {
        give_up(format_args!("cannot start a thread for each parent: {error}"));
    }
}

/// Moves the clock on until one of the parents can go on, if all of them are blocked.
fn give_turn(world: &mut World) {
    loop {
        if world.parents.iter().any(|parent| parent.turn == Turn::Running) {
            return;
        }
        let waiting = |(number, parent): (usize, &Person)| match parent.turn {
            Turn::Blocked(until) => Some((number, until)),
            _ => None,
        };
        let waiting: Vec<_> = world.parents.iter().enumerate().filter_map(waiting).collect();
        if let Some((next, _)) =
            waiting.iter().find(|(parent, until)| world.is_met(*parent, *until))
        {
            world.parents[*next].give_turn();
            return;
        }
        if let Some(time) = waiting.iter().filter_map(|(_, until)| world.earliest(*until)).min() {
            world.pass(time);
            continue;
        }
        // All who still wait would wait for ever.
        world.is_stuck = true;
        for (parent, _) in waiting {
            world.parents[parent].give_turn();
        }
        return;
    }
}
