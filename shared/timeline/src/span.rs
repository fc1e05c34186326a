//! The life of a task, span by span.

/// What a task is doing. Between its creation and its end it is always in exactly one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds the thread, be it to compute or to block.
    Running,
    /// It could run, but the thread is not free.
    Ready,
    /// It is suspended until something happens.
    Waiting,
}

impl State {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Running, Self::Ready, Self::Waiting];

    /// Returns the name of the state, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
        }
    }
}

/// What a suspended task waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitReason {
    /// Its next turn, and nothing else.
    Yield,
    /// An item in the queue, or room for one.
    Queue,
    /// The end of a time.
    Timer,
    /// A response.
    Response,
}

impl WaitReason {
    /// Returns what the task waits for, in words: "its timer".
    pub fn name(self) -> &'static str {
        match self {
            Self::Yield => "its turn",
            Self::Queue => "the queue",
            Self::Timer => "its timer",
            Self::Response => "its page",
        }
    }
}

/// A stretch of a task's life. Times are nanoseconds on the wall since the run began.
///
/// A span is spent in one state, on one piece of work. Only where so much happened that not
/// everything is kept, neighbours are merged into one, which tells how long it was in each state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The time at which it begins.
    pub start: u64,
    /// The time at which it ends.
    pub end: u64,
    /// The time in each state, in the order of [`State::ALL`].
    pub spent: [u64; 3],
    /// The number of times the task was resumed.
    pub turns: u64,
    /// What the task waits for, or last waited for.
    pub wait: Option<WaitReason>,
    /// The number of the piece of work that the task is busy with.
    pub work: Option<usize>,
    /// Whether the task's timer is running.
    pub timed: bool,
}

impl Span {
    /// Makes a span that is spent in one state, on the piece of work of that number, if on one.
    pub fn new(start: u64, end: u64, state: State, work: Option<usize>) -> Self {
        let mut spent = [0; 3];
        spent[state as usize] = end.saturating_sub(start);
        Self { start, end, spent, turns: 1, wait: None, work, timed: false }
    }

    /// Returns its length.
    pub fn length(&self) -> u64 {
        self.end - self.start
    }

    /// Returns the time that was spent in a state.
    pub fn spent(&self, state: State) -> u64 {
        self.spent[state as usize]
    }

    /// Returns the state in which all of this was spent; `None` if it was spent in several.
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

/// Merges neighbours that together are no longer than `shortest`.
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

/// A task, and its life without gaps.
#[derive(Clone, Debug)]
pub struct Lane {
    /// The name of the task.
    pub name: String,
    /// Its life, from its creation on, one span after the other.
    pub spans: Vec<Span>,
}
