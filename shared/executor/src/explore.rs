//! Tries all schedules, that is, all orders in which tasks may be polled.
//!
//! A future can't be copied, so there is no way back to a moment in the middle of a run. Each schedule starts from
//! the beginning, with new tasks.

use crate::run::{Rule, Run};
use crate::task::Task;
use std::collections::HashMap;
use std::fmt;
use std::mem;

/// The end of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All tasks are done.
    Done,
    /// Some tasks aren't done, but none may be polled: a deadlock, or a lost waker. No schedule ends like this under a
    /// [`Rule`] that allows polls of tasks that weren't woken.
    Stuck,
    /// A task panicked.
    Panicked,
    /// [`Explorer::until`] ended it.
    Reached,
    /// The schedule has as many polls as [`Explorer::limit`] allows.
    Limit,
}

/// The outcome of one schedule.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'r, 'a> {
    /// The reason why the schedule ended.
    pub end: End,
    /// The tasks in their state at the end.
    pub run: &'r Run<'a>,
}

impl Outcome<'_, '_> {
    /// Returns `true` if all tasks are done.
    pub fn is_done(&self) -> bool {
        self.run.are_all_done()
    }

    /// Returns `true` if some tasks aren't done and none of them has been woken, as in a deadlock.
    pub fn is_stuck(&self) -> bool {
        self.run.is_stuck()
    }
}

/// The outcome of all schedules. Its `Display` is a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "it tells whether any schedule failed"]
pub struct Report {
    /// The number of schedules.
    pub schedules: u128,
    /// The number of schedules that failed the check.
    pub broken: u128,
    /// The number of schedules that were cut off at [`Explorer::limit`].
    pub limited: u128,
    /// The shortest schedule that failed the check, as the numbers of its tasks; of several equally short ones, the
    /// first in numerical order. `None` if all schedules passed.
    pub shortest: Option<Vec<usize>>,
    /// The number of polls, including those that were repeated to get back to an earlier moment.
    pub polls: u64,
    /// The number of different states in the middle of schedules; `None` without [`Explorer::state`].
    pub states: Option<usize>,
    /// True if all schedules were tried; false if there are more than [`Explorer::most`] allows.
    pub is_complete: bool,
    names: Vec<&'static str>,
}

impl Report {
    /// Returns `true` if all schedules were tried, none was cut off at the limit, and all passed the check.
    pub fn is_proof(&self) -> bool {
        self.is_complete && self.limited == 0 && self.broken == 0
    }

    /// Returns the names of the tasks in a schedule, in order.
    ///
    /// # Panics
    ///
    /// Panics if the schedule has a number that no task has.
    pub fn names(&self, schedule: &[usize]) -> Vec<&'static str> {
        schedule.iter().map(|task| self.names[*task]).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schedules = if self.schedules == 1 { "schedule" } else { "schedules" };
        write!(f, "{} {schedules}, {} broken", self.schedules, self.broken)?;
        if let Some(shortest) = &self.shortest {
            write!(f, "; a shortest one: {}", self.names(shortest).join(", "))?;
        }
        if self.limited > 0 {
            write!(f, "; {} cut off at the limit", self.limited)?;
        }
        if !self.is_complete {
            f.write_str("; there are more schedules")?;
        }
        Ok(())
    }
}

/// Tries all schedules of an executor that polls only tasks that were woken. Calls `tasks` before each schedule, to
/// make new tasks, and `check` after it: it returns `true` if the outcome is as it should be.
///
/// # Panics
///
/// Panics in the same cases as [`Explorer::explore`].
pub fn explore<'a>(
    tasks: impl FnMut() -> Vec<Task<'a>>,
    check: impl FnMut(&Outcome<'_, 'a>) -> bool,
) -> Report {
    Explorer::default().explore(tasks, check)
}

/// A function that describes the state of a run: runs with equal descriptions go on in the same ways.
type State<'e> = Box<dyn FnMut(&Run<'_>) -> String + 'e>;

/// The settings with which to try all schedules.
///
/// Here a task yields until another one is done. That may take for ever, so a schedule is cut off after ten polls:
///
/// ```
/// use executor::{Explorer, sync::yield_now, task};
/// use std::cell::Cell;
///
/// let is_done = Cell::new(false);
/// let wait = || async {
///     while !is_done.get() {
///         yield_now().await;
///     }
/// };
/// let report = Explorer::default().limit(10).explore(
///     || {
///         is_done.set(false);
///         vec![task("Wait", wait()), task("Work", async { is_done.set(true) })]
///     },
///     |outcome| !outcome.is_stuck(),
/// );
/// // In one of the two, Work was never polled. In the other, Wait needs one more poll.
/// assert_eq!(report.to_string(), "11 schedules, 0 broken; 2 cut off at the limit");
/// ```
pub struct Explorer<'e> {
    rule: Rule,
    limit: usize,
    most: u128,
    after: Vec<usize>,
    until: Box<dyn FnMut(&Run<'_>) -> bool + 'e>,
    state: Option<State<'e>>,
}

impl fmt::Debug for Explorer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, limit, most, after, .. } = self;
        write!(f, "Explorer({rule:?}, limit {limit}, most {most}, after {after:?})")
    }
}

impl Default for Explorer<'_> {
    fn default() -> Self {
        Self {
            rule: Rule::Woken,
            limit: 1_000,
            most: 10_000_000,
            after: Vec::new(),
            until: Box::new(|_| false),
            state: None,
        }
    }
}

/// A moment in a schedule, and the tasks that may be polled next.
struct Fork {
    choices: Vec<usize>,
    /// The index of the choice that is being tried.
    now: usize,
    state: Option<String>,
    found: Found,
}

/// The findings about all ways in which a run goes on from a moment.
#[derive(Clone, Debug, Default)]
struct Found {
    schedules: u128,
    broken: u128,
    limited: u128,
    /// The rest of the shortest broken schedule.
    shortest: Option<Vec<usize>>,
}

impl Found {
    /// Adds the findings about the moment after a poll of `task`.
    fn add(&mut self, task: usize, found: &Self) {
        self.schedules = self.schedules.saturating_add(found.schedules);
        self.broken = self.broken.saturating_add(found.broken);
        self.limited = self.limited.saturating_add(found.limited);
        if let Some(rest) = &found.shortest {
            if self.shortest.as_ref().is_none_or(|shortest| rest.len() + 1 < shortest.len()) {
                self.shortest = Some([&[task], &rest[..]].concat());
            }
        }
    }
}

impl<'e> Explorer<'e> {
    /// Sets the tasks that the executor may poll. The default is [`Rule::Woken`].
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rule = rule;
        self
    }

    /// Sets the most polls of a schedule. The default is 1,000. A rule that allows polls in vain needs a limit, since
    /// such polls can go on for ever.
    #[must_use]
    pub fn limit(mut self, polls: usize) -> Self {
        self.limit = polls;
        self
    }

    /// Sets the most schedules that are run. The default is ten million. With [`state`](Self::state), the report may
    /// count more, since it then also counts schedules that needn't be run.
    #[must_use]
    pub fn most(mut self, schedules: u128) -> Self {
        self.most = schedules;
        self
    }

    /// Sets the polls with which all schedules begin, as the numbers of their tasks.
    ///
    /// # Panics
    ///
    /// [`explore`](Self::explore) panics if one of these tasks can't be polled.
    #[must_use]
    pub fn after(mut self, schedule: &[usize]) -> Self {
        schedule.clone_into(&mut self.after);
        self
    }

    /// Ends a schedule as soon as `is_over` returns `true`. It is called before the first poll and after each poll.
    #[must_use]
    pub fn until(mut self, is_over: impl FnMut(&Run<'_>) -> bool + 'e) -> Self {
        self.until = Box::new(is_over);
        self
    }

    /// Sets a function that describes the state of a run. When a state comes again, the explorer doesn't run what
    /// follows once more, but counts it once more.
    ///
    /// The explorer itself knows how often each task was polled, which tasks are woken, and where they wait, if they
    /// wait for something in [`sync`](crate::sync) or in [`here`](crate::here). The text that `state` returns must
    /// tell everything else on which the rest of a run, `check` and [`until`](Self::until) depend, including the
    /// values in a task's own variables. If anything is missing, the counts are wrong.
    #[must_use]
    pub fn state(mut self, state: impl FnMut(&Run<'_>) -> String + 'e) -> Self {
        self.state = Some(Box::new(state));
        self
    }

    /// Tries all schedules. Calls `tasks` before each, to make new tasks, and `check` after it: it returns `true` if
    /// the outcome is as it should be.
    ///
    /// The panic of a task ends its schedule, and isn't passed on.
    ///
    /// # Panics
    ///
    /// Panics if the same polls lead to different choices, if `tasks` or `check` panics, or if a destructor panics
    /// when unfinished tasks are dropped.
    pub fn explore<'a>(
        mut self,
        mut tasks: impl FnMut() -> Vec<Task<'a>>,
        mut check: impl FnMut(&Outcome<'_, 'a>) -> bool,
    ) -> Report {
        let mut known: HashMap<String, Found> = HashMap::new();
        let mut forks: Vec<Fork> = Vec::new();
        let mut polls = 0;
        let mut tried = 0;
        loop {
            tried += 1;
            let mut run = Run::new(tasks());
            for task in &self.after {
                let _ = run.poll(*task);
            }
            for (number, fork) in (1..).zip(&forks) {
                // Checking the last one each time is enough: each was the last one once.
                let is_alike = number < forks.len() || run.choices(self.rule) == fork.choices;
                assert!(
                    is_alike,
                    "the same polls must lead to the same choices: is anything left to chance?"
                );
                let _ = run.poll(fork.choices[fork.now]);
            }
            // Go on from there, always with the first choice.
            let mut found = loop {
                if let Some(end) = self.end(&run) {
                    let is_broken = !check(&Outcome { end, run: &run });
                    let shortest = is_broken.then(Vec::new);
                    let broken = u128::from(is_broken);
                    let limited = u128::from(end == End::Limit);
                    break Found { schedules: 1, broken, limited, shortest };
                }
                let state = self.state.as_mut().map(|state| whole(&run, self.rule, &state(&run)));
                if let Some(found) = state.as_ref().and_then(|state| known.get(state)) {
                    break found.clone();
                }
                let choices = run.choices(self.rule);
                let _ = run.poll(choices[0]);
                forks.push(Fork { choices, now: 0, state, found: Found::default() });
            };
            polls += run.schedule().len() as u64;
            // Go back to the last moment at which there is another choice.
            let is_complete = loop {
                let Some(mut fork) = forks.pop() else { break true };
                fork.found.add(fork.choices[fork.now], &found);
                fork.now += 1;
                if fork.now < fork.choices.len() {
                    forks.push(fork);
                    break false;
                }
                found = fork.found;
                if let Some(state) = fork.state {
                    known.insert(state, found.clone());
                }
            };
            if is_complete || tried >= self.most {
                // Add the findings so far about moments that aren't finished.
                while let Some(mut fork) = forks.pop() {
                    if let Some(below) = forks.last_mut() {
                        below.found.add(below.choices[below.now], &fork.found);
                    } else {
                        found = mem::take(&mut fork.found);
                    }
                }
                let Found { schedules, broken, limited, shortest } = found;
                let shortest = shortest.map(|rest| [&self.after[..], &rest].concat());
                let states = self.state.is_some().then_some(known.len());
                let names = (0..run.len()).map(|task| run.name(task)).collect();
                return Report {
                    schedules,
                    broken,
                    limited,
                    shortest,
                    polls,
                    states,
                    is_complete,
                    names,
                };
            }
        }
    }

    /// Returns the end of a schedule; `None` if it goes on.
    fn end(&mut self, run: &Run<'_>) -> Option<End> {
        if (self.until)(run) {
            Some(End::Reached)
        } else if run.panic().is_some() {
            Some(End::Panicked)
        } else if run.are_all_done() {
            Some(End::Done)
        } else if run.choices(self.rule).is_empty() {
            Some(End::Stuck)
        } else if run.schedule().len() >= self.limit {
            Some(End::Limit)
        } else {
            None
        }
    }
}

/// Describes everything on which the rest of a run depends.
fn whole(run: &Run<'_>, rule: Rule, state: &str) -> String {
    use fmt::Write;
    let mut queue = run.run_queue();
    let mut last = None;
    if rule == Rule::LastWoken {
        last = run.just_woken().pop();
    } else {
        // Under the other rules, the order of waking doesn't matter.
        queue.sort_unstable();
    }
    let mut text = format!("{state}\n{queue:?} {last:?}");
    for task in 0..run.len() {
        let (polls, in_vain) = (run.polls(task), run.polls_in_vain(task));
        let (wakers, waits) = (run.wakers(task), run.waits(task));
        let _ = write!(text, "\n{} {polls} {in_vain} {wakers} {waits:?}", run.is_done(task));
    }
    text
}
