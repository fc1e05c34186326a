//! The data of a page, in the format that `README.md` of this package documents.

use crate::run::{Clock, Run, State, Step, Task, TaskState, Thread};
use std::sync::Arc;
use timeline::json::{Object, list, quoted};
use timeline::{Kind, Lane, Place, Question};

/// The number of pieces of work from the next one on whose names are kept: as many as a page shows.
const AHEAD: usize = 40;

/// Returns a run as JSON.
pub(crate) fn data(run: &Run) -> String {
    let writer = Writer { run };
    let subject = &run.picture.subject;
    let mut object = Object::default().text("title", &subject.title);
    if let Some(note) = &run.note {
        object = object.text("note", note);
    }
    object = match run.clock {
        Clock::Seconds(decimals) => object.number("clock", decimals as u64),
        Clock::Evening => object.text("clock", "evening"),
    };
    let files = run.files.iter().map(|file| {
        let lines = file.text.lines().map(quoted);
        Object::default().text("name", &file.name.replace('\\', "/")).list("lines", lines).end()
    });
    let is_queue = subject.kind != Kind::Chores;
    object
        .raw("end", &writer.time(run.picture.end))
        .list("files", files)
        .list("lanes", run.picture.lanes.iter().map(|lane| writer.lane(lane)))
        .object("work", writer.work())
        .raw("queue", if is_queue { "true" } else { "false" })
        .object("printed", names(run.printed.len(), |line| run.printed[line].as_deref()))
        .list("steps", writer.steps())
        .end()
}

/// Writes those names that are kept, out of `all`.
fn names<'a>(all: usize, name: impl Fn(usize) -> Option<&'a str>) -> Object {
    let mut kept: Vec<(usize, Vec<String>)> = Vec::new();
    for (number, name) in (0..all).filter_map(|number| Some((number, quoted(name(number)?)))) {
        match kept.last_mut() {
            Some((first, names)) if *first + names.len() == number => names.push(name),
            _ => kept.push((number, vec![name])),
        }
    }
    let kept = kept.into_iter().map(|(first, names)| format!("[{first},{}]", list(names)));
    Object::default().number("all", all as u64).list("kept", kept)
}

struct Writer<'a> {
    run: &'a Run,
}

impl Writer<'_> {
    fn time(&self, nanoseconds: u64) -> String {
        let seconds = format!("{:.9}", self.run.picture.subject.seconds(nanoseconds));
        seconds.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    fn lane(&self, lane: &Lane) -> String {
        let spans = lane.spans.iter().map(|span| {
            let state = span.state().map_or("turns", timeline::State::name);
            let work = span.work.map(|work| format!(",{work}")).unwrap_or_default();
            let [start, end] = [span.start, span.end].map(|time| self.time(time));
            format!("[{start},{end},\"{state}\"{work}]")
        });
        Object::default().text("name", &lane.name).list("spans", spans).end()
    }

    /// Writes the names of all work that some step shows.
    fn work(&self) -> Object {
        let all = &self.run.picture.subject.work;
        let mut shown = vec![false; all.len()];
        let mut show = |from: usize, until: usize| {
            if let Some(shown) = shown.get_mut(from..until.min(all.len())) {
                shown.fill(true);
            }
        };
        for step in &self.run.steps {
            let taken = step.state.taken.unwrap_or(0);
            show(taken, taken + AHEAD);
            for task in &step.state.tasks {
                if let Some(work) = task.work {
                    show(work, work + 1);
                }
            }
        }
        for work in self.run.picture.lanes.iter().flat_map(|lane| &lane.spans) {
            if let Some(work) = work.work {
                show(work, work + 1);
            }
        }
        names(all.len(), |work| shown[work].then(|| all[work].as_str()))
    }

    fn steps(&self) -> Vec<String> {
        let mut before = &State::default();
        let mut steps = Vec::new();
        for step in &self.run.steps {
            steps.push(self.step(step, before));
            before = &step.state;
        }
        steps
    }

    fn step(&self, step: &Step, before: &State) -> String {
        let mut object = Object::default().raw("at", &self.time(step.at));
        object = object.text("words", &step.words);
        if step.is_switch {
            object = object.raw("switch", "true");
        }
        if step.folded > 0 {
            object = object.number("folded", step.folded);
        }
        if let Some(lines) = step.lines {
            if let Some(file) = self.file(lines.file) {
                object = object.raw("lines", &format!("[{file},{},{}]", lines.first, lines.last));
            }
        }
        object = object.object("is", self.changes(&step.state, before));
        for (key, asked) in [("who", &step.who), ("what", &step.what)] {
            if let Some(asked) = asked {
                object = object.list(key, choices(asked));
            }
        }
        object.end()
    }

    fn changes(&self, state: &State, before: &State) -> Object {
        let mut object = Object::default();
        if state.thread != before.thread {
            object = match state.thread {
                None => object.raw("thread", "null"),
                Some(Thread::Nobody) => object.text("thread", "nobody"),
                Some(Thread::Main) => object.text("thread", "main"),
                Some(Thread::Task(task)) => object.number("thread", task as u64),
            };
        }
        if state.run_queue != before.run_queue {
            object = match &state.run_queue {
                None => object.raw("run_queue", "null"),
                Some(queue) => object.list("run_queue", queue.iter().map(usize::to_string)),
            };
        }
        if state.main != before.main {
            object = object.raw("main", &self.place(state.main));
        }
        if state.taken != before.taken {
            let taken = state.taken.map_or("null".to_owned(), |taken| taken.to_string());
            object = object.raw("taken", &taken);
        }
        if state.printed != before.printed {
            object = object.number("printed", state.printed as u64);
        }
        let mut tasks = Object::default();
        let mut has_changed = false;
        for (number, task) in state.tasks.iter().enumerate() {
            let same = |before: &Arc<Task>| Arc::ptr_eq(before, task) || before == task;
            if !before.tasks.get(number).is_some_and(same) {
                has_changed = true;
                tasks = tasks.object(&number.to_string(), self.task(task));
            }
        }
        if has_changed { object.object("tasks", tasks) } else { object }
    }

    fn task(&self, task: &Task) -> Object {
        let state = match task.state {
            TaskState::Running => "running",
            TaskState::Ready => "ready",
            TaskState::Waiting => "waiting",
            TaskState::Finished => "finished",
        };
        let mut object = Object::default().text("state", state);
        if task.place.is_some() {
            object = object.raw("place", &self.place(task.place));
        }
        // A task that is ready waits only for the thread.
        let wait = task.wait.as_ref().filter(|_| task.state != TaskState::Ready);
        for (key, words) in [("wait", wait), ("waker", task.waker.as_ref())] {
            if let Some(words) = words {
                object = object.text(key, words);
            }
        }
        if let Some(until) = task.until {
            object = object.raw("until", &self.time(until));
        }
        if let Some(work) = task.work {
            object = object.number("work", work as u64);
        }
        object
    }

    fn place(&self, place: Option<Place>) -> String {
        let known = place.and_then(|place| Some((self.file(place.file)?, place.line)));
        known.map_or("null".to_owned(), |(file, line)| format!("[{file},{line}]"))
    }

    fn file(&self, name: &str) -> Option<usize> {
        self.run.files.iter().position(|file| file.name == name)
    }
}

fn choices(question: &Question) -> impl Iterator<Item = String> {
    question.choices.iter().enumerate().map(|(number, choice)| {
        let mut object = Object::default().text("text", &choice.text);
        if number == question.right {
            object = object.raw("right", "true");
        }
        object = object.text("why", &choice.why);
        match choice.idea {
            Some(idea) => object.text("idea", idea).end(),
            None => object.end(),
        }
    })
}
