//! What must reach the hub whatever happens here: verdicts, and what looks presented.
//!
//! A letter is written and flushed before it is sent and struck out once the hub has it. Its id makes
//! sending it twice harmless. Without a keyring there is no file at all: a key that dies with the
//! program would leave bytes nobody can read. Knows nothing of the network.

mod file;
mod letter;

pub use file::JournalError;
pub(crate) use letter::Addressee;
pub use letter::{Letter, Says};

use crate::{
    directory::DataDirectory,
    random::{Random, draw},
};
use file::{Record, SealedFile};
use scrim_media::sealed::{Key, NONCE_PREFIX_BYTES};
use scrim_wire::ipc::view::Aside;
use std::sync::Arc;
use uuid::Uuid;

/// The file's name within the desk's folder.
const FILE: &str = "unsent.journal";

/// The letters under way.
pub struct Journal {
    file: Option<SealedFile>,
    random: Arc<dyn Random>,
    open: Vec<Uuid>,
}

/// What an earlier run left.
pub struct Left {
    /// The letters under way, the oldest first.
    pub letters: Vec<Letter>,
    /// Why there may be more of them, in a file that was set aside just now.
    pub aside: Option<Aside>,
}

impl Journal {
    /// A journal without a file, where there is no keyring.
    pub fn for_this_run(random: Arc<dyn Random>) -> Self {
        Self {
            file: None,
            random,
            open: Vec::new(),
        }
    }

    /// Opens the journal in `folder` and answers what was left in it, oldest first.
    ///
    /// A record that was torn by a crash was never sent and is dropped. A file that cannot be read under this key, or that a
    /// newer desk wrote, is set aside under a name of its own, so that it never keeps the desk from working; a later run that
    /// can read it takes it up.
    ///
    /// # Errors
    /// [`JournalError`] where the system refuses to write.
    pub fn open(folder: &DataDirectory, key: Key, random: Arc<dyn Random>) -> Result<(Self, Left), JournalError> {
        let (mut file, found) = SealedFile::open(folder.file(FILE), key)?;
        let mut letters = still_open(found.records);
        letters.sort_by_key(|letter| letter.number);
        file.rewrite(&letters, &mut || draw(random.as_ref()))?;
        for taken_up in found.taken_up {
            // What stays is taken up once more, and the hub takes each letter once.
            let _stays = std::fs::remove_file(taken_up);
        }
        let open = letters.iter().map(|letter| letter.id).collect();
        let journal = Self {
            file: Some(file),
            random,
            open,
        };
        let aside = found.aside;
        Ok((journal, Left { letters, aside }))
    }

    /// Writes a letter; once this answers, a crash does not lose it.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn keep(&mut self, letter: &Letter) -> Result<(), JournalError> {
        let prefix = self.prefix();
        if let Some(file) = &mut self.file {
            file.append(&Record::Kept(Box::new(letter.clone())), prefix)?;
        }
        self.open.push(letter.id);
        Ok(())
    }

    /// Strikes a letter out. With the last one the file is emptied.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn strike_out(&mut self, id: Uuid) -> Result<(), JournalError> {
        self.open.retain(|open| *open != id);
        let prefix = self.prefix();
        match &mut self.file {
            Some(file) if self.open.is_empty() => file.empty(),
            Some(file) => file.append(&Record::Done(id), prefix),
            None => Ok(()),
        }
    }

    fn prefix(&self) -> [u8; NONCE_PREFIX_BYTES] {
        draw(self.random.as_ref())
    }
}

fn still_open(records: Vec<Record>) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for record in records {
        match record {
            Record::Kept(letter) => letters.push(*letter),
            Record::Done(id) => letters.retain(|letter| letter.id != id),
        }
    }
    letters
}

#[cfg(test)]
mod tests;
