//! Tries all schedules, that is, all orders in which tasks may be polled.
//!
//! A future cannot be copied, so there is no way back to a moment in the middle of a run: each schedule begins
//! anew, with tasks made anew.

use crate::run::{Rule, Run};
use crate::task::Task;
use std::collections::HashMap;
use std::fmt;
use std::mem;

/// How a schedule ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All tasks are done.
    Done,
    /// Nobody may be polled, and not all tasks are done: a deadlock, or a lost waker. No schedule ends so if those
    /// who were not woken may be polled.
    Stuck,
    /// A task panicked.
    Panicked,
    /// [`Explorer::until`] ended it.
    Reached,
    /// There were as many polls as [`Explorer::limit`] allows.
    Limit,
}

/// What one schedule led to.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'r, 'a> {
    /// How it ended.
    pub end: End,
    /// The tasks as they are at the end.
    pub run: &'r Run<'a>,
}

impl Outcome<'_, '_> {
    /// Returns whether all tasks are done.
    pub fn is_done(&self) -> bool {
        self.run.are_all_done()
    }

    /// Returns whether tasks are left that nobody has woken, such as those of a deadlock.
    pub fn is_stuck(&self) -> bool {
        self.run.is_stuck()
    }
}

/// What came of all schedules.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "it tells whether any schedule failed"]
pub struct Report {
    /// The number of schedules.
    pub schedules: u128,
    /// The number of those that did not pass.
    pub broken: u128,
    /// The number of those that ended at [`Explorer::limit`].
    pub limited: u128,
    /// The shortest schedule that did not pass, and of several the first in the order of the tasks' numbers.
    pub shortest: Option<Vec<usize>>,
    /// The number of polls that were made, replays included.
    pub polls: u64,
    /// The number of states that were seen before the ends of schedules, if the explorer can tell them apart.
    pub states: Option<usize>,
    /// Whether these are all schedules. If not, there were more than [`Explorer::most`] allows.
    pub is_complete: bool,
    names: Vec<&'static str>,
}

impl Report {
    /// Returns whether all schedules were tried up to their ends, and all passed.
    pub fn is_proof(&self) -> bool {
        self.is_complete && self.limited == 0 && self.broken == 0
    }

    /// Returns the names of the tasks that a schedule polls, in that order.
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

/// Tries all schedules of the tasks that `tasks` makes anew each time, on an executor that polls only those
/// that were woken, and checks what each leads to.
pub fn explore<'a>(
    tasks: impl FnMut() -> Vec<Task<'a>>,
    check: impl FnMut(&Outcome<'_, 'a>) -> bool,
) -> Report {
    Explorer::default().explore(tasks, check)
}

/// Tells what a run is like, as a text: two runs that are told alike go on alike.
type State<'e> = Box<dyn FnMut(&Run<'_>) -> String + 'e>;

/// Tries all schedules, with settings.
///
/// Here a task yields until another one is done, which may be for ever, so a schedule is cut off after ten polls:
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
/// // In one of those, Work was never polled, and in the other, Wait would have needed one more poll.
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

/// A moment in a schedule, and whom to poll then.
struct Fork {
    choices: Vec<usize>,
    /// The index of the one that is polled now.
    now: usize,
    state: Option<String>,
    found: Found,
}

/// What was found after a moment.
#[derive(Clone, Debug, Default)]
struct Found {
    schedules: u128,
    broken: u128,
    limited: u128,
    /// The shortest way to a schedule that is broken.
    shortest: Option<Vec<usize>>,
}

impl Found {
    /// Adds what was found after polling a task.
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
    /// Sets whom the executor may poll; [`Rule::Woken`] otherwise.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rule = rule;
        self
    }

    /// Sets the most polls of a schedule; 1,000 otherwise. A rule by which tasks may be polled in vain needs a
    /// limit, as such polls need not end.
    #[must_use]
    pub fn limit(mut self, polls: usize) -> Self {
        self.limit = polls;
        self
    }

    /// Sets the most schedules that are tried, each from its beginning; ten million otherwise. Those that are
    /// counted again without being tried, as [`state`](Self::state) tells, may come on top.
    #[must_use]
    pub fn most(mut self, schedules: u128) -> Self {
        self.most = schedules;
        self
    }

    /// Sets the beginning of all schedules.
    ///
    /// # Panics
    ///
    /// [`explore`](Self::explore) panics if a task in it cannot be polled.
    #[must_use]
    pub fn after(mut self, schedule: &[usize]) -> Self {
        schedule.clone_into(&mut self.after);
        self
    }

    /// Ends a schedule as soon as `is_over` returns `true`. It is asked before the first poll and after each.
    #[must_use]
    pub fn until(mut self, is_over: impl FnMut(&Run<'_>) -> bool + 'e) -> Self {
        self.until = Box::new(is_over);
        self
    }

    /// Tells the explorer how to know a state again, so that what follows it is tried only once, and counted
    /// as often as it is met.
    ///
    /// The explorer knows by itself how often each task was polled, which of them are woken, and where they wait, if
    /// they wait for what is in [`sync`](crate::sync) or [`here`](crate::here). What `state` returns must tell all else on
    /// which the rest of a run, `check` and [`until`](Self::until) depend, also what a task keeps in its own variables.
    /// If it does not, the counts are wrong.
    #[must_use]
    pub fn state(mut self, state: impl FnMut(&Run<'_>) -> String + 'e) -> Self {
        self.state = Some(Box::new(state));
        self
    }

    /// Tries all schedules of the tasks that `tasks` makes anew each time. `check` returns whether an outcome
    /// is as it should be.
    ///
    /// A task that panics ends its schedule; a destructor that panics when unfinished tasks are dropped ends all.
    ///
    /// # Panics
    ///
    /// Panics if the same polls are seen not to lead to the same choices.
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
                // To look at the last one each time is enough: each was the last one once.
                let is_alike = number < forks.len() || run.choices(self.rule) == fork.choices;
                assert!(
                    is_alike,
                    "the same polls must lead to the same choices: is anything left to chance?"
                );
                let _ = run.poll(fork.choices[fork.now]);
            }
            // Goes on from there, always with the first choice.
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
            // Back to the last moment at which there is another choice.
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
                // What was found so far after moments that are not finished.
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

    /// Returns how a schedule ends here, if it does.
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

/// Returns all on which the rest of a run depends, as a text.
fn whole(run: &Run<'_>, rule: Rule, state: &str) -> String {
    use fmt::Write;
    let mut queue = run.run_queue();
    let mut last = None;
    if rule == Rule::LastWoken {
        last = run.just_woken().pop();
    } else {
        // Nobody asks who was woken first.
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
