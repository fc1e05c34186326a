//! The steps of an evening, with the lines of the program, for stepping through it.

use crate::chore::Chore;
use crate::person::Until;
use crate::record::nanoseconds;
use crate::resource::Resource;
use crate::steps::{Noted, What};
use crate::world::World;
use player::{Clock, File, Lines, Run, State, Step, Task, TaskState};
use std::mem;
use std::sync::Arc;
use timeline::{Picture, Place};

impl World {
    /// Returns this evening as a run, whose lanes are in `picture`.
    pub(crate) fn run(&self, picture: Picture) -> Run {
        let mut places = self.steps.iter().filter_map(|noted| noted.place);
        let (files, note) = player::files(&mut places, viewer::source);
        let sources = Sources { files };
        let mut printed = Vec::new();
        let mut steps = Vec::new();
        let mut story = self.lines().into_iter();
        // The last parent who did something, and the chore.
        let mut last = None;
        for noted in &self.steps {
            if let What::Told(_) = noted.what {
                let line = story.next().unwrap_or_default();
                printed.extend(line.lines().map(|line| Some(line.to_owned())));
            }
            let actor = noted.by.and_then(|(parent, chore)| Some((parent, chore?)));
            let is_switch = actor.is_some() && actor != last;
            last = actor.or(last);
            let tasks = tasks(noted, &sources);
            let state = State { tasks, printed: printed.len(), ..State::default() };
            let words = self.told(noted.what, noted.by.map(|(parent, _)| parent));
            let lines = sources.line(noted);
            let lines = lines.map(|Place { file, line }| Lines { file, first: line, last: line });
            let at = nanoseconds(noted.at);
            steps.push(Step { at, words, is_switch, lines, state, ..Step::default() });
        }
        self.ask(&mut steps);
        if let Some(last) = self.steps.last() {
            // Parents who wait for each other still do.
            let now = if self.is_stuck { last.lanes.clone() } else { self.lanes() };
            let end = Noted { lanes: now, by: None, place: None, ..last.clone() };
            let tasks = tasks(&end, &sources);
            let state = State { tasks, printed: printed.len(), ..State::default() };
            let (at, words) = (nanoseconds(last.at), self.score().words());
            steps.push(Step { at, words, state, ..Step::default() });
        }
        Run { clock: Clock::Evening, picture, note, files: sources.files, steps, printed }
    }

    /// Returns a sentence about a step.
    fn told(&self, what: What, by: Option<usize>) -> String {
        let name = |parent: Option<usize>| parent.map_or("", |it| self.parents[it].name.as_str());
        let does = match what {
            What::Told(number) => return self.sentence(&self.story[number].event),
            What::Ends(machine) => return format!("The {} is done.", machine.name()),
            What::Leaves(parent) => return format!("{} is done.", name(Some(parent))),
            What::Comes => "is at home".to_owned(),
            What::Watches(Until::Need) => "watches the children".to_owned(),
            What::Watches(Until::Machine(machine)) => format!("watches the {}", machine.name()),
            What::Watches(_) => "watches the machines".to_owned(),
            What::Checks(Chore::Laundry) => "checks the machines".to_owned(),
            What::Checks(chore) => format!("checks on the {}", chore.name()),
            What::InVain => "looked in vain: there is nothing to do".to_owned(),
            What::Enters { first, last, finds_place } => {
                let finds = if finds_place { "finds the place again, and " } else { "" };
                let (first, last) = (first + 1, last + 1);
                let which = if first == last {
                    format!("entry {first}")
                } else {
                    let to = if first + 1 == last { "and" } else { "to" };
                    format!("entries {first} {to} {last}")
                };
                format!("{finds}makes {which} in the checkbook")
            }
            What::Rests => "rests until the kitchen timer rings".to_owned(),
            What::Idles => "rests until something happens".to_owned(),
            What::Takes(resource) => format!("takes the {}", resource.name()),
            What::GivesBack(Resource::Checkbook) => "puts the checkbook down".to_owned(),
            What::GivesBack(machine) => format!("leaves the {} to others", machine.name()),
        };
        format!("{} {does}.", name(by))
    }
}

/// Returns the states of the lanes, with the place of each.
fn tasks(noted: &Noted, sources: &Sources) -> Vec<Arc<Task>> {
    let (parent, at_chore) = noted.by.unzip();
    let place = |lane: usize, task: &Task| match Chore::ALL.get(lane) {
        // A chore without a parent is shown at the place where it's suspended.
        Some(chore) if at_chore != Some(Some(*chore)) && task.state != TaskState::Running => {
            Some(sources.suspended(task.place?))
        }
        None if parent == Some(lane - Chore::ALL.len()) => task.place.and(sources.line(noted)),
        _ => task.place,
    };
    let lanes = noted.lanes.iter().enumerate();
    lanes.map(|(lane, task)| Arc::new(Task { place: place(lane, task), ..task.clone() })).collect()
}

/// The sources that steps are in.
struct Sources {
    files: Vec<File>,
}

impl Sources {
    /// Returns the line that runs in a step; `None` if the step has none.
    fn line(&self, noted: &Noted) -> Option<Place> {
        let place = noted.place?;
        Some(if let What::GivesBack(_) = noted.what { self.dropped(place) } else { place })
    }

    /// Returns the lines of a function, with their numbers, from a place to its end.
    fn rest(&self, place: Place) -> impl Iterator<Item = (&str, u32)> {
        let text = self.files.iter().find(|file| file.name == place.file);
        let lines = text.into_iter().flat_map(|file| file.text.lines().zip(1..));
        let mut has_ended = false;
        lines
            .skip_while(move |(_, line)| *line < place.line)
            .take_while(move |(text, _)| !mem::replace(&mut has_ended, *text == "}"))
    }

    /// Returns the place where a task is suspended that was last seen at this place: the `.await` there,
    /// or the next one.
    fn suspended(&self, place: Place) -> Place {
        let next = self.rest(place).find(|(text, _)| text.contains(".await"));
        next.map_or(place, |(_, line)| Place { line, ..place })
    }

    /// Returns the place where a guard from this place is dropped: at a `drop` before the parent's next
    /// action, or at the end of the function.
    fn dropped(&self, place: Place) -> Place {
        let mut is_asked = false;
        let next = self.rest(place).skip(1).find(|(text, _)| {
            is_asked |= text.contains("parent.");
            *text == "}" || !is_asked && text.contains("drop(")
        });
        next.map_or(place, |(_, line)| Place { line, ..place })
    }
}
