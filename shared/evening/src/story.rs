//! The story of an evening, with one line per event.

use crate::chore::Chore;
use crate::event::{Event, LogEntry};
use crate::machine::Action;
use crate::resource::Resource;
use crate::script::Minutes;
use crate::world::World;
use timeline::clock;

impl World {
    /// Returns the lines of the story.
    pub(crate) fn lines(&self) -> Vec<String> {
        let line = |entry: &LogEntry| {
            let (who, what) = self.line(&entry.event);
            format!("{}  {who:6}  {what}", clock(entry.at))
        };
        self.story.iter().map(line).collect()
    }

    /// Returns the line of an event as a sentence, without the time.
    pub(crate) fn sentence(&self, event: &Event) -> String {
        let (who, what) = self.line(event);
        let who = if who == "both" { "Both" } else { who };
        let words: Vec<_> = who.split_whitespace().chain(what.split_whitespace()).collect();
        let full_stop = if what.ends_with(['.', '!']) { "" } else { "." };
        words.join(" ") + full_stop
    }

    fn line(&self, event: &Event) -> (&str, String) {
        let name = |parent: usize| self.parents[parent].name.as_str();
        match event {
            Event::Began(trouble) => {
                let trouble = &self.script.troubles[*trouble];
                (trouble.who, trouble.what.to_owned())
            }
            Event::Helped { parent, trouble } => {
                let waited = self.waited(*trouble).unwrap_or(0);
                let trouble = &self.script.troubles[*trouble];
                let late = if waited > trouble.patience { ": too long!" } else { "" };
                let waited = match waited {
                    0 => "at once".to_owned(),
                    waited => format!("after {}{late}", minutes(waited)),
                };
                (name(*parent), format!("helps {}, {waited}", trouble.who))
            }
            Event::Handled { parent, action, idle } => {
                let done = format!(", done {} before", minutes(*idle));
                let (done, comma) = if *idle > 0 { (done.as_str(), ",") } else { ("", "") };
                let what = match action {
                    Action::Fill(load) => format!("puts load {} into the washer", load + 1),
                    Action::Move(load) => {
                        format!("moves load {}{done}{comma} to the dryer", load + 1)
                    }
                    Action::Fold(load) => format!("folds load {}{done}", load + 1),
                };
                (name(*parent), what)
            }
            Event::Over(Chore::Children) => ("both", "are asleep".to_owned()),
            Event::Over(Chore::Laundry) => ("", "The laundry is done.".to_owned()),
            Event::Over(Chore::Checkbook) => ("", "The checkbook is balanced.".to_owned()),
            Event::Wants { parent, holds, resource, holder } => {
                let holds = holds.map(|resource| format!("holds the {} and ", resource.name()));
                let holds = holds.unwrap_or_default();
                let resource = resource.name();
                (
                    name(*parent),
                    format!("{holds}wants the {resource}, which {} holds", name(*holder)),
                )
            }
            Event::Deadlock(cycle) => {
                // Each clause has a line of its own.
                let cycle = self.cycle(cycle).join(&format!(";\n{:25}", ""));
                ("", format!("Deadlock: {cycle}."))
            }
        }
    }

    /// Returns a clause for each parent in the cycle, which says what that parent holds and wants.
    pub(crate) fn cycle(&self, cycle: &[(usize, Resource, Resource)]) -> Vec<String> {
        let one = |(parent, holds, wants): &(usize, Resource, Resource)| {
            let name = &self.parents[*parent].name;
            format!("{name} holds the {} and wants the {}", holds.name(), wants.name())
        };
        cycle.iter().map(one).collect()
    }
}

/// Returns a number of minutes, in words.
pub(crate) fn minutes(minutes: Minutes) -> String {
    format!("{minutes} minute{}", if minutes == 1 { "" } else { "s" })
}
