//! Ground floor: work on all cores, with results in the order of the items whatever the number of threads.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Results waiting to be taken, for each thread: so many items are worked on ahead of the one whose turn it is.
const AHEAD: usize = 4;

/// How many threads this machine runs at once.
pub fn count() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does `work` for each item on `threads` threads, and hands the results to `take` in the order of the items, as they
/// come. No more than a few results for each thread wait at a time, so memory does not grow with the items.
///
/// # Errors
/// The first error of `take`; then no further result is handed over.
pub fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.min(items.len());
    if threads <= 1 {
        return items.iter().try_for_each(|item| take(work(item)));
    }
    let queue = Queue { state: Mutex::new(State::default()), changed: Condvar::new() };
    let window = threads * AHEAD;
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let _stop = StopOnPanic(&queue);
                while let Some((at, item)) = queue.next(items, window) {
                    queue.put(at, work(item));
                }
            });
        }
        let _stop = Stop(&queue);
        (0..items.len()).try_for_each(|at| match queue.wait(at) {
            Some(result) => take(result),
            // A thread panicked, and the scope will say so.
            None => Ok(()),
        })
    })
}

/// Does `work` for each item on `threads` threads: the results in the order of the items.
pub fn map<T: Sync, R: Send>(items: &[T], threads: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let mut results = Vec::with_capacity(items.len());
    let Ok(()) = in_order(items, threads, work, |result| {
        results.push(result);
        Ok::<(), std::convert::Infallible>(())
    });
    results
}

struct Queue<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
}

struct State<R> {
    /// The item to be worked on next.
    next: usize,
    /// The item whose result is to be taken next.
    taken: usize,
    done: BTreeMap<usize, R>,
    stopped: bool,
}

impl<R> Default for State<R> {
    fn default() -> Self {
        State { next: 0, taken: 0, done: BTreeMap::new(), stopped: false }
    }
}

impl<R> Queue<R> {
    /// The state; a thread that panicked leaves it whole, since nothing is done to it that may panic.
    fn state(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item, once it is within the window.
    fn next<'t, T>(&self, items: &'t [T], window: usize) -> Option<(usize, &'t T)> {
        let mut state = self.state();
        while !state.stopped && state.next >= state.taken + window && state.next < items.len() {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let at = state.next;
        let item = items.get(at).filter(|_| !state.stopped)?;
        state.next += 1;
        Some((at, item))
    }

    fn put(&self, at: usize, result: R) {
        self.state().done.insert(at, result);
        self.changed.notify_all();
    }

    /// The result of an item, once it is there; none if there will be none.
    fn wait(&self, at: usize) -> Option<R> {
        let mut state = self.state();
        loop {
            if let Some(result) = state.done.remove(&at) {
                state.taken = at + 1;
                self.changed.notify_all();
                return Some(result);
            }
            if state.stopped {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
    }
}

/// Stops the threads when the results are no longer taken.
struct Stop<'q, R>(&'q Queue<R>);

impl<R> Drop for Stop<'_, R> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Stops everything when a thread panics.
struct StopOnPanic<'q, R>(&'q Queue<R>);

impl<R> Drop for StopOnPanic<'_, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_the_threads() {
        let items: Vec<usize> = (0..500).collect();
        // Early items take longest.
        let work = |n: &usize| (0..(500 - n) * 20).fold(*n, |sum, i| sum ^ i.wrapping_mul(31));
        let alone = map(&items, 1, work);
        for threads in [2, 3, 16, 1000] {
            assert_eq!(map(&items, threads, work), alone);
        }
        assert_eq!(map(&[] as &[usize], 4, work), Vec::<usize>::new());
    }

    #[test]
    fn an_error_ends_the_work() {
        let items: Vec<usize> = (0..1000).collect();
        let mut taken = Vec::new();
        let ended = in_order(
            &items,
            4,
            |n| *n,
            |n| {
                taken.push(n);
                if n == 7 { Err(n) } else { Ok(()) }
            },
        );
        assert_eq!((ended, taken), (Err(7), (0..8).collect()));
    }
}
