//! tokio's lock.

use crate::context::{Reason, current, waiting};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use tokio::sync::MutexGuard;

/// A [`tokio::sync::Mutex`] with a name, which knows its holder and the tasks in line.
///
/// Its `Display` shows `tools: held by One; in line: Two (line 12)`. Once One has unlocked it, and until Two is
/// polled, it shows `tools: handed to Two (line 12)`.
pub struct Mutex<T> {
    name: &'static str,
    inner: tokio::sync::Mutex<T>,
    line: Line,
}

/// The holder of a lock, and the tasks in line.
#[derive(Default)]
struct Line {
    holder: Cell<Option<&'static str>>,
    /// The tasks that wait, each with a number of its own, its name, and its line in the program.
    waiting: RefCell<Vec<(usize, &'static str, u32)>>,
    entries: Cell<usize>,
}

/// A place in line. Dropping it leaves the line.
struct Entry<'a>(&'a Line, usize);

impl Drop for Entry<'_> {
    fn drop(&mut self) {
        self.0.waiting.borrow_mut().retain(|(number, ..)| *number != self.1);
    }
}

impl Line {
    fn enter(&self, line: u32) -> Entry<'_> {
        let number = self.entries.get();
        self.entries.set(number + 1);
        self.waiting.borrow_mut().push((number, current().unwrap_or("somebody"), line));
        Entry(self, number)
    }
}

impl<T> Mutex<T> {
    /// Makes a lock of that name, which protects a value.
    pub fn new(name: &'static str, value: T) -> Self {
        Self { name, inner: tokio::sync::Mutex::new(value), line: Line::default() }
    }

    /// Locks the mutex. Waits in line, first come, first served, while another task holds it.
    #[track_caller]
    pub fn lock(&self) -> impl Future<Output = Guard<'_, T>> {
        let line = Location::caller().line();
        let lock = async move {
            if let Ok(guard) = self.inner.try_lock() {
                return guard;
            }
            let _entry = self.line.enter(line);
            self.inner.lock().await
        };
        let reason = Reason::Lock(self.name);
        async move {
            let guard = waiting(line, reason, lock).await;
            self.line.holder.set(Some(current().unwrap_or("somebody")));
            Guard { guard, line: &self.line }
        }
    }

    /// Calls `look` with the value and returns its result; `None` if the lock is held, or handed to a task.
    pub fn peek<R>(&self, look: impl FnOnce(&T) -> R) -> Option<R> {
        self.inner.try_lock().ok().map(|value| look(&value))
    }

    /// Returns the name of the task that holds the lock; `somebody` if it was locked outside all tasks, and `None` if
    /// nobody holds it.
    pub fn holder(&self) -> Option<&'static str> {
        self.line.holder.get()
    }
}

impl<T> fmt::Display for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, line, .. } = self;
        let waiting = line.waiting.borrow();
        let mut waiting = waiting.iter().map(|(_, task, line)| format!("{task} (line {line})"));
        match line.holder.get() {
            Some(holder) => write!(f, "{name}: held by {holder}")?,
            // The first task in line has it, but hasn't been polled since.
            None if self.inner.try_lock().is_err() => {
                write!(f, "{name}: handed to {}", waiting.next().unwrap_or_default())?;
            }
            None => write!(f, "{name}: free")?,
        }
        let waiting: Vec<_> = waiting.collect();
        if !waiting.is_empty() {
            write!(f, "; in line: {}", waiting.join(", "))?;
        }
        Ok(())
    }
}

impl<T> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mutex({self})")
    }
}

/// Access to the value that a lock protects. Dropping it unlocks the lock.
pub struct Guard<'a, T> {
    guard: MutexGuard<'a, T>,
    line: &'a Line,
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.guard
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.guard
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        self.line.holder.set(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Run, task};
    use std::future::pending;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn those_who_came_first_have_it_first() {
        let tools = Mutex::new("tools", ());
        let hold = || async {
            let _tools = tools.lock().await;
            crate::sync::yield_now().await;
        };
        let mut run = Run::new(["One", "Two", "Three"].map(|name| task(name, hold())).into());
        for early in [0, 2, 1, 0] {
            let _ = run.poll(early);
        }
        assert!(run.is_done(0));
        let _ = run.poll(1);
        assert_eq!(tools.holder(), None, "it was handed to Three, so Two cannot take it");
        let _ = run.poll(2);
        assert_eq!(tools.holder(), Some("Three"));
        let _ = run.poll(2);
        assert_eq!(run.run_queue(), [1]);
        let _ = run.poll(1);
        assert_eq!(tools.holder(), Some("Two"));
    }

    #[test]
    fn nobody_passes_a_future_that_was_handed_it() {
        let tools = Mutex::new("tools", ());
        let Poll::Ready(guard) = poll(pin!(tools.lock())) else { panic!("it is free") };
        assert_eq!(tools.to_string(), "tools: held by somebody");
        let mut first = Box::pin(tools.lock());
        let mut second = Box::pin(tools.lock());
        assert!(poll(first.as_mut()).is_pending());
        assert!(poll(second.as_mut()).is_pending());
        drop(guard);
        assert!(tools.to_string().starts_with("tools: handed to somebody (line "), "{tools}");
        assert!(poll(second.as_mut()).is_pending());
        assert!(poll(pin!(tools.lock())).is_pending());
        assert_eq!(tools.peek(|()| ()), None);
        // Once it is dropped, the next one has the lock.
        drop(first);
        assert!(poll(second.as_mut()).is_ready());
        assert_eq!(tools.to_string(), "tools: free");
    }

    #[test]
    fn whoever_is_dropped_leaves_the_line() {
        let tools = Mutex::new("tools", ());
        let hold = || async {
            let _tools = tools.lock().await;
            pending::<()>().await;
        };
        let mut holds = Run::new(vec![task("One", hold())]);
        let _ = holds.poll(0);
        let mut waits = Run::new(vec![task("Two", hold())]);
        let _ = waits.poll(0);
        let line = waits.waits(0)[0].line;
        assert_eq!(tools.to_string(), format!("tools: held by One; in line: Two (line {line})"));
        drop(waits);
        assert_eq!(tools.to_string(), "tools: held by One");
        drop(holds);
        assert_eq!(tools.to_string(), "tools: free");
    }
}
