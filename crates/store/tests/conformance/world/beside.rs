//! More than one hub on the same memory, at once or one after another.

use super::{Span, Store, World, clock};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

impl World {
    /// The hub stops and starts again on the same folder.
    pub(crate) fn reopened(self) -> Self {
        let Self { store, folder, .. } = self;
        drop(store);
        let store = (self.engine.open)(folder.path(), clock(&self.time)).expect("the store opens");
        Self { store, folder, ..self }
    }

    /// A second hub on the same folder, which only looks.
    pub(crate) fn second(&self) -> Store {
        (self.engine.open)(self.folder.path(), clock(&self.time)).expect("the store opens")
    }

    /// Another hub, which keeps its memory where this one does.
    pub(crate) fn beside(&self) -> Self {
        self.with_clock(Arc::clone(&self.time))
    }

    /// Another hub, on a machine whose clock is behind.
    pub(crate) fn behind(&self, span: Span) -> Self {
        let late = self.time.load(Ordering::SeqCst) - span.0;
        self.with_clock(Arc::new(AtomicI64::new(late)))
    }

    fn with_clock(&self, time: Arc<AtomicI64>) -> Self {
        Self {
            store: (self.engine.open)(self.folder.path(), clock(&time)).expect("the store opens"),
            folder: Arc::clone(&self.folder),
            bank: self.bank.clone(),
            source: self.source,
            engine: self.engine,
            time,
            drawn: Arc::clone(&self.drawn),
        }
    }
}
