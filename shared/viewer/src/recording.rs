//! The log of a run in progress, which notes the time of each event.

use crate::print;
use crate::source::source;
use std::fmt::Arguments;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use timeline::{
    Deed, Entry, Event, EventContext, Follower, Log, Narrator, Picture, Place, Played, Subject,
    WaitReason,
};

/// The recording of a run, to which its tasks write.
#[derive(Debug)]
pub struct Recording {
    subject: Arc<Subject>,
    recorded: Mutex<Recorded>,
}

#[derive(Debug)]
struct Recorded {
    /// The time of the first timer or the first step of a task, when the run began.
    began: Option<Instant>,
    log: Log,
    narrator: Option<Narrator>,
    /// The listener that follows the run; `None` unless a learner will step through it.
    follower: Option<Box<dyn Follower>>,
}

impl Recorded {
    /// Returns the time in nanoseconds since the run began. The first call begins it.
    fn time(&mut self, at: Instant) -> u64 {
        nanoseconds_since(*self.began.get_or_insert(at), at)
    }

    /// Passes an event on to the listener that follows the run.
    fn keep(&mut self, entry: Entry) {
        if let Some(follower) = &mut self.follower {
            follower.push(entry);
        }
    }
}

fn nanoseconds_since(began: Instant, at: Instant) -> u64 {
    u64::try_from(at.saturating_duration_since(began).as_nanos()).unwrap_or(u64::MAX)
}

impl Recording {
    /// Makes an empty recording. The narrator tells it and the follower follows it, if there are any.
    pub(crate) fn new(
        subject: Subject,
        narrator: Option<Narrator>,
        follower: Option<Box<dyn Follower>>,
    ) -> Self {
        let recorded = Recorded { began: None, log: Log::default(), narrator, follower };
        Self { subject: Arc::new(subject), recorded: Mutex::new(recorded) }
    }

    fn recorded(&self) -> MutexGuard<'_, Recorded> {
        self.recorded.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a recorder for the task `name`, which is being created at this time and place. It's a future, or else
    /// a function.
    pub fn task(
        self: &Arc<Self>,
        name: &str,
        at: Instant,
        is_future: bool,
        place: Place,
    ) -> TaskRecorder {
        let mut recorded = self.recorded();
        let at = recorded.began.map_or(0, |began| nanoseconds_since(began, at));
        let task = recorded.log.create(name, at);
        let deed = Deed::Created { is_future };
        recorded.keep(Entry::new(at, Some(task), deed, Some(place)));
        drop(recorded);
        TaskRecorder { recording: Arc::clone(self), task }
    }

    /// Notes that main started a timer, and returns the timer's number; `None` if it isn't kept, because there
    /// are too many.
    pub fn start_timer(&self, text: &str, at: Instant, place: Place) -> Option<usize> {
        let mut recorded = self.recorded();
        let at = recorded.time(at);
        let deed = Deed::Event(Event::TimerStarted);
        recorded.keep(Entry::new(at, None, deed, Some(place)));
        recorded.log.start_timer(text, at)
    }

    /// Notes that main stopped the timer with this number.
    pub fn stop_timer(&self, timer: usize, at: Instant, place: Place) {
        let mut recorded = self.recorded();
        let at = recorded.time(at);
        let deed = Deed::Event(Event::TimerStopped);
        recorded.keep(Entry::new(at, None, deed, Some(place)));
        recorded.log.stop_timer(timer, at);
    }

    /// Notes that main has put the work in the queue.
    #[track_caller]
    pub(crate) fn put_work(&self) {
        self.recorded().keep(Entry::new(0, None, Deed::Work, Some(Place::of_caller())));
    }

    /// Notes that a task, or else main, is about to print a line at this place. Before a task prints, the
    /// narrator tells what is left to tell.
    pub(crate) fn before_output(
        &self,
        task: Option<&TaskRecorder>,
        line: Arguments<'_>,
        place: Place,
    ) {
        let mut recorded = self.recorded();
        if let (Some(narrator), Some(_)) = (&mut recorded.narrator, task) {
            narrate(&narrator.before_output());
        }
        if recorded.follower.is_some() {
            let at = recorded.began.map_or(0, |began| nanoseconds_since(began, Instant::now()));
            let deed = Deed::Printed(line.to_string());
            let task = task.map(|recorder| recorder.task);
            recorded.keep(Entry::new(at, task, deed, Some(place)));
        }
    }

    /// Returns a snapshot of the run.
    pub fn picture(&self) -> Picture {
        let recorded = self.recorded();
        let now = recorded.began.map_or(0, |began| nanoseconds_since(began, Instant::now()));
        recorded.log.picture(Arc::clone(&self.subject), now)
    }

    /// Returns the run for stepping through it; `None` if it wasn't followed.
    pub(crate) fn played(&self) -> Option<Played> {
        let picture = self.picture();
        Some(self.recorded().follower.as_ref()?.played(picture, source))
    }

    /// Ends the narration, and prints what is left to tell.
    pub(crate) fn end_narration(&self) {
        if let Some(mut narrator) = self.recorded().narrator.take() {
            narrate(&narrator.end());
        }
    }
}

/// A handle with which a task writes to the log.
#[derive(Clone, Debug)]
pub struct TaskRecorder {
    recording: Arc<Recording>,
    task: usize,
}

impl TaskRecorder {
    /// Notes an event of the task. The place is `None` if it isn't known.
    pub fn note(&self, event: Event, at: Instant, place: Option<Place>) {
        self.add(event, at, place, false);
    }

    /// Notes an event of the task. If the task is suspended, `held` is true if somebody holds its waker.
    pub(crate) fn add(&self, event: Event, at: Instant, place: Option<Place>, held: bool) {
        let subject = &self.recording.subject;
        let mut recorded = self.recording.recorded();
        let at = recorded.time(at);
        let Recorded { log, narrator, .. } = &mut *recorded;
        let event = match event {
            // A task that is woken before it's even suspended waits only for its next turn.
            Event::Suspended(None) if log.is_woken(self.task) => {
                Event::Suspended(Some(WaitReason::Yield))
            }
            // If it doesn't wait for its turn or the queue, it waits for what its work is about.
            Event::Suspended(None) if log.work(self.task).is_some() => {
                Event::Suspended(subject.kind.wait_reason())
            }
            event => event,
        };
        if let Some(narrator) = narrator {
            let work = log.work(self.task);
            let context = EventContext {
                at: subject.seconds(at),
                task: self.task,
                name: log.name(self.task),
                executor: log.executor(self.task),
                work: work.and_then(|work| Some((work, subject.work.get(work)?.as_str()))),
                ran: subject.seconds(log.ran(self.task, at)),
            };
            narrate(&narrator.tell(event, context));
        }
        log.note(self.task, event, at);
        recorded.keep(Entry { held, ..Entry::new(at, Some(self.task), Deed::Event(event), place) });
    }

    /// Notes that the task has looked for work at this place, and that no more will come.
    pub fn found_no_work(&self, place: Place) {
        let mut recorded = self.recording.recorded();
        let at = recorded.time(Instant::now());
        recorded.keep(Entry::new(at, Some(self.task), Deed::NoWork, Some(place)));
    }
}

fn narrate(lines: &[String]) {
    for line in lines {
        print::note(format_args!("{line}"));
    }
}
