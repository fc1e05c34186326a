//! A run of a lesson: its work, and who looks at it.

use crate::file::File;
use crate::live::Live;
use crate::report::{self, FAILURE};
use crate::{clock, screen};
use std::process::exit;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use timeline::{Event, Happening, Kind, Log, Narrator, On, Picture, Style, Subject};

/// The work of a run, to be put in a [`Queue`](crate::Queue).
///
/// The run lasts until the last handle on that queue is dropped. Then it is shown as the command
/// line asked for.
#[derive(Debug)]
pub struct Work<T> {
    pub(crate) items: Vec<T>,
    pub(crate) run: Run,
}

/// A run, which ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Run {
    taken: AtomicUsize,
}

impl Run {
    /// Begins a run of a lesson, or of a part of it.
    pub(crate) fn begin(part: &str, kind: Kind, work: Vec<String>) -> Self {
        if let Some(viewer) = &mut *viewer() {
            viewer.begin(part, kind, work);
        }
        Self { taken: AtomicUsize::new(0) }
    }

    /// The number of the piece of work that was just taken from the queue.
    pub(crate) fn take(&self) -> usize {
        self.taken.fetch_add(1, Ordering::Relaxed)
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let mut viewer = viewer();
        let Some(viewer) = &mut *viewer else { return };
        viewer.end(true);
        if viewer.pictures.len() >= viewer.runs && !viewer.write() {
            exit(FAILURE);
        }
    }
}

/// The ways to look at a run that were asked for.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Looks {
    pub(crate) timeline: bool,
    pub(crate) narrate: bool,
    pub(crate) ascii: bool,
    pub(crate) quiet: bool,
    pub(crate) svg: Option<File>,
    pub(crate) trace: Option<File>,
}

/// Whether only errors are said.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Whether only errors are said.
pub(crate) fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

static VIEWER: Mutex<Option<Viewer>> = Mutex::new(None);

/// Shows runs, and is locked for as long as that takes.
#[derive(Debug)]
struct Viewer {
    lesson: String,
    looks: Looks,
    /// How many runs there will be; files are written after the last.
    runs: usize,
    recording: Option<Arc<Recording>>,
    live: Option<Live>,
    pictures: Vec<Picture>,
}

fn viewer() -> MutexGuard<'static, Option<Viewer>> {
    VIEWER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on, runs of the lesson are looked at in these ways.
pub(crate) fn look(lesson: &str, looks: Looks, runs: usize) {
    QUIET.store(looks.quiet, Ordering::Relaxed);
    let lesson = lesson.to_owned();
    *viewer() = Some(Viewer { lesson, looks, runs, recording: None, live: None, pictures: vec![] });
}

/// The run that is being recorded, if one is.
pub(crate) fn recording() -> Option<Arc<Recording>> {
    viewer().as_ref()?.recording.clone()
}

/// The program is about to end, maybe in the middle of a run. Shows what there is of it, in the
/// terminal only if somebody is `watching`, and gives whether all files could be written.
pub(crate) fn cut_short(watching: bool) -> bool {
    let mut viewer = viewer();
    let Some(viewer) = &mut *viewer else { return true };
    viewer.end(watching);
    viewer.write()
}

impl Viewer {
    fn begin(&mut self, part: &str, kind: Kind, work: Vec<String>) {
        let Looks { narrate, quiet, .. } = self.looks;
        let files = self.looks.svg.is_some() || self.looks.trace.is_some();
        let live = !quiet && screen::can_show_lanes();
        if !(self.draws(kind) || narrate || files || live) {
            return;
        }
        let comma = if part.is_empty() { "" } else { ", " };
        let title = format!("{}{comma}{part}", self.lesson);
        let subject = Arc::new(Subject { title, kind, work, speed: clock::speed(), words: None });
        let style = self.style();
        let narrator = narrate.then(|| Narrator::new(kind, style.ascii));
        let recorded = Mutex::new(Recorded { began: None, log: Log::default(), narrator });
        let recording = Arc::new(Recording { subject, recorded });
        self.live = live.then(|| Live::show(Arc::clone(&recording), style));
        self.recording = Some(recording);
    }

    fn end(&mut self, watching: bool) {
        self.live = None;
        let Some(recording) = self.recording.take() else { return };
        recording.end_narration();
        let picture = recording.picture();
        if watching && self.draws(picture.subject.kind) {
            let lines = timeline::timeline(&picture, self.style());
            report::note(format_args!("\n{}", lines.join("\n")));
        }
        self.pictures.push(picture);
    }

    /// Whether a run with such work is drawn in the terminal at its end.
    fn draws(&self, kind: Kind) -> bool {
        let by_default = kind.is_waiting() && !self.looks.quiet && screen::can_be_redrawn();
        self.looks.timeline || by_default
    }

    /// Writes the files that were asked for, and gives whether all could be written.
    fn write(&mut self) -> bool {
        let (svg, trace) = (self.looks.svg.take(), self.looks.trace.take());
        if self.pictures.is_empty() {
            return true;
        }
        let mut all_written = true;
        let files = [(svg, timeline::svg as fn(&[Picture]) -> String), (trace, timeline::trace)];
        for (file, draw) in files {
            let Some(file) = file else { continue };
            all_written &= file.write_or_say(&draw(&self.pictures));
        }
        all_written
    }

    fn style(&self) -> Style {
        self.looks.style()
    }
}

impl Looks {
    /// How timelines are drawn in the terminal.
    pub(crate) fn style(&self) -> Style {
        Style {
            width: screen::size().map_or(80, |(columns, _)| columns),
            ascii: self.ascii || !screen::shows_unicode(),
            colours: report::shows_colours(),
        }
    }
}

/// The log of a run that can be written by its tasks.
#[derive(Debug)]
pub(crate) struct Recording {
    subject: Arc<Subject>,
    recorded: Mutex<Recorded>,
}

#[derive(Debug)]
struct Recorded {
    /// When the run began: at the first timer or the first step of a task.
    began: Option<Instant>,
    log: Log,
    narrator: Option<Narrator>,
}

impl Recorded {
    /// The time in the run, which begins when that is first asked for.
    fn time(&mut self, at: Instant) -> u64 {
        nanoseconds(*self.began.get_or_insert(at), at)
    }
}

fn nanoseconds(began: Instant, at: Instant) -> u64 {
    u64::try_from(at.saturating_duration_since(began).as_nanos()).unwrap_or(u64::MAX)
}

impl Recording {
    fn recorded(&self) -> MutexGuard<'_, Recorded> {
        self.recorded.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a pen for the task `name`, which is being created.
    pub(crate) fn pen(self: &Arc<Self>, name: &str, at: Instant) -> Pen {
        let mut recorded = self.recorded();
        let at = recorded.began.map_or(0, |began| nanoseconds(began, at));
        let task = recorded.log.create(name, at);
        drop(recorded);
        Pen { recording: Arc::clone(self), task }
    }

    /// Notes that a timer was started outside of all tasks, and gives its number.
    pub(crate) fn start_timer(&self, text: &str, at: Instant) -> Option<usize> {
        let mut recorded = self.recorded();
        let at = recorded.time(at);
        recorded.log.start_timer(text, at)
    }

    /// Notes that the timer of that number was stopped.
    pub(crate) fn stop_timer(&self, timer: usize, at: Instant) {
        let mut recorded = self.recorded();
        let at = recorded.time(at);
        recorded.log.stop_timer(timer, at);
    }

    /// The run as it is now.
    pub(crate) fn picture(&self) -> Picture {
        let recorded = self.recorded();
        let now = recorded.began.map_or(0, |began| nanoseconds(began, Instant::now()));
        recorded.log.picture(Arc::clone(&self.subject), now)
    }

    fn end_narration(&self) {
        if let Some(mut narrator) = self.recorded().narrator.take() {
            narrate(&narrator.end());
        }
    }
}

/// What a task writes its log with.
#[derive(Clone, Debug)]
pub(crate) struct Pen {
    recording: Arc<Recording>,
    task: usize,
}

impl Pen {
    /// Tells what is still to be told before the task prints something itself.
    pub(crate) fn before_output(&self) {
        if let Some(narrator) = &mut self.recording.recorded().narrator {
            narrate(&narrator.before_output());
        }
    }

    /// Notes what happened to the task.
    pub(crate) fn note(&self, event: Event, at: Instant) {
        let subject = &self.recording.subject;
        let mut recorded = self.recording.recorded();
        let at = recorded.time(at);
        let Recorded { log, narrator, .. } = &mut *recorded;
        let event = match event {
            // A task that is woken before it is even suspended asks for nothing but its next turn.
            Event::Suspended(None) if log.is_woken(self.task) => Event::Suspended(Some(On::Yield)),
            // What neither that nor the queue accounts for is what the work is about.
            Event::Suspended(None) if log.work(self.task).is_some() => {
                Event::Suspended(subject.kind.suspends_on())
            }
            event => event,
        };
        if let Some(narrator) = narrator {
            let work = log.work(self.task);
            let happening = Happening {
                at: subject.seconds(at),
                task: self.task,
                name: log.name(self.task),
                executor: log.executor(self.task),
                work: work.and_then(|work| Some((work, subject.work.get(work)?.as_str()))),
                ran: subject.seconds(log.ran(self.task, at)),
            };
            narrate(&narrator.tell(event, happening));
        }
        log.note(self.task, event, at);
    }
}

fn narrate(lines: &[String]) {
    for line in lines {
        report::note(format_args!("{line}"));
    }
}
