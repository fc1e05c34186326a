//! The actions of parents: watching, checking and working.

use crate::chore::Chore;
use crate::event::Event;
use crate::home::Parent;
use crate::machine::{Action, Machine};
use crate::person::{Doing, Until};
use crate::resource::Resource;
use crate::script::{CHECK, FILL, FOLD, MOVE, Minutes};
use crate::steps::What;
use crate::world::World;
use std::iter;
use std::sync::MutexGuard;

/// A need of a child that one parent knows of and no other will take.
#[derive(Debug)]
#[must_use = "the child needs help"]
pub struct Need {
    number: usize,
    cost: i64,
}

impl Need {
    /// Returns whether helping includes writing a cheque.
    pub fn costs_money(&self) -> bool {
        self.cost > 0
    }
}

/// A step of the laundry that can be done now.
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

/// A line to be entered in the checkbook.
#[derive(Debug)]
#[must_use = "the entry has to be made"]
pub struct Entry {
    number: usize,
}

/// Watching: the parent waits and does nothing else.
impl Parent {
    /// Watches the children until one of them needs somebody. Returns `None` once they're asleep.
    #[track_caller]
    pub fn watch_children(&self) -> Option<Need> {
        self.arrive(Some(Chore::Children));
        let mut world = self.block(Some((Chore::Children, Doing::Watch)), Until::Need);
        take_need(&mut world)
    }

    /// Watches the machines until there is something to do. Returns `None` once the laundry is done.
    #[track_caller]
    pub fn watch_machines(&self) -> Option<Step> {
        self.arrive(Some(Chore::Laundry));
        let world = self.block(Some((Chore::Laundry, Doing::Watch)), Until::Step);
        next_step(&world)
    }

    /// Watches the washer or the dryer until it's done.
    ///
    /// # Panics
    ///
    /// Panics if that would never happen: if the machine isn't running and no other parent fills it, or if
    /// it's the checkbook.
    #[track_caller]
    pub fn watch(&self, machine: Resource) {
        self.arrive(Some(Chore::Laundry));
        let world = self.block(Some((Chore::Laundry, Doing::Watch)), Until::Machine(machine));
        assert!(!world.is_stuck, "the {} runs", machine.name());
    }
}

/// Checking: the parent looks whether there is anything to do, which takes a minute.
impl Parent {
    /// Checks on the children, and returns their needs one by one: urgent ones first, then the oldest.
    #[track_caller]
    pub fn check_children(&self) -> impl Iterator<Item = Need> + use<'_> {
        self.arrive(Some(Chore::Children));
        self.check(Chore::Children, |world| world.open_trouble().is_none());
        iter::from_fn(|| take_need(&mut self.world()))
    }

    /// Checks the machines, and returns the steps that can be done, one by one.
    #[track_caller]
    pub fn check_machines(&self) -> impl Iterator<Item = Step> + use<'_> {
        self.arrive(Some(Chore::Laundry));
        self.check(Chore::Laundry, |world| world.action().is_none());
        iter::from_fn(|| next_step(&self.world()))
    }

    /// Returns whether a chore is done. Parents know that without looking, so it takes no time.
    #[track_caller]
    pub fn is_done(&self, chore: Chore) -> bool {
        self.arrive(Some(chore));
        self.world().is_over(chore)
    }

    /// Sets the parent's kitchen timer to ring in so many minutes.
    #[track_caller]
    pub fn set_timer(&self, minutes: u32) {
        self.arrive(None);
        let mut world = self.world();
        world.parents[self.number()].timer = world.now + minutes;
    }

    /// Returns whether the kitchen timer has rung.
    #[track_caller]
    pub fn timer_has_rung(&self) -> bool {
        self.arrive(self.chore());
        let world = self.world();
        world.parents[self.number()].timer <= world.now
    }

    /// Rests until the kitchen timer rings.
    #[track_caller]
    pub fn rest_until_timer(&self) {
        self.arrive(None);
        let timer = self.world().parents[self.number()].timer;
        drop(self.block(None, Until::Time(timer)));
    }

    fn check(&self, chore: Chore, is_in_vain: impl Fn(&World) -> bool) {
        let mut world = self.spend(chore, Doing::Check, CHECK, Some(What::Checks(chore)));
        world.score.checks += 1;
        world.score.checking += CHECK;
        if is_in_vain(&world) {
            world.score.in_vain += 1;
            world.step(Some(self.number()), What::InVain);
        }
    }
}

/// Working, which takes the parent's time.
impl Parent {
    /// Helps a child.
    ///
    /// # Panics
    ///
    /// Panics if helping includes writing a cheque while somebody else writes in the checkbook.
    #[track_caller]
    pub fn help(&self, need: Need) {
        self.arrive(Some(Chore::Children));
        let Need { number, cost } = need;
        let mut world = self.world();
        assert!(cost == 0 || !world.is_written_in(), "nobody else writes in the checkbook");
        let takes = world.script.troubles[number].takes;
        world.troubles[number].helped = Some(world.now);
        world.parents[self.number()].pays = cost > 0;
        world.tell(Some(self.number()), Event::Helped { parent: self.number(), trouble: number });
        drop(world);
        let mut world = self.spend(Chore::Children, Doing::Work, takes, None);
        world.balance -= cost;
        world.troubles[number].is_over = true;
        world.look_for_end(self.number(), Chore::Children);
    }

    /// Does a step of the laundry.
    ///
    /// # Panics
    ///
    /// Panics if somebody else has done it in the meantime.
    #[track_caller]
    pub fn handle(&self, step: Step) {
        self.arrive(Some(Chore::Laundry));
        match step.action {
            Action::Fill(load) => {
                self.world().loads_begun += 1;
                self.fill_washer(load);
            }
            Action::Move(load) => self.fill_dryer(load),
            Action::Fold(load) => self.empty_dryer(load),
        }
    }

    /// Returns the next load; `None` if all of them have been begun.
    #[track_caller]
    pub fn next_load(&self) -> Option<Load> {
        self.arrive(Some(Chore::Laundry));
        let mut world = self.world();
        let number = world.loads_begun;
        if number == world.script.loads.len() {
            return None;
        }
        world.loads_begun += 1;
        Some(Load { number })
    }

    /// Puts a load into the washer, which then runs by itself. Takes three minutes.
    ///
    /// # Panics
    ///
    /// Panics if another load is in the washer.
    #[track_caller]
    pub fn wash(&self, load: &Load) {
        self.arrive(Some(Chore::Laundry));
        self.fill_washer(load.number);
    }

    /// Moves a load from the washer to the dryer, which then runs by itself. Takes four minutes.
    ///
    /// # Panics
    ///
    /// Panics if another load is in the dryer, or if the washer isn't done with this one.
    #[track_caller]
    pub fn dry(&self, load: &Load) {
        self.arrive(Some(Chore::Laundry));
        self.fill_dryer(load.number);
    }

    /// Takes a load out of the dryer and folds it. Takes six minutes.
    ///
    /// # Panics
    ///
    /// Panics if the dryer isn't done with this load.
    #[track_caller]
    pub fn fold(&self, load: Load) {
        self.arrive(Some(Chore::Laundry));
        let Load { number } = load;
        self.empty_dryer(number);
    }

    /// Returns the next entry for the checkbook; `None` if all of them have been begun.
    #[track_caller]
    pub fn next_entry(&self) -> Option<Entry> {
        self.arrive(Some(Chore::Checkbook));
        let mut world = self.world();
        let number = world.entries_begun;
        if number == world.script.entries.len() {
            return None;
        }
        world.entries_begun += 1;
        Some(Entry { number })
    }

    /// Makes an entry in the checkbook. After another chore, finding the place again takes a minute.
    ///
    /// # Panics
    ///
    /// Panics if somebody else is writing in the checkbook.
    #[track_caller]
    pub fn balance(&self, entry: Entry) {
        self.arrive(Some(Chore::Checkbook));
        let Entry { number } = entry;
        let world = self.world();
        assert!(!world.is_written_in(), "nobody else writes in the checkbook");
        let takes = world.entry(number).takes;
        let finds_place = world.switching(self.number(), Chore::Checkbook) > 0;
        drop(world);
        let enters = What::Enters { first: number, last: number, finds_place };
        let mut world = self.spend(Chore::Checkbook, Doing::Work, takes, Some(enters));
        world.balance += world.entry(number).amount;
        world.entries_done.push(number);
        world.look_for_end(self.number(), Chore::Checkbook);
    }

    fn fill_washer(&self, load: usize) {
        let mut world = self.world();
        assert_eq!(world.washer, Machine::Empty, "nothing else is in the washer");
        world.washer = Machine::Handled;
        self.tell_of(Action::Fill(load), 0, &mut world);
        drop(world);
        let mut world = self.spend(Chore::Laundry, Doing::Work, FILL, None);
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
        let mut world = self.spend(Chore::Laundry, Doing::Work, MOVE, None);
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
        let mut world = self.spend(Chore::Laundry, Doing::Work, FOLD, None);
        world.dryer = Machine::Empty;
        world.loads_folded.push(load);
        world.look_for_end(self.number(), Chore::Laundry);
    }

    fn tell_of(&self, action: Action, idle: Minutes, world: &mut World) {
        world.tell(Some(self.number()), Event::Handled { parent: self.number(), action, idle });
    }

    /// Spends time on a chore. `what` is the step to note, unless the story tells of it.
    fn spend(
        &self,
        chore: Chore,
        doing: Doing,
        minutes: Minutes,
        what: Option<What>,
    ) -> MutexGuard<'_, World> {
        let mut world = self.world();
        if doing == Doing::Work {
            let now = world.now;
            world.score.begins[chore as usize].get_or_insert(now);
        }
        let switching = world.switch(self.number(), chore);
        let until = world.now + switching + minutes;
        if let Some(what) = what {
            world.step(Some(self.number()), what);
        }
        drop(world);
        self.block(Some((chore, doing)), Until::Time(until))
    }
}

pub(crate) fn take_need(world: &mut World) -> Option<Need> {
    let number = world.open_trouble()?;
    world.troubles[number].is_taken = true;
    Some(Need { number, cost: world.script.troubles[number].cost })
}

pub(crate) fn next_step(world: &World) -> Option<Step> {
    Some(Step { action: world.action()? })
}
