//! What matchers have still to answer of uploads: asked again by whichever hub comes first, until they have.

use crate::{
    Store,
    engine::{Alone, Lists},
    error::StoreError,
    items::{Digests, Door, Near},
    sql,
};
use scrim_model::{
    ids::{ItemId, MatcherId},
    matcher::NoAnswer,
    matching::FrameHash,
    second_looks::Draw,
    time::{Span, Time},
};
use std::collections::HashMap;

/// For how long a hub has a question to itself that it asks again; longer than it may take over one.
pub const CLAIM_LASTS: Span = Span::minutes(2);

/// A question that is asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// About which upload.
    pub item: ItemId,
    /// To which matcher.
    pub matcher: MatcherId,
    /// How often it was asked.
    pub tries: u32,
    /// Why it had no answer the last time.
    pub why: NoAnswer,
    /// The upload's hashes.
    pub hashes: Vec<FrameHash>,
}

/// An upload that is sent to a matcher whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalToSend {
    /// Length in clear, bytes.
    pub bytes: u64,
    /// Digests of them.
    pub digests: Digests,
    /// Its key, wrapped.
    pub wrapped_key: Vec<u8>,
}

/// What an answer meant for an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// What becomes of it, as things stand now.
    pub door: Door,
    /// Its sealed media are needed no more: their keys are gone, and [`Store::media_left`] names them.
    pub media_left: bool,
}

/// How many questions to a matcher are open, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenTo {
    /// How many.
    pub many: u64,
    /// When the first of them was opened.
    pub since: Time,
    /// Why the one that was tried most often has no answer.
    pub why: NoAnswer,
}

impl Store {
    /// Takes on what is due to be asked of a matcher again, for [`CLAIM_LASTS`]: nobody else has it meanwhile.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn claim_questions(&self, matcher: MatcherId, most: u32) -> Result<Vec<OpenQuestion>, StoreError> {
        self.write(Alone::not(), move |tx| sql::questions::claim(tx, matcher, most))
            .await
    }

    /// The same of questions whose matcher was turned off or removed: nobody will answer them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn claim_questions_to_nobody(&self, most: u32) -> Result<Vec<OpenQuestion>, StoreError> {
        self.write(Alone::not(), move |tx| sql::questions::claim_to_nobody(tx, most))
            .await
    }

    /// The original of an upload, sealed, for a matcher that is sent uploads; none where it is not kept.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn original_to_send(&self, item: ItemId) -> Result<Option<OriginalToSend>, StoreError> {
        self.read(move |db| sql::questions::original(db, item)).await
    }

    /// There was no answer again. `chance` is any number, evenly drawn.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn still_unanswered(
        &self,
        question: &OpenQuestion,
        why: NoAnswer,
        chance: u64,
    ) -> Result<(), StoreError> {
        let (asked, tries) = ((question.item, question.matcher), question.tries);
        self.write(Alone::not(), move |tx| {
            sql::questions::put_off(tx, asked, tries, (why, chance))
        })
        .await
    }

    /// A matcher has answered, and what it lists is known here; `near` is what comes near the upload now. It is settled
    /// as the door would settle it, unless nothing is known and another matcher has still to answer. None where the
    /// question was answered before, or where somebody holds the case that the answer adds to and has not spoken: then it
    /// is asked again when their lease is over. `check` is the upload's throw of the dice, should it be stopped.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn answered(
        &self,
        question: &OpenQuestion,
        near: Near,
        check: Draw,
    ) -> Result<Option<Answered>, StoreError> {
        let asked = (question.item, question.matcher);
        self.write(Alone::with(Lists::Asked), move |tx| {
            sql::verifying::answered(tx, asked, (&near, check))
        })
        .await
    }

    /// A matcher cannot answer, however often it is asked: the question is closed, and an upload of which nothing else is
    /// known is one that could not be seen whole, for people to know of. The rest is as in [`Self::answered`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn given_up(
        &self,
        question: &OpenQuestion,
        near: Near,
        check: Draw,
    ) -> Result<Option<Answered>, StoreError> {
        let asked = (question.item, question.matcher);
        self.write(Alone::with(Lists::Asked), move |tx| {
            sql::verifying::given_up(tx, asked, (&near, check))
        })
        .await
    }

    /// What is open, by matcher; those with nothing open are not in it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_questions(&self) -> Result<HashMap<MatcherId, OpenTo>, StoreError> {
        self.read(sql::questions::open_by_matcher).await
    }
}
