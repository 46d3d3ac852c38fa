//! Appeals of platforms: each a case of its own, for somebody who decided nothing on the first.

use crate::{
    Store,
    engine::{Alone, Lists},
    error::StoreError,
    sql,
};
use scrim_model::{
    appeal::AppealOutcome,
    ids::{ItemId, PersonId},
    time::Time,
};

/// An appeal, as its platform sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// About which upload.
    pub item: ItemId,
    /// The platform's own word for it, as it was given first.
    pub reference: String,
    /// When it was made.
    pub asked_at: Time,
    /// What became of it, once that can be taken back no more.
    pub outcome: Option<AppealOutcome>,
}

/// Why there is no appeal.
#[derive(Debug, thiserror::Error)]
pub enum NotAppealed {
    /// No upload of this source.
    #[error("there is no such upload of this source")]
    NoSuch,
    /// Nobody has decided on it for good: it is looked at, or it was let through at the door.
    #[error("nothing is decided on the upload that could be appealed")]
    NotDecided,
    /// It is a near copy, which has what was decided on another upload.
    #[error("what was decided is another upload's: appeal that one")]
    OfAnother,
    /// Nobody can look any more.
    #[error("the picture was destroyed")]
    PictureDestroyed,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Makes an appeal of what is decided on an upload now, or of that it was stopped at the door. There is one for each
    /// decision: the same again answers with it.
    ///
    /// # Errors
    /// [`NotAppealed`].
    pub async fn appeal(&self, source: PersonId, item: ItemId, reference: String) -> Result<Appeal, NotAppealed> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::appeals::make(tx, source, item, &reference)
        })
        .await
    }
}
