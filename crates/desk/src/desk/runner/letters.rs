//! Letters that are kept until the hub has them: in the journal, or for this run where it cannot be opened.

use super::World;
use crate::{
    desk::job::Outcome,
    journal::{Journal, JournalError, Left, Letter},
    keyring::journal_key,
    random::draw,
};
use scrim_media::sealed::Key;
use scrim_wire::ipc::view::Keyring;
use std::sync::{Arc, PoisonError};
use tokio::task::spawn_blocking;
use uuid::Uuid;

impl World {
    pub(super) async fn open_journal(self: &Arc<Self>) -> Outcome {
        let world = self.clone();
        let opened = spawn_blocking(move || world.open_journal_here()).await;
        opened.unwrap_or_else(|error| {
            tracing::error!(%error, "the journal was not opened");
            Outcome::JournalOpen {
                letters: Vec::new(),
                keyring: Keyring::ThisRunOnly,
                aside: None,
            }
        })
    }

    fn open_journal_here(&self) -> Outcome {
        let fresh = Key::new(draw(self.random.as_ref()));
        let opened = journal_key(self.secrets.as_ref(), &fresh)
            .map_err(|error| error.to_string())
            .and_then(|key| Journal::open(&self.folder, key, self.random.clone()).map_err(|error| error.to_string()));
        let (journal, left, keyring) = match opened {
            Ok((journal, left)) => (journal, left, Keyring::Kept),
            Err(error) => {
                tracing::warn!(error, "unsent verdicts are kept for this run only");
                let journal = Journal::for_this_run(self.random.clone());
                let (letters, aside) = (Vec::new(), None);
                (journal, Left { letters, aside }, Keyring::ThisRunOnly)
            }
        };
        *self.journal.lock().unwrap_or_else(PoisonError::into_inner) = Some(journal);
        let Left { letters, aside } = left;
        Outcome::JournalOpen {
            letters,
            keyring,
            aside,
        }
    }

    /// Where the disk refuses, the letter is sent all the same.
    pub(super) async fn keep_letter(self: &Arc<Self>, letter: Letter) -> Outcome {
        let id: Uuid = letter.id;
        self.with_journal(move |journal| journal.keep(&letter)).await;
        Outcome::LetterKept(id)
    }

    pub(super) async fn with_journal<F>(self: &Arc<Self>, act: F)
    where
        F: FnOnce(&mut Journal) -> Result<(), JournalError> + Send + 'static,
    {
        let world = self.clone();
        let done = spawn_blocking(move || {
            let mut journal = world.journal.lock().unwrap_or_else(PoisonError::into_inner);
            journal.as_mut().map_or(Ok(()), act)
        });
        if let Ok(Err(error)) = done.await {
            tracing::error!(%error, "the journal");
        }
    }
}
