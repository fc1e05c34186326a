//! The life of a task, span by span.

/// The state of a task. From its creation to its end, a task is always in exactly one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds the thread, whether it computes or blocks.
    Running,
    /// It could run, but the thread isn't free.
    Ready,
    /// It is suspended until something happens.
    Waiting,
}

impl State {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Running, Self::Ready, Self::Waiting];

    /// Returns the name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
        }
    }
}

/// The reason why a task is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitReason {
    /// It waits only for its next turn.
    Yield,
    /// It waits for an item in the queue, or for room there.
    Queue,
    /// It waits until a time has passed.
    Timer,
    /// It waits for a response.
    Response,
}

impl WaitReason {
    /// Returns the words for it, such as "its timer".
    pub fn name(self) -> &'static str {
        match self {
            Self::Yield => "its turn",
            Self::Queue => "the queue",
            Self::Timer => "its timer",
            Self::Response => "its page",
        }
    }
}

/// A stretch of a task's life. Its times are nanoseconds of real time since the run began.
///
/// Normally, a task spends a whole span in one state, on one piece of work. If too much happens to keep
/// it all, neighbouring spans are merged into one, which says how long the task was in each state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The beginning of the span.
    pub start: u64,
    /// The end of the span.
    pub end: u64,
    /// The nanoseconds spent in each state, in the order of [`State::ALL`].
    pub spent: [u64; 3],
    /// The number of times the task was resumed.
    pub turns: u64,
    /// The reason why the task waits, or last waited; `None` if it isn't known or differs within the span.
    pub wait: Option<WaitReason>,
    /// The number of the task's piece of work; `None` if it has none or several within the span.
    pub work: Option<usize>,
    /// True if the task's timer is running.
    pub timed: bool,
}

impl Span {
    /// Makes a span that is spent in one state, on the piece of work with that number, if any.
    pub fn new(start: u64, end: u64, state: State, work: Option<usize>) -> Self {
        let mut spent = [0; 3];
        spent[state as usize] = end.saturating_sub(start);
        Self { start, end, spent, turns: 1, wait: None, work, timed: false }
    }

    /// Returns the length in nanoseconds.
    pub fn length(&self) -> u64 {
        self.end - self.start
    }

    /// Returns the nanoseconds spent in a state.
    pub fn spent(&self, state: State) -> u64 {
        self.spent[state as usize]
    }

    /// Returns the state in which the whole span was spent; `None` if there were several.
    pub fn state(&self) -> Option<State> {
        State::ALL.into_iter().find(|state| self.spent(*state) == self.length())
    }

    pub(crate) fn merge(&mut self, next: &Self) {
        self.end = next.end;
        self.turns += next.turns;
        for (spent, next) in self.spent.iter_mut().zip(next.spent) {
            *spent += next;
        }
        self.wait = self.wait.filter(|wait| next.wait == Some(*wait));
        self.work = self.work.filter(|work| next.work == Some(*work));
        self.timed &= next.timed;
    }
}

/// Merges neighbours that together are at most `shortest` nanoseconds long.
pub(crate) fn fold(spans: &[Span], shortest: u64) -> Vec<Span> {
    let mut folded: Vec<Span> = Vec::new();
    for span in spans {
        match folded.last_mut() {
            Some(last) if span.end - last.start <= shortest => last.merge(span),
            _ => folded.push(*span),
        }
    }
    folded
}

/// The life of a task.
#[derive(Clone, Debug)]
pub struct Lane {
    /// The name of the task.
    pub name: String,
    /// The spans from its creation to its end, without gaps.
    pub spans: Vec<Span>,
}
