//! Ledger and audit: one append-only chain of hashes, with signed checkpoints.
//!
//! A row's hash covers its number, time, kind, body and the hash before it, so that an altered, missing
//! or reordered row is found; a checkpoint kept elsewhere finds a chain that was cut and hashed anew.
//! Rows name people by pseudonym only, and no content.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::time::Time;
use sha2::{Digest, Sha256};

/// The hash before the first row.
pub const GENESIS: [u8; 32] = [0; 32];

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 1.
    pub seq: u64,
    /// When.
    pub at: Time,
    /// What kind of fact.
    pub kind: String,
    /// The fact, as JSON.
    pub body: String,
    /// The chain's hash after it.
    pub hash: [u8; 32],
}

/// How far a chain has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last row's number; 0 for none.
    pub seq: u64,
    /// The last row's hash.
    pub hash: [u8; 32],
}

/// A checkpoint as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The last row covered.
    pub seq: u64,
    /// When it was signed.
    pub at: Time,
    /// The chain's hash after that row.
    pub head: [u8; 32],
    /// Ed25519 over what [`signed_bytes`] makes of the above.
    pub signature: [u8; 64],
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A row is missing, or out of its order.
    #[error("row {expected} is missing: row {found} follows")]
    Missing {
        /// Which should have come.
        expected: u64,
        /// Which came.
        found: u64,
    },
    /// A row's hash does not follow from what it holds and the row before.
    #[error("row {seq} was altered, or the row before it")]
    Altered {
        /// Which.
        seq: u64,
    },
    /// A checkpoint covers a row that is not there any more.
    #[error("the chain was cut: a checkpoint covers row {seq}, which is gone")]
    Truncated {
        /// Up to where the checkpoint goes.
        seq: u64,
    },
    /// A checkpoint saw another chain.
    #[error("the chain was rewritten: at row {seq} it is not the one that was signed")]
    Rewritten {
        /// Where.
        seq: u64,
    },
}

/// The chain's hash after a row, from the hash before it. Each field goes in with its length, so that
/// no two rows share their bytes.
pub fn link(before: &[u8; 32], seq: u64, at: Time, kind: &str, body: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(seq.to_be_bytes());
    hash.update(at.0.to_be_bytes());
    for text in [kind, body] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().into()
}

/// What a checkpoint's signature covers.
pub fn signed_bytes(hub: &str, seq: u64, head: &[u8; 32], at: Time) -> Vec<u8> {
    let mut bytes = b"scrim checkpoint 1\n".to_vec();
    bytes.extend_from_slice(hub.as_bytes());
    bytes.extend_from_slice(&seq.to_be_bytes());
    bytes.extend_from_slice(head);
    bytes.extend_from_slice(&at.0.to_be_bytes());
    bytes
}

/// Walks rows in order and says where the chain ends.
///
/// # Errors
/// The first thing found [`Broken`].
pub fn follow(rows: impl IntoIterator<Item = Row>) -> Result<Head, Broken> {
    let mut head = Head { seq: 0, hash: GENESIS };
    for row in rows {
        head = head.then(&row)?;
    }
    Ok(head)
}

impl Head {
    /// One row further.
    ///
    /// # Errors
    /// [`Broken`] when the row does not follow.
    pub fn then(self, row: &Row) -> Result<Self, Broken> {
        let expected = self.seq + 1;
        if row.seq != expected {
            return Err(Broken::Missing {
                expected,
                found: row.seq,
            });
        }
        let hash = link(&self.hash, row.seq, row.at, &row.kind, &row.body);
        if hash == row.hash {
            Ok(Self { seq: row.seq, hash })
        } else {
            Err(Broken::Altered { seq: row.seq })
        }
    }
}

impl Store {
    /// The hub's own id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn hub_id(&self) -> Result<String, StoreError> {
        self.read(sql::chain::hub_id).await
    }

    /// The last time that was written down, or what the database's own clock says where that keeps the time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn last_time(&self) -> Result<Time, StoreError> {
        self.read(|db| Ok(db.time(Time(i64::MIN))?)).await
    }

    /// What tells the right master key from a wrong one; sets it where the hub has none yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn key_check(&self, fresh: [u8; 32]) -> Result<[u8; 32], StoreError> {
        self.write(Alone::not(), move |tx| sql::chain::key_check(tx, fresh))
            .await
    }

    /// Whether a master key was ever used here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn has_key(&self) -> Result<bool, StoreError> {
        self.read(sql::chain::has_key).await
    }

    /// Rows after `seq`, oldest first, at most `most`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn chain_rows(&self, seq: u64, most: u32) -> Result<Vec<Row>, StoreError> {
        self.read(move |db| sql::chain::rows(db, seq, most)).await
    }

    /// The number of the last row; 0 for none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn chain_length(&self) -> Result<u64, StoreError> {
        self.read(|db| Ok(sql::chain::head(db)?.seq)).await
    }

    /// How far the chain has come, and the time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn chain_head(&self) -> Result<(Head, Time), StoreError> {
        self.write(Alone::not(), |tx| Ok((sql::chain::head(tx.db)?, tx.now)))
            .await
    }

    /// Keeps a signed checkpoint.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keep_checkpoint(&self, checkpoint: Checkpoint) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::chain::keep(tx, &checkpoint))
            .await
    }

    /// Every checkpoint, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn checkpoints(&self) -> Result<Vec<Checkpoint>, StoreError> {
        self.read(sql::chain::checkpoints).await
    }

    /// The last checkpoint.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn last_checkpoint(&self) -> Result<Option<Checkpoint>, StoreError> {
        self.read(sql::chain::last_checkpoint).await
    }

    /// Checkpoints that cover rows from one to another, both among them, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn checkpoints_within(&self, from: u64, to: u64) -> Result<Vec<Checkpoint>, StoreError> {
        self.read(move |db| sql::chain::checkpoints_within(db, from, to)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(bodies: &[&str]) -> Vec<Row> {
        let mut before = GENESIS;
        let rows = bodies.iter().zip(1_u64..).map(|(body, seq)| {
            let hash = link(&before, seq, Time(7), "fact", body);
            before = hash;
            Row {
                seq,
                at: Time(7),
                kind: "fact".into(),
                body: (*body).into(),
                hash,
            }
        });
        rows.collect()
    }

    #[test]
    fn an_untouched_chain_is_followed_to_its_end() {
        let rows = chain(&["a", "b", "c"]);
        let last = rows.last().map(|row| row.hash);
        assert_eq!(follow(rows).map(|head| (head.seq, Some(head.hash))), Ok((3, last)));
    }

    #[test]
    fn an_altered_row_is_found() {
        let mut rows = chain(&["a", "b", "c"]);
        rows[1].body = "B".into();
        assert_eq!(follow(rows), Err(Broken::Altered { seq: 2 }));
    }

    #[test]
    fn a_missing_row_and_a_reordered_one_are_found() {
        let mut missing = chain(&["a", "b", "c"]);
        missing.remove(1);
        assert_eq!(follow(missing), Err(Broken::Missing { expected: 2, found: 3 }));
        let mut swapped = chain(&["a", "b", "c"]);
        swapped.swap(0, 1);
        assert!(follow(swapped).is_err());
    }

    #[test]
    fn words_cannot_move_between_kind_and_body() {
        assert_ne!(
            link(&GENESIS, 1, Time(0), "ab", "c"),
            link(&GENESIS, 1, Time(0), "a", "bc")
        );
    }
}
