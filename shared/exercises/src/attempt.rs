//! Runs a learner's code on a thread that may hang.

use crate::run::{Run, Stop};
use crate::verdict::Verdict;
use std::cell::Cell;
use std::future::Future;
use std::panic::{
    AssertUnwindSafe, Location, PanicHookInfo, catch_unwind, resume_unwind, set_hook, take_hook,
};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Duration;
use timeline::Kind;

/// The real time after which a thread that hasn't returned counts as held. A right program needs only milliseconds,
/// since all waiting is virtual.
const LIMIT: Duration = Duration::from_millis(1500);
/// The time on tokio's clock after which nothing more will happen. The clock jumps when all tasks wait.
const FOREVER: Duration = Duration::from_secs(24 * 3600);
/// The number of polls after which a program counts as endless.
const MOST_POLLS: usize = 5_000;

/// A run of a learner's program: the notes about it, and its end.
#[derive(Debug)]
pub(crate) struct Attempt<T> {
    pub(crate) run: Run,
    pub(crate) ended: Ended<T>,
}

/// The end of a program.
#[derive(Debug, PartialEq)]
pub(crate) enum Ended<T> {
    /// It returned a value.
    Returned(T),
    /// It [waits for ever](Run::wait_for_ever), because nothing is left that could wake it.
    Stuck,
    /// It holds its thread, computing or blocking, and doesn't give it back.
    Held,
    /// It did the same thing over and over, until it was [stopped](Run::give_up).
    Endless,
    /// It panicked.
    Panicked(Panic),
}

/// A panic of a learner's program.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Panic {
    pub(crate) message: String,
    /// The number of the line in the learner's file, from 1; `None` if it happened elsewhere.
    line: Option<u32>,
}

thread_local! {
    /// The latest panic on this thread.
    static PANIC: Cell<Option<Panic>> = const { Cell::new(None) };
}

impl<T: Send + 'static> Attempt<T> {
    /// Runs a program without a runtime, on the run's own clock.
    pub(crate) fn plain(kind: Kind, program: impl FnOnce(Run) -> T + Send + 'static) -> Self {
        let run = Run::new(kind);
        Self::with(run.clone(), || program(run))
    }

    /// Runs a program without a runtime, for a run that the story already has.
    pub(crate) fn with(run: Run, program: impl FnOnce() -> T + Send + 'static) -> Self {
        Self::watched(run, |_| Some(program()))
    }

    /// Runs an async program on tokio's current-thread runtime, with a paused clock.
    pub(crate) fn on_tokio<F>(kind: Kind, program: impl FnOnce(Run) -> F + Send + 'static) -> Self
    where
        F: Future<Output = T>,
    {
        Self::watched(Run::new(kind), |run| {
            let mut runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = runtime.enable_time().start_paused(true).build();
            let runtime = runtime.expect("a runtime without input and output can be made");
            runtime.block_on(async {
                run.go_by_tokio();
                // Pinned here, so that it is dropped when the run has ended.
                let mut program = std::pin::pin!(program(run.clone()));
                let mut polls = 0;
                let program = std::future::poll_fn(|context| {
                    polls += 1;
                    if polls > MOST_POLLS {
                        run.give_up();
                    }
                    program.as_mut().poll(context)
                });
                let result = tokio::time::timeout(FOREVER, program).await.ok();
                if result.is_some() {
                    run.end();
                } else {
                    run.end_stuck();
                }
                result
            })
        })
    }

    fn watched(run: Run, program: impl FnOnce(Run) -> Option<T> + Send + 'static) -> Self {
        record_panics();
        let (sender, receiver) = mpsc::channel();
        let own = run.clone();
        let thread = thread::Builder::new().name(THREAD.to_owned()).spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| program(own)));
            // If it took too long, nobody receives this.
            let _ = sender.send(result.map_err(|_| PANIC.take()));
        });
        thread.expect("there is room for a thread");
        let came = receiver.recv_timeout(LIMIT);
        let ended = match (run.stopped(), came) {
            (Some(Stop::Endless), _) => Ended::Endless,
            (None, Err(_)) => Ended::Held,
            (Some(Stop::Stuck), _) | (None, Ok(Ok(None))) => Ended::Stuck,
            (None, Ok(Ok(Some(result)))) => Ended::Returned(result),
            (None, Ok(Err(panic))) => {
                let unknown = || Panic { message: "it unwound".to_owned(), line: None };
                Ended::Panicked(panic.unwrap_or_else(unknown))
            }
        };
        match ended {
            Ended::Returned(_) => run.end(),
            Ended::Held => run.end_held(),
            _ => run.end_stuck(),
        }
        Self { run, ended }
    }
}

impl<T> Ended<T> {
    /// Returns the usual verdict on a program that ended like this, for checks that have nothing more specific.
    pub(crate) fn verdict(&self) -> Verdict {
        match self {
            Self::Returned(_) => Verdict::wrong("it returned, but didn't do what was wanted."),
            Self::Stuck => Verdict::wrong(
                "nothing more will happen: everything that is left waits, and nothing will wake \
                 it.",
            ),
            Self::Held => Verdict::wrong(
                "your code holds the thread, so nothing else can run; a wait should give the \
                 thread back.",
            )
            .because(
                "A loop without an `.await` keeps the thread, and so does a call that blocks, such as \
                 `std::thread::sleep`.",
            ),
            Self::Endless => Verdict::wrong(
                "your code goes round and round, and gets nowhere; a wait should end some day.",
            ),
            Self::Panicked(panic) if panic.message.starts_with("not yet implemented") => {
                Verdict::wrong(format!("{} is still to be written.", panic.place()))
            }
            Self::Panicked(panic) if panic.message.starts_with("there is no reactor running") => {
                Verdict::wrong(format!(
                    "{} needs a tokio runtime, and there is none here; wait for something in the \
                     story.",
                    panic.place()
                ))
            }
            // The panic is in a library, so its line doesn't help.
            Self::Panicked(panic) if panic.message.ends_with("after completion") => {
                Verdict::wrong(
                    "a future that had been ready was polled again, and panicked; code that polls \
                     several futures has to know which of them are done.",
                )
                .because(
                    "A future gives its result once. In a loop, a branch of `select!` can have a \
                     condition.",
                )
            }
            Self::Panicked(panic) if panic.message.starts_with("Cannot start a runtime") => {
                Verdict::wrong(format!(
                    "{} panicked, because it blocks on a future on a thread that runs tasks; in a \
                     task, use `.await`.",
                    panic.place()
                ))
                .because(
                    "`block_on` is for code outside all tasks. Within a task, `.await` is all you \
                     need.",
                )
            }
            Self::Panicked(panic) => {
                let message = panic.message.trim_end_matches('.');
                Verdict::wrong(format!("{} panicked: {message}.", panic.place()))
            }
        }
    }
}

impl Panic {
    /// Returns the place of the panic, such as `line 7`.
    pub(crate) fn place(&self) -> String {
        self.line.map_or("what you call".to_owned(), |line| format!("line {line}"))
    }

    /// Runs a part of a learner's program, on any thread, and returns its panic. Returns `None` if it returns, or if a
    /// check unwinds it.
    pub(crate) fn of(part: impl FnOnce()) -> Option<Self> {
        catch_unwind(AssertUnwindSafe(part)).err().and_then(|_| PANIC.take())
    }

    /// Repeats, on this thread, a panic that happened on another one.
    pub(crate) fn again(self) -> ! {
        PANIC.set(Some(self));
        resume_unwind(Box::new("again"))
    }
}

/// The name of the threads that run a learner's code.
const THREAD: &str = "exercise";

/// Keeps the panics of learners' programs for the verdict, and prints nothing about them.
fn record_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let others = take_hook();
        set_hook(Box::new(move |info: &PanicHookInfo| {
            let thread = thread::current();
            // A learner's code makes all threads except those of `main` and of tests.
            if thread.name().is_none_or(|name| name != "main" && !name.contains("::")) {
                let payload = info.payload();
                let message = payload.downcast_ref::<&str>().map(|message| (*message).to_owned());
                let message = message.or_else(|| payload.downcast_ref().cloned());
                let message = message.unwrap_or_else(|| "it does not say why".to_owned());
                // A file in a folder `src` belongs to a library.
                let is_own =
                    |place: &&Location| !place.file().split(['/', '\\']).any(|it| it == "src");
                let line = info.location().filter(is_own).map(Location::line);
                // The panic of a task says more than the panic of the code that awaited and unwrapped it.
                let cause = PANIC.take().filter(|_| message.contains("JoinError::Panic("));
                PANIC.set(cause.or(Some(Panic { message, line })));
            } else {
                others(info);
            }
        }));
    });
}
