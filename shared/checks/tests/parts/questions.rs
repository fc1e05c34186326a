//! Questions about a run: they have one right answer, which is what comes next, for any work and any number of tasks.
//! The runs are made by hand, so that no machine can be late.

use checks::Program;
use checks::played::{array, runs, text};
use expect_test::expect_file;
use player::{History, Run, Step, TaskState, Thread};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashSet, VecDeque};
use std::fmt::Write;
use std::sync::Arc;
use timeline::{Choice, Deed, Entry, Question};
use timeline::{Event, Executor, Kind, Log, Subject, WaitReason};

const SECOND: u64 = 1_000_000_000;

/// The lessons, named after the behaviour of their tasks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tasks {
    Compute,
    Yield,
    Block,
    Wait,
}

/// A run in the making.
struct Made<'a> {
    tasks: Tasks,
    names: &'a [&'a str],
    work: VecDeque<(usize, u64)>,
    /// The number of each task's piece of work, and the rest of it; `None` if it has none.
    busy: Vec<Option<(u64, u64)>>,
    at: u64,
    history: History,
    log: Log,
}

impl Made<'_> {
    fn note(&mut self, task: impl Into<Option<usize>>, deed: Deed) {
        let task = task.into();
        if let (Deed::Event(event), Some(task)) = (&deed, task) {
            self.log.note(task, *event, self.at);
        }
        self.history.note(Entry { at: self.at, task, deed, place: None, held: true });
    }

    fn event(&mut self, task: usize, event: Event) {
        self.note(task, Deed::Event(event));
    }

    fn print(&mut self, task: usize, line: &str) {
        let line = format!("Task {} {line}", self.names[task]);
        self.note(task, Deed::Printed(line));
    }

    fn create(&mut self, task: usize) {
        self.log.create(self.names[task], self.at);
        self.note(task, Deed::Created { is_future: self.tasks != Tasks::Compute });
    }

    /// Begins the next piece of work, and returns it; `None` if there is none.
    fn take(&mut self, task: usize) -> Option<u64> {
        let Some((number, amount)) = self.work.pop_front() else {
            self.note(task, Deed::NoWork);
            return None;
        };
        self.event(task, Event::TookWork(number));
        self.print(task, "running");
        Some(amount)
    }

    /// Runs a task until it gives the thread back, and returns the time for which it waits; `None` if it is done.
    fn resume(&mut self, task: usize) -> Option<u64> {
        let executor = match self.tasks {
            Tasks::Compute => Executor::Main,
            Tasks::Yield | Tasks::Block => Executor::Loop,
            Tasks::Wait => Executor::EventLoop,
        };
        self.event(task, Event::Resumed(executor));
        let wait = match self.tasks {
            Tasks::Compute => self.compute(task),
            Tasks::Yield => self.count(task),
            Tasks::Block => self.block(task),
            Tasks::Wait => self.wait(task),
        };
        let reason = if self.tasks == Tasks::Wait { WaitReason::Timer } else { WaitReason::Yield };
        let suspended = Event::Suspended(Some(reason));
        self.event(task, if wait.is_some() { suspended } else { Event::Finished });
        wait
    }

    fn compute(&mut self, task: usize) -> Option<u64> {
        let mut idle = true;
        while let Some(count) = self.take(task) {
            self.print(task, &format!("total: {count}"));
            idle = false;
        }
        if idle {
            self.print(task, "nothing to do");
        }
        None
    }

    fn count(&mut self, task: usize) -> Option<u64> {
        loop {
            let (count, left) = match self.busy[task] {
                Some(busy) => busy,
                None => self.take(task).map(|count| (count, count))?,
            };
            if left > 0 {
                self.busy[task] = Some((count, left - 1));
                return Some(0);
            }
            self.print(task, &format!("total: {count}"));
            self.busy[task] = None;
        }
    }

    fn block(&mut self, task: usize) -> Option<u64> {
        let delay = self.take(task)?;
        self.event(task, Event::TimerStarted);
        self.at += delay * SECOND;
        self.event(task, Event::TimerStopped);
        self.print(task, &format!("elapsed time: {delay}.0"));
        Some(0)
    }

    fn wait(&mut self, task: usize) -> Option<u64> {
        if let Some((delay, _)) = self.busy[task] {
            self.event(task, Event::TimerStopped);
            self.print(task, &format!("elapsed time: {delay}.0"));
        }
        let delay = self.take(task)?;
        self.event(task, Event::TimerStarted);
        self.busy[task] = Some((delay, 0));
        Some(delay)
    }

    fn run_all(&mut self) {
        let all = 0..self.names.len();
        match self.tasks {
            Tasks::Compute => {
                for task in all {
                    self.create(task);
                    self.resume(task);
                }
            }
            Tasks::Yield | Tasks::Block => {
                let mut tasks: Vec<_> = all.collect();
                while !tasks.is_empty() {
                    tasks.retain(|task| self.resume(*task).is_some());
                }
            }
            Tasks::Wait => self.run_event_loop(),
        }
    }

    fn run_event_loop(&mut self) {
        let mut run_queue: VecDeque<_> = (0..self.names.len()).collect();
        let mut timers = BTreeSet::new();
        loop {
            while let Some(task) = run_queue.pop_front() {
                if let Some(delay) = self.resume(task) {
                    // Timers that start one after the other end one after the other.
                    self.at += 1;
                    timers.insert((self.at + delay * SECOND, task));
                }
            }
            let Some((end, _)) = timers.first() else { return };
            self.at = self.at.max(*end);
            while let Some((_, task)) = timers.first().filter(|(end, _)| *end <= self.at).copied() {
                timers.pop_first();
                self.event(task, Event::Woken);
                run_queue.push_back(task);
            }
        }
    }
}

fn run(tasks: Tasks, names: &[&str], work: &[u64]) -> Run {
    let is_counting = matches!(tasks, Tasks::Compute | Tasks::Yield);
    let mut made = Made {
        tasks,
        names,
        work: work.iter().copied().enumerate().collect(),
        busy: vec![None; names.len()],
        at: 0,
        history: History::default(),
        log: Log::default(),
    };
    made.note(None, Deed::Work);
    if tasks != Tasks::Compute {
        (0..names.len()).for_each(|task| made.create(task));
    }
    made.run_all();
    if !is_counting {
        let total = made.at / SECOND;
        made.note(None, Deed::Printed(format!("\nTotal elapsed time: {total}.0")));
    }
    let work =
        work.iter().map(|work| if is_counting { work.to_string() } else { format!("{work}.0 s") });
    let subject = Subject {
        title: String::new(),
        kind: if is_counting { Kind::Counts } else { Kind::Delays },
        work: work.collect(),
        speed: 1.0,
        words: None,
    };
    let picture = made.log.picture(Arc::new(subject), made.at);
    Run::new(&made.history, picture, |_| None)
}

/// Returns all different questions about a run, each after the step before it.
fn told(run: &Run) -> String {
    let mut told = String::new();
    let mut asked = HashSet::new();
    for step in &run.steps {
        let questions =
            [("Who gets the thread next?", &step.who), ("What is printed next?", &step.what)];
        for (text, question) in questions {
            let Some(question) = question.as_ref() else { continue };
            let mut lines = format!("{text}\n");
            for (number, choice) in question.choices.iter().enumerate() {
                let mark = if number == question.right { '*' } else { ' ' };
                let idea = choice.idea.map(|idea| format!(" [{idea}]")).unwrap_or_default();
                writeln!(lines, "  {mark} {}: {}{idea}", choice.text, choice.why)
                    .expect("it is a string");
            }
            if asked.insert(lines.clone()) {
                write!(told, "{}\n{lines}\n", step.words).expect("it is a string");
            }
        }
    }
    told
}

#[test]
fn the_questions_of_each_lesson_are_told_from_its_steps() {
    let lessons = [
        ("sync", Tasks::Compute),
        ("coop", Tasks::Yield),
        ("blocking", Tasks::Block),
        ("async", Tasks::Wait),
    ];
    for (name, tasks) in lessons {
        let run = run(tasks, &["One", "Two"], &[15, 10, 5, 2]);
        expect_file![format!("questions/{name}.txt")].assert_eq(&told(&run));
    }
}

/// Checks everything that is true of every question.
fn check(question: &Question, right: &str) {
    let choices = &question.choices;
    assert!((2..=5).contains(&choices.len()), "{choices:?}");
    let texts: BTreeSet<_> = choices.iter().map(|choice| &choice.text).collect();
    assert_eq!(texts.len(), choices.len(), "{choices:?}");
    assert_eq!(choices[question.right].text, right, "{choices:?}");
    assert_eq!(choices[question.right].idea, None, "{choices:?}");
    for choice in choices {
        assert!(choice.why.ends_with('.') && !choice.why.contains(".."), "{choice:?}");
    }
}

/// Checks that no reason contradicts the state that is shown with it.
fn agree(run: &Run, step: &Step, question: &Question) {
    let queue = step.state.run_queue.as_deref().unwrap_or_default();
    for (task, lane) in run.picture.lanes.iter().enumerate() {
        let name = &lane.name;
        let state = step.state.tasks.get(task).map(|task| task.state);
        let is_first = queue.first() == Some(&task);
        for Choice { why, .. } in &question.choices {
            let says = [
                (format!("{name} is first in the run queue"), is_first),
                (format!("Only {name} is in the run queue"), queue == [task]),
                (format!("{name} is behind "), queue.contains(&task) && !is_first),
                (format!("{name} waits for "), state == Some(TaskState::Waiting)),
                (format!("{name} is ready"), state == Some(TaskState::Ready)),
                (format!("{name} is done."), state == Some(TaskState::Finished)),
                (format!("{name} keeps the thread"), holder(step) == Some(task)),
                (format!("{name} gives the thread back"), holder(step) == Some(task)),
            ];
            for (words, is_true) in says {
                assert!(
                    is_true || !why.starts_with(&words),
                    "{why} {}: {:?}",
                    step.words,
                    step.state
                );
            }
        }
    }
}

/// Checks all questions about a run, and returns their number.
fn check_all(run: &Run) -> usize {
    let mut count = 0;
    for (number, step) in run.steps.iter().enumerate() {
        let rest = &run.steps[number + 1..];
        let printed = step.state.printed;
        if let Some(question) = &step.what {
            let before = number.checked_sub(1).map(|before| run.steps[before].state.printed);
            assert_ne!(before, Some(printed), "it is asked right after a line");
            check(question, run.printed[printed].as_deref().expect("it is kept").trim_start());
            agree(run, step, question);
            count += 1;
        }
        if let Some(question) = &step.who {
            assert_eq!(holder(step), None, "the thread is free");
            let next = rest.iter().find_map(holder);
            let name = next.map_or("main", |task| &run.picture.lanes[task].name);
            check(question, name);
            agree(run, step, question);
            count += 1;
        }
    }
    count
}

/// Returns the task that has the thread after a step; `None` if no task has it.
fn holder(step: &Step) -> Option<usize> {
    match step.state.thread {
        Some(Thread::Task(task)) => Some(task),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn one_answer_is_right_whatever_the_work(
        tasks in prop::sample::select(vec![Tasks::Compute, Tasks::Yield, Tasks::Block, Tasks::Wait]),
        work in prop::collection::vec(0..30_u64, 0..12),
        names in prop::sample::subsequence(vec!["One", "Two", "Three", "On", "main"], 1..=5),
    ) {
        let run = run(tasks, &names, &work);
        let count = check_all(&run);
        prop_assert!(count > 0 || names == ["main"], "{:?}", run.printed);
    }
}

/// These have one answer even if nobody can know it: the last two have timers that end together.
#[test]
fn who_is_asked_once_before_each_switch_unless_nobody_can_tell() {
    let runs = [
        (run(Tasks::Compute, &["One", "Two"], &[3, 2, 1]), 0),
        (run(Tasks::Yield, &["One"], &[3]), 0),
        (run(Tasks::Yield, &["One", "Two"], &[3, 2, 1, 4]), 0),
        (run(Tasks::Block, &["One", "Two", "Three"], &[3, 2, 1, 4]), 0),
        (run(Tasks::Wait, &["One", "Two"], &[15, 10, 4, 2]), 0),
        (run(Tasks::Wait, &["One", "Two"], &[2, 2]), 1),
        (run(Tasks::Wait, &["One", "Two"], &[15, 10, 5, 2]), 1),
    ];
    for (run, untold) in runs {
        let asked = run.steps.iter().filter(|step| step.who.is_some()).count();
        let gets = |steps: &&[Step]| holder(&steps[0]).is_none() && holder(&steps[1]).is_some();
        assert_eq!(asked + untold, run.steps.windows(2).filter(gets).count(), "{}", told(&run));
    }
}

#[test]
fn who_comes_after_what_is_not_kept_is_not_asked() {
    let run = run(Tasks::Yield, &["One", "Two"], &[100_000, 50_000]);
    let before_folds = run.steps.windows(2).filter(|steps| steps[1].folded > 0);
    assert!(before_folds.clone().count() > 0);
    assert!(before_folds.clone().all(|steps| steps[0].who.is_none()));
    check_all(&run);
}

/// The run is as long as those that are kept. An algorithm that takes the square of its steps would take minutes.
#[test]
fn thousands_of_lines_are_asked_about() {
    let run = run(Tasks::Yield, &["One", "Two"], &vec![1; 10_000]);
    assert!(check_all(&run) > 1000);
}

/// The page has the questions about a recorded run.
#[test]
fn a_page_has_the_questions() {
    let (run, page) =
        Program::named("lesson-04-async").written(&["--speed", "10", "3", "2", "1"], "--html");
    let [played] = &runs(&page)[..] else { panic!("one run") };
    let choices = array(&played["steps"]).iter().flat_map(|step| array(&step["what"]));
    let right: Vec<_> = choices
        .filter(|choice| choice["right"] == true)
        .map(|choice| text(&choice["text"]))
        .collect();
    let lines: Vec<_> = run.stdout.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(right, lines);
}
