//! What parents can do.

use super::score::Score;
use super::script::{CHECK, FILL, FOLD, MOVE, Minutes, Script};
use super::story::Event;
use super::world::{Action, Doing, Machine, Person, Shared, Turn, Until, World};
use super::{Chore, Thing};
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fmt, iter};
use timeline::Picture;

/// A home on one evening.
#[derive(Debug)]
pub struct Home {
    house: Arc<House>,
}

#[derive(Debug)]
pub(super) struct House {
    world: Mutex<World>,
    /// The locks of what is shared, in the order of [`Thing`].
    locks: [Mutex<()>; 3],
    /// What tokio's clock showed when the evening began.
    #[cfg(feature = "evening-async")]
    pub(super) began: std::sync::OnceLock<tokio::time::Instant>,
}

impl House {
    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Home {
    pub(crate) fn new(script: Script) -> Self {
        Self {
            house: Arc::new(House {
                world: Mutex::new(World::new(script)),
                locks: Default::default(),
                #[cfg(feature = "evening-async")]
                began: std::sync::OnceLock::new(),
            }),
        }
    }

    /// A parent who is at home from now on, until all handles on it are dropped.
    ///
    /// Each parent needs a thread of its own, and all of them must be at home before the first does
    /// anything. The clock goes on only when all who are at home wait or spend time (so a parent who
    /// stays and never does anything stops it), and of those who could go on at the same time, who
    /// came home first does. That makes threads, too, go the same way every time.
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
        });
        let number = world.parents.len() - 1;
        Parent { handle: Arc::new(Handle { house: Arc::clone(&self.house), number }) }
    }

    /// How the evening went.
    pub fn score(&self) -> Score {
        self.house.world().score()
    }

    /// What happened, a line each.
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
}

/// A parent. Clones are the same parent.
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
        give_turn(&mut world);
    }
}

/// Something that a child needs, which one parent has heard of.
#[derive(Debug)]
#[must_use = "the child needs help"]
pub struct Need {
    number: usize,
    cost: i64,
}

impl Need {
    /// Whether a cheque has to be written for it.
    pub fn costs_money(&self) -> bool {
        self.cost > 0
    }
}

/// Something that can be done about the laundry.
#[derive(Debug)]
#[must_use = "the laundry does not do itself"]
pub struct Step {
    action: Action,
}

/// A load of laundry.
#[derive(Debug)]
#[must_use = "the laundry does not do itself"]
pub struct Load {
    number: usize,
}

/// A line that is to be entered in the checkbook.
#[derive(Debug)]
#[must_use = "the entry has to be made"]
pub struct Entry {
    number: usize,
}

/// Parents wait for each other, and one of them was about to wait for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlock;

impl fmt::Display for Deadlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("whoever holds it waits for ever")
    }
}

impl Error for Deadlock {}

/// Something shared that a parent holds, until this is dropped.
#[derive(Debug)]
#[must_use = "it is put back when this is dropped"]
pub struct Held<'a> {
    house: &'a House,
    thing: Thing,
    lock: Option<MutexGuard<'a, ()>>,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.lock = None;
        self.house.world().things[self.thing as usize].holder = None;
    }
}

/// Watching: the parent waits, and does nothing else meanwhile.
impl Parent {
    /// Watches the children until one of them needs somebody. Gives `None` when they are asleep.
    pub fn watch_children(&self) -> Option<Need> {
        let mut world = self.block(Some((Chore::Children, Doing::Watch)), Until::Need);
        take_need(&mut world)
    }

    /// Watches the machines until something can be done. Gives `None` when the laundry is done.
    pub fn watch_machines(&self) -> Option<Step> {
        let world = self.block(Some((Chore::Laundry, Doing::Watch)), Until::Step);
        next_step(&world)
    }

    /// Watches the washer or the dryer until it is done.
    ///
    /// # Panics
    ///
    /// If it is not running, or no machine, since it would never be done.
    pub fn watch(&self, machine: Thing) {
        let world = self.block(Some((Chore::Laundry, Doing::Watch)), Until::Machine(machine));
        assert!(!world.is_stuck, "the {} runs", machine.name());
    }
}

/// Checking: the parent looks whether there is anything to do.
impl Parent {
    /// Looks after the children, and gives what they need, one after the other: what is most urgent
    /// first.
    pub fn check_children(&self) -> impl Iterator<Item = Need> + use<'_> {
        self.check(Chore::Children, |world| world.open_trouble().is_none());
        iter::from_fn(|| take_need(&mut self.world()))
    }

    /// Looks after the machines, and gives what can be done, one after the other.
    pub fn check_machines(&self) -> impl Iterator<Item = Step> + use<'_> {
        self.check(Chore::Laundry, |world| world.action().is_none());
        iter::from_fn(|| next_step(&self.world()))
    }

    /// Whether a chore is done, which a parent knows without looking.
    pub fn is_done(&self, chore: Chore) -> bool {
        self.world().is_over(chore)
    }

    /// Sets the kitchen timer, which rings in so many minutes.
    pub fn set_timer(&self, minutes: u32) {
        let mut world = self.world();
        world.parents[self.number()].timer = world.now + minutes;
    }

    /// Whether the kitchen timer has rung.
    pub fn timer_has_rung(&self) -> bool {
        let world = self.world();
        world.parents[self.number()].timer <= world.now
    }

    /// Has a rest until the kitchen timer rings.
    pub fn rest_until_timer(&self) {
        let timer = self.world().parents[self.number()].timer;
        drop(self.block(None, Until::Time(timer)));
    }

    fn check(&self, chore: Chore, is_in_vain: impl Fn(&World) -> bool) {
        let mut world = self.spend(chore, Doing::Check, CHECK);
        world.score.checks += 1;
        world.score.checking += CHECK;
        world.score.in_vain += u32::from(is_in_vain(&world));
    }
}

/// Work: it takes the parent's time.
impl Parent {
    /// Helps a child.
    ///
    /// # Panics
    ///
    /// If a cheque has to be written while somebody else writes in the checkbook.
    pub fn help(&self, need: Need) {
        let Need { number, cost } = need;
        let mut world = self.world();
        assert!(cost == 0 || !world.is_written_in(), "nobody else writes in the checkbook");
        let takes = world.script.troubles[number].takes;
        world.troubles[number].helped = Some(world.now);
        world.parents[self.number()].pays = cost > 0;
        world.tell(Event::Helped { parent: self.number(), trouble: number });
        drop(world);
        let mut world = self.spend(Chore::Children, Doing::Work, takes);
        world.balance -= cost;
        world.troubles[number].is_over = true;
        world.look_for_end(Chore::Children);
    }

    /// Does something about the laundry.
    ///
    /// # Panics
    ///
    /// If somebody else has done it meanwhile.
    pub fn handle(&self, step: Step) {
        match step.action {
            Action::Fill(load) => {
                self.world().loads_begun += 1;
                self.fill_washer(load);
            }
            Action::Move(load) => self.fill_dryer(load),
            Action::Fold(load) => self.empty_dryer(load),
        }
    }

    /// The next load, if there is one.
    pub fn next_load(&self) -> Option<Load> {
        let mut world = self.world();
        let number = world.loads_begun;
        if number == world.script.loads.len() {
            return None;
        }
        world.loads_begun += 1;
        Some(Load { number })
    }

    /// Puts a load into the washer, which then runs by itself.
    ///
    /// # Panics
    ///
    /// If there is another load in it.
    pub fn wash(&self, load: &Load) {
        self.fill_washer(load.number);
    }

    /// Moves a load, which has been washed, to the dryer, which then runs by itself.
    ///
    /// # Panics
    ///
    /// If there is another load in it.
    pub fn dry(&self, load: &Load) {
        self.fill_dryer(load.number);
    }

    /// Folds a load, which has been dried.
    ///
    /// # Panics
    ///
    /// If it is not in the dryer, or not done.
    pub fn fold(&self, load: Load) {
        let Load { number } = load;
        self.empty_dryer(number);
    }

    /// The next entry for the checkbook, if there is one.
    pub fn next_entry(&self) -> Option<Entry> {
        let mut world = self.world();
        let number = world.entries_begun;
        if number == world.script.entries.len() {
            return None;
        }
        world.entries_begun += 1;
        Some(Entry { number })
    }

    /// Makes an entry in the checkbook.
    ///
    /// # Panics
    ///
    /// If somebody else writes in it at the same time.
    pub fn balance(&self, entry: Entry) {
        let Entry { number } = entry;
        let world = self.world();
        assert!(!world.is_written_in(), "nobody else writes in the checkbook");
        let takes = world.entry(number).takes;
        drop(world);
        let mut world = self.spend(Chore::Checkbook, Doing::Work, takes);
        world.balance += world.entry(number).amount;
        world.entries_done.push(number);
        world.look_for_end(Chore::Checkbook);
    }

    fn fill_washer(&self, load: usize) {
        let mut world = self.world();
        assert_eq!(world.washer, Machine::Empty, "nothing else is in the washer");
        world.washer = Machine::Handled;
        self.tell_of(Action::Fill(load), 0, &mut world);
        drop(world);
        let mut world = self.spend(Chore::Laundry, Doing::Work, FILL);
        let done = world.now + world.script.loads[load].wash;
        world.washer = Machine::Filled { load, done };
    }

    fn fill_dryer(&self, load: usize) {
        let mut world = self.world();
        assert_eq!(world.dryer, Machine::Empty, "nothing else is in the dryer");
        let now = world.now;
        let idle = world.washer.take(load, now);
        world.dryer = Machine::Handled;
        self.tell_of(Action::Move(load), idle, &mut world);
        drop(world);
        let mut world = self.spend(Chore::Laundry, Doing::Work, MOVE);
        let done = world.now + world.script.loads[load].dry;
        world.washer = Machine::Empty;
        world.dryer = Machine::Filled { load, done };
    }

    fn empty_dryer(&self, load: usize) {
        let mut world = self.world();
        let now = world.now;
        let idle = world.dryer.take(load, now);
        self.tell_of(Action::Fold(load), idle, &mut world);
        drop(world);
        let mut world = self.spend(Chore::Laundry, Doing::Work, FOLD);
        world.dryer = Machine::Empty;
        world.loads_folded.push(load);
        world.look_for_end(Chore::Laundry);
    }

    fn tell_of(&self, action: Action, idle: Minutes, world: &mut World) {
        world.tell(Event::Handled { parent: self.number(), action, idle });
    }
}

/// Sharing: what only one parent can use at a time.
impl Parent {
    /// Takes something that is shared; blocks until nobody else holds it.
    ///
    /// # Errors
    ///
    /// [`Deadlock`] if whoever holds it waits for ever. That parents wait for each other is found out
    /// and told as soon as they do; but they get this error only when nobody else can go on.
    pub fn lock(&self, thing: Thing) -> Result<Held<'_>, Deadlock> {
        let me = self.number();
        let mut world = self.world();
        world.things[thing as usize].wanted.push_back(me);
        // Whoever asked before and is about to get it counts as the holder, too.
        let Shared { holder, wanted } = &world.things[thing as usize];
        let before = wanted.front().copied().filter(|parent| *parent != me);
        if let Some(holder) = holder.or(before) {
            let held = |thing: &Thing| world.things[*thing as usize].holder == Some(me);
            let holds = Thing::ALL.into_iter().find(held);
            world.tell(Event::Wants { parent: me, holds, thing, holder });
        }
        drop(world);
        let mut world = self.block(None, Until::Free(thing));
        if world.is_stuck {
            return Err(Deadlock);
        }
        let shared = &mut world.things[thing as usize];
        shared.wanted.pop_front();
        shared.holder = Some(me);
        drop(world);
        // Nobody else has it by now: the household gives a thing to whoever asked first, which a
        // mutex does not promise.
        let house = &*self.handle.house;
        let lock = house.locks[thing as usize].lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Held { house, thing, lock: Some(lock) })
    }
}

impl Parent {
    pub(super) fn number(&self) -> usize {
        self.handle.number
    }

    #[cfg(feature = "evening-async")]
    pub(super) fn house(&self) -> &House {
        &self.handle.house
    }

    /// The world, when it is this parent's turn.
    pub(super) fn world(&self) -> MutexGuard<'_, World> {
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

    /// Spends time on a chore.
    fn spend(&self, chore: Chore, doing: Doing, minutes: Minutes) -> MutexGuard<'_, World> {
        let mut world = self.world();
        if doing == Doing::Work {
            let now = world.now;
            world.score.begins[chore as usize].get_or_insert(now);
        }
        let switching = world.switch(self.number(), chore);
        let until = world.now + switching + minutes;
        drop(world);
        self.block(Some((chore, doing)), Until::Time(until))
    }

    /// Blocks this thread until something is the case, or never will be.
    fn block(&self, doing: Option<(Chore, Doing)>, until: Until) -> MutexGuard<'_, World> {
        let me = self.number();
        let mut world = self.world();
        if world.is_stuck {
            return world;
        }
        world.parents[me].doing = doing;
        world.parents[me].turn = Turn::Blocked(until);
        if let Some(circle) = world.deadlock(me) {
            world.score.deadlock = Some(world.circle(&circle));
            world.tell(Event::Deadlock(circle));
        }
        drop(world);
        let mut world = self.world();
        world.parents[me].doing = None;
        world
    }
}

/// If all parents are blocked, lets the clock go on until one of them is not.
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
        // Whoever still waits would do so for ever.
        world.is_stuck = true;
        for (parent, _) in waiting {
            world.parents[parent].give_turn();
        }
        return;
    }
}

pub(super) fn take_need(world: &mut World) -> Option<Need> {
    let number = world.open_trouble()?;
    world.troubles[number].is_taken = true;
    Some(Need { number, cost: world.script.troubles[number].cost })
}

pub(super) fn next_step(world: &World) -> Option<Step> {
    Some(Step { action: world.action()? })
}
