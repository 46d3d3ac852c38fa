//! What this process holds in clear, and how much of it is locked. The limit is the process's, so the
//! books are too.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// How far bytes in clear are kept from being swapped out: the least that has been true so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locking {
    /// All of them were locked.
    Locked,
    /// There was not room for all.
    Partly {
        /// Bytes that were locked then.
        locked: usize,
        /// Bytes that were held then.
        held: usize,
    },
    /// None could be locked.
    NotLocked(WhyNot),
}

/// Why nothing could be locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// The limit on locked memory leaves no room.
    Limit,
    /// The system refused for another reason.
    Refused,
    /// Nothing is locked on this system.
    NotOffered,
}

impl Locking {
    /// Bytes that were held and not locked.
    fn open(self) -> usize {
        match self {
            Self::Locked => 0,
            Self::Partly { locked, held } => held.saturating_sub(locked),
            Self::NotLocked(_) => usize::MAX,
        }
    }
}

/// Bytes held now, and the least that was true of them.
pub(super) struct Books {
    locked: usize,
    open: usize,
    least: Locking,
}

static BOOKS: Mutex<Books> = Mutex::new(Books::new());

impl Books {
    pub(super) const fn new() -> Self {
        Self {
            locked: 0,
            open: 0,
            least: Locking::Locked,
        }
    }

    pub(super) fn enter(&mut self, bytes: usize, lock: Result<(), WhyNot>) {
        match lock {
            Ok(()) => self.locked += bytes,
            Err(why) => {
                self.open += bytes;
                self.note(match (self.locked, why) {
                    (0, why) => Locking::NotLocked(why),
                    (locked, _) => Locking::Partly {
                        locked,
                        held: locked + self.open,
                    },
                });
            }
        }
    }

    pub(super) fn strike(&mut self, bytes: usize, locked: bool) {
        let of = if locked { &mut self.locked } else { &mut self.open };
        *of = of.saturating_sub(bytes);
    }

    pub(super) fn note(&mut self, found: Locking) {
        if found.open() > self.least.open() {
            self.least = found;
        }
    }
}

/// A thread that died while holding the lock left numbers that are still good.
pub(super) fn books() -> MutexGuard<'static, Books> {
    BOOKS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How far this process has been able to lock its bytes in clear.
pub fn locking() -> Locking {
    books().least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_least_true_stays_known() {
        let mut books = Books::new();
        books.enter(100, Ok(()));
        assert_eq!(books.least, Locking::Locked);
        books.enter(50, Err(WhyNot::Limit));
        assert_eq!(books.least, Locking::Partly { locked: 100, held: 150 });
        books.strike(50, false);
        books.enter(20, Err(WhyNot::Limit));
        assert_eq!(books.least, Locking::Partly { locked: 100, held: 150 });
        books.strike(100, true);
        books.enter(1, Err(WhyNot::Limit));
        assert_eq!(books.least, Locking::NotLocked(WhyNot::Limit));
    }
}
