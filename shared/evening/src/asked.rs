//! Questions about an evening: which line of the story comes next?

use crate::chore::Chore;
use crate::event::Event;
use crate::machine::Action;
use crate::script::{Minutes, Trouble};
use crate::steps::{Noted, What};
use crate::story::minutes;
use crate::world::World;
use player::{Step, question};
use timeline::{Choice, clock};

/// The maximum number of choices in a question.
const CHOICES: usize = 4;

impl World {
    /// Asks before each line of the story that tells of a parent. (Nobody can know when a child will
    /// need somebody.)
    pub(crate) fn ask(&self, steps: &mut [Step]) {
        let told = |(step, noted): (usize, &Noted)| match noted.what {
            What::Told(number) if noted.by.is_some() => Some((step, number)),
            _ => None,
        };
        let told: Vec<_> = self.steps.iter().enumerate().filter_map(told).collect();
        for (place, (step, number)) in told.iter().enumerate() {
            let Some(before) = step.checked_sub(1) else { continue };
            let choice =
                |step: usize, why| Choice { text: steps[step].words.clone(), why, idea: None };
            let later = told[place + 1..].iter();
            let later = later.map(|(step, later)| choice(*step, self.why_not(*later, *number)));
            let right = choice(*step, self.why(*number));
            steps[before].what = question(right, later, CHOICES);
        }
    }

    /// Returns the reason why this entry of the story comes next, in a sentence.
    fn why(&self, number: usize) -> String {
        let name = |parent: usize| self.parents[parent].name.as_str();
        match &self.story[number].event {
            Event::Began(_) => String::new(),
            Event::Helped { parent, trouble } => {
                let who = self.script.troubles[*trouble].who;
                let needs = if who == "both" { "Both need" } else { &format!("{who} needs") };
                let at = clock(self.story[number].at);
                format!("{needs} help, and {} is free to give it at {at}.", name(*parent))
            }
            Event::Handled { action, .. } => match action {
                Action::Fill(load) => {
                    format!("Load {} is next, and the washer is empty.", load + 1)
                }
                Action::Move(load) => {
                    format!("Load {} is washed, and the dryer is empty.", load + 1)
                }
                Action::Fold(load) => format!("Load {} is dry.", load + 1),
            },
            Event::Over(Chore::Children) => "That was the last thing that they needed.".to_owned(),
            Event::Over(Chore::Laundry) => "That was the last load.".to_owned(),
            Event::Over(Chore::Checkbook) => "That was the last entry.".to_owned(),
            Event::Wants { parent, resource, holder, .. } => {
                let [parent, holder] = [*parent, *holder].map(name);
                format!("{parent} needs the {}, and {holder} comes first.", resource.name())
            }
            Event::Deadlock(_) => {
                "Each of them now waits for something that another one holds.".to_owned()
            }
        }
    }

    /// Returns the reason why an entry of the story doesn't come before the `next` one, in a sentence.
    fn why_not(&self, number: usize, next: usize) -> String {
        let [entry, next] = [number, next].map(|number| &self.story[number]);
        let at = clock(entry.at);
        match &entry.event {
            _ if entry.at == next.at => "That comes a moment later.".to_owned(),
            Event::Helped { trouble, .. } if self.script.troubles[*trouble].at > next.at => {
                self.other_help(*trouble, &at, next.at)
            }
            Event::Over(_) => {
                format!("There is still something to do before that: it comes at {at}.")
            }
            _ => format!("That comes later, at {at}."),
        }
    }

    /// Returns the reason why help with a trouble that is still to come isn't the next entry.
    fn other_help(&self, trouble: usize, given: &str, now: Minutes) -> String {
        let Trouble { who, at, .. } = self.script.troubles[trouble];
        let is_open = |number: &usize| {
            let needs = &self.script.troubles[*number];
            let is_past = self.troubles[*number].helped.is_some_and(|helped| helped < now);
            needs.who == who && needs.at <= now && !is_past
        };
        let Some(open) = (0..trouble).find(is_open) else {
            return format!("Nobody needs that help yet. It comes at {given}.");
        };
        let first = match self.waited(open) {
            None => return format!("That is about what happens at {}.", clock(at)),
            Some(0) => "at once".to_owned(),
            Some(waited) => format!("after {}", minutes(waited)),
        };
        format!("Help for {who} comes {first}. This line is about what happens at {}.", clock(at))
    }
}
