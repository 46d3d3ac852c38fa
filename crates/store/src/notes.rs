//! Notes on content: what whoever meets the same bytes again should know.

use crate::{
    Store,
    leases::{LeaseRefused, Proof},
    sql,
};
use scrim_model::time::Time;
use uuid::Uuid;

/// The most notes that an answer holds: the newest.
pub const MOST_NOTES: u32 = 100;

/// One note. Whose it is is nobody's business while a second look is to be blind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Which.
    pub id: Uuid,
    /// When it was written.
    pub at: Time,
    /// By whoever reads it now.
    pub own: bool,
    /// Its words; they never leave the hub.
    pub text: String,
}

impl Store {
    /// Leaves a note on the content of a leased case.
    ///
    /// # Errors
    /// [`LeaseRefused`].
    pub async fn add_note(&self, proof: Proof, text: String) -> Result<(), LeaseRefused> {
        self.write(proof.alone(), move |tx| sql::notes::add(tx, proof, &text))
            .await
    }

    /// The notes on the content of a leased case, newest first. Those of people who have spoken on a case
    /// that is still open are left out until it is decided, or a lead settles it: they could give away
    /// what was said.
    ///
    /// # Errors
    /// [`LeaseRefused`].
    pub async fn notes(&self, proof: Proof) -> Result<Vec<Note>, LeaseRefused> {
        self.write(proof.alone(), move |tx| sql::notes::of(tx, proof)).await
    }
}
