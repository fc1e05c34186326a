//! Questions about an evening: what is told next?

use crate::chore::Chore;
use crate::event::Event;
use crate::machine::Action;
use crate::steps::{Noted, What};
use crate::world::World;
use player::Step;
use timeline::clock;
use timeline::{Choice, Question};

/// The most choices of a question.
const CHOICES: usize = 4;

impl World {
    /// Asks before each line of the story that tells what a parent does. (Nobody can know when a child
    /// will need somebody.)
    pub(crate) fn ask(&self, steps: &mut [Step]) {
        let told = |(step, noted): (usize, &Noted)| match noted.what {
            What::Told(number) if noted.by.is_some() => Some((step, number)),
            _ => None,
        };
        let told: Vec<_> = self.steps.iter().enumerate().filter_map(told).collect();
        for (place, (step, number)) in told.iter().enumerate() {
            let Some(before) = step.checked_sub(1) else { continue };
            let right = self.words(&self.story[*number].event);
            let mut choices =
                vec![Choice { text: right.clone(), why: self.why(*number), idea: None }];
            for (_, later) in &told[place + 1..] {
                let text = self.words(&self.story[*later].event);
                if choices.len() < CHOICES && choices.iter().all(|choice| choice.text != text) {
                    choices.push(Choice { text, why: self.why_not(*later, *number), idea: None });
                }
            }
            choices.sort_by(|one, other| one.text.cmp(&other.text));
            let right = choices.iter().position(|choice| choice.text == right).unwrap_or(0);
            steps[before].what = (choices.len() > 1).then_some(Question { choices, right });
        }
    }

    /// Returns why this entry of the story comes next.
    fn why(&self, number: usize) -> String {
        let name = |parent: usize| self.parents[parent].name.as_str();
        match &self.story[number].event {
            Event::Began(_) => String::new(),
            Event::Helped { parent, trouble } => {
                let who = self.script.troubles[*trouble].who;
                let needs = if who == "both" { "Both need" } else { &format!("{who} needs") };
                format!("{needs} help, and {} is done with what came before.", name(*parent))
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
            Event::Wants { resource, holder, .. } => {
                format!("{} has not given the {} back.", name(*holder), resource.name())
            }
            Event::Deadlock(_) => "Each of them now waits for what another one holds.".to_owned(),
        }
    }

    /// Returns why an entry of the story does not come before the `next` one.
    fn why_not(&self, number: usize, next: usize) -> String {
        let [entry, next] = [number, next].map(|number| &self.story[number]);
        let at = clock(entry.at);
        match &entry.event {
            _ if entry.at == next.at => "That comes a moment later.".to_owned(),
            Event::Helped { trouble, .. } if self.script.troubles[*trouble].at > next.at => {
                format!("Nobody needs that help yet: it is given at {at}.")
            }
            Event::Over(_) => format!("There is still something to do: that comes at {at}."),
            _ => format!("That comes later, at {at}."),
        }
    }
}
