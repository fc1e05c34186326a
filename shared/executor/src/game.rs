//! A level that is being played: the polls so far, their results, and the learner's next choices.

use crate::command::Command;
use crate::words;
use executor::{Kind, Level, Polled, Run, World, levels};
use std::mem;

/// A poll that a learner chose.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    /// The task.
    pub(crate) task: usize,
    pub(crate) polled: Polled,
    /// The tasks that were woken during the poll, perhaps including the task itself.
    pub(crate) woken: Vec<usize>,
}

/// The state of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// The goal isn't reached yet, and some task can be polled.
    Open,
    /// The goal is reached, or proved to be out of reach.
    Won,
    /// The goal is reached, by a solution that was shown.
    Shown,
    /// The goal isn't reached, and no task can be polled.
    Over,
}

/// The answer to a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Sentences. The tasks are as before.
    Told(Vec<String>),
    /// Sentences about a change to the tasks.
    Changed(Vec<String>),
    /// The program is to be shown.
    Source,
    /// The next level has begun.
    Begun,
    /// The game is to end.
    Quit,
}

fn told(sentence: impl Into<String>) -> Answer {
    Answer::Told(vec![sentence.into()])
}

/// A level that is being played.
pub(crate) struct Game {
    /// The index of the level, from 0.
    number: usize,
    run: Run<'static>,
    world: World,
    turns: Vec<Turn>,
    /// The number of hints given.
    hints: usize,
    is_proved: bool,
    is_shown: bool,
}

impl Game {
    /// Begins the level of that index, from 0.
    pub(crate) fn new(number: usize) -> Self {
        let mut world = (levels::ALL[number].start)();
        let run = Run::new(mem::take(&mut world.tasks));
        let turns = Vec::new();
        Self { number, run, world, turns, hints: 0, is_proved: false, is_shown: false }
    }

    pub(crate) fn number(&self) -> usize {
        self.number
    }

    pub(crate) fn level(&self) -> &'static Level {
        levels::ALL[self.number]
    }

    pub(crate) fn run(&self) -> &Run<'static> {
        &self.run
    }

    pub(crate) fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// Returns the lines that show the program's values.
    pub(crate) fn values(&self) -> Vec<String> {
        (self.world.values)()
    }

    /// Returns the tasks that may be polled now.
    pub(crate) fn choices(&self) -> Vec<usize> {
        let is_over = self.turns.len() >= self.level().limit;
        if is_over { Vec::new() } else { self.run.choices(self.level().rule) }
    }

    pub(crate) fn status(&self) -> Status {
        if self.is_proved || (self.world.is_reached)(&self.run) {
            if self.is_shown { Status::Shown } else { Status::Won }
        } else if self.choices().is_empty() {
            Status::Over
        } else {
            Status::Open
        }
    }

    /// Returns `true` if there is a level after this one.
    pub(crate) fn has_next(&self) -> bool {
        self.number + 1 < levels::ALL.len()
    }

    /// Returns `true` if the goal is reached, so that only the next level is left.
    pub(crate) fn is_finished(&self) -> bool {
        matches!(self.status(), Status::Won | Status::Shown)
    }

    /// Carries out a learner's command.
    pub(crate) fn obey(&mut self, command: Command) -> Answer {
        match command {
            Command::Poll(task) => self.try_to_poll(task),
            Command::Undo => self.undo(),
            Command::Restart => {
                self.replay(&[]);
                self.is_shown = false;
                Answer::Changed(vec!["The level starts over.".to_owned()])
            }
            Command::Hint => told(self.hint()),
            Command::All => Answer::Told(self.try_all()),
            Command::Source => Answer::Source,
            Command::GiveUp => self.give_up(),
            Command::Next if !self.has_next() => told("That was the last level."),
            Command::Next => {
                *self = Self::new(self.number + 1);
                Answer::Begun
            }
            Command::Help => told(words::HELP),
            Command::Quit => Answer::Quit,
        }
    }

    /// Polls a task that may be polled, and returns sentences about the result.
    fn poll(&mut self, task: usize) -> Vec<String> {
        let polled = self.run.poll(task);
        let woken = self.run.just_woken();
        let said = words::polled(&self.run, task, polled, &woken);
        self.turns.push(Turn { task, polled, woken });
        said
    }

    fn try_to_poll(&mut self, task: usize) -> Answer {
        if task >= self.run.len() {
            let last = self.run.len();
            return told(format!("There is no such task; they have the numbers 1 to {last}."));
        }
        if self.is_finished() {
            return told(words::FINISHED);
        }
        if !self.choices().contains(&task) {
            return told(words::refusal(self.level(), &self.run, task));
        }
        let mut said = self.poll(task);
        said.extend(self.verdict());
        Answer::Changed(said)
    }

    /// Returns the sentences about the end of the level; none before that.
    pub(crate) fn verdict(&self) -> Vec<String> {
        let how = match self.status() {
            Status::Open => return Vec::new(),
            Status::Over => return vec![words::over(self.level(), &self.run)],
            Status::Shown => words::shown(&self.run),
            Status::Won if self.is_proved => "You have won.".to_owned(),
            Status::Won => {
                let taken = self.turns.len();
                let shortest = self.level().explore(&[]).shortest;
                words::won(taken, shortest.map_or(taken, |shortest| shortest.len()))
            }
        };
        let [learnt, chapter] = words::learnt(self.level());
        vec![how, learnt, chapter]
    }

    /// Starts the level again, and polls these tasks.
    fn replay(&mut self, schedule: &[usize]) {
        let Self { number, hints, is_shown, .. } = *self;
        *self = Self { hints, is_shown, ..Self::new(number) };
        for task in schedule {
            self.poll(*task);
        }
    }

    fn undo(&mut self) -> Answer {
        let Some((last, others)) = self.turns.split_last() else {
            return told("There is no poll to undo.");
        };
        let undone = format!("The poll of {} is undone.", self.run.name(last.task));
        // A future can't go back, so new ones repeat all polls except the last.
        let schedule: Vec<_> = others.iter().map(|turn| turn.task).collect();
        self.replay(&schedule);
        Answer::Changed(vec![undone])
    }

    fn hint(&mut self) -> String {
        if self.is_finished() {
            return "There is nothing left to do here: `next` goes on.".to_owned();
        }
        self.hints += 1;
        if self.hints == 1 {
            return self.level().hint.to_owned();
        }
        if self.level().kind == Kind::Prove {
            return "No single schedule is a proof: ask for `all`, which tries every one."
                .to_owned();
        }
        let report = self.level().explore(self.run.schedule());
        match report.shortest {
            Some(shortest) => format!("Poll {} next.", self.run.name(shortest[self.turns.len()])),
            None => "From here, the goal is out of reach: `undo`.".to_owned(),
        }
    }

    fn try_all(&mut self) -> Vec<String> {
        let report = self.level().explore(&[]);
        let mut said = words::all(self.level(), &report);
        if self.level().kind == Kind::Prove && report.is_proof() && !self.is_proved {
            self.is_proved = true;
            said.extend(self.verdict());
        }
        said
    }

    fn give_up(&mut self) -> Answer {
        if self.is_finished() {
            return told(words::FINISHED);
        }
        // A proof can't be shown poll by poll.
        let Some(shortest) = self.level().explore(&[]).shortest else {
            return Answer::Told(self.try_all());
        };
        self.replay(&[]);
        self.is_shown = true;
        let mut said = Vec::new();
        for (number, task) in (1..).zip(shortest) {
            let polled = self.poll(task).join(" ");
            said.push(format!("{number}. {polled}"));
        }
        said.extend(self.verdict());
        Answer::Changed(said)
    }
}
