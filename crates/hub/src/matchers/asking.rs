//! Asking every matcher that is on, beside each other and for a bounded time.

use super::{
    learning::{Asking, NotLearned, learn},
    question::{About, Question},
};
use crate::hub::Hub;
use futures_util::future::join_all;
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    matcher::{Mode, NoAnswer, Sends},
    matching::Perceptual,
};
use scrim_store::{StoreError, items::Unanswered, matchers::MatcherRow};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::time::timeout;

/// How long an upload waits for matchers. A look-up takes an HMA some tens of milliseconds; whoever uploads waits for an
/// answer, and what comes later than this is asked for again while nobody waits.
pub(crate) const AT_DOOR: Duration = Duration::from_secs(2);

/// How many more hashes are worth waiting as long again.
const HASHES_IN_PATIENCE: usize = 100;

/// How long somebody who asks about so many hashes of different pictures waits: at most 20 s for the thousand that one
/// request may name.
pub(crate) fn patience(hashes: usize) -> Duration {
    let times = hashes.div_ceil(HASHES_IN_PATIENCE).clamp(1, 10);
    AT_DOOR * u32::try_from(times).unwrap_or(1)
}

/// The different hashes that are worth asking about.
pub(crate) fn usable(hashes: impl IntoIterator<Item = Perceptual>) -> Vec<PdqHash> {
    let usable = hashes.into_iter().filter(|hash| hash.usable()).map(|hash| hash.hash.0);
    usable.collect::<BTreeSet<_>>().into_iter().map(PdqHash).collect()
}

/// Asks every matcher that is on about hashes, or a file, for so long. When it answers, what matchers listed is known here; those
/// that did not answer are named.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn ask(hub: &Arc<Hub>, about: About<'_>, patience: Duration) -> Result<Vec<Unanswered>, StoreError> {
    if about.is_nothing() {
        return Ok(Vec::new());
    }
    let rows = hub.store.matchers().await?;
    let on: Vec<MatcherRow> = rows.into_iter().filter(|row| row.mode == Mode::On).collect();
    let question = about.question(on.iter().any(|row| row.rule.sends == Sends::Uploads));
    let asking = on.into_iter().map(|row| {
        let (hub, question, matcher) = (Arc::clone(hub), question.clone(), row.id);
        async move {
            let ended = ask_one(hub, Arc::new(row), question, patience).await?;
            Ok(ended.err().map(|why| Unanswered { matcher, why }))
        }
    });
    let ended: Vec<Result<_, StoreError>> = join_all(asking.collect::<Vec<_>>()).await;
    let unanswered = ended.into_iter().filter_map(Result::transpose);
    unanswered.collect()
}

/// Asks one matcher.
///
/// # Errors
/// [`StoreError`], which says nothing of the matcher.
pub(super) async fn ask_one(
    hub: Arc<Hub>,
    row: Arc<MatcherRow>,
    question: Question,
    patience: Duration,
) -> Result<Result<(), NoAnswer>, StoreError> {
    // Nothing was said of it, then, not even that it answers.
    if !question.is_for(row.rule.sends) {
        return Ok(Ok(()));
    }
    let known = hub.matchers.known(&hub.keys, &row);
    if !known.may_ask() {
        return Ok(Err(NoAnswer::Resting));
    }
    let asking = Asking {
        hub: Arc::clone(&hub),
        row: Arc::clone(&row),
        known: Arc::clone(&known),
    };
    let why = match timeout(patience, learn(asking, question)).await {
        Ok(Ok(())) => None,
        Ok(Err(NotLearned::NoAnswer(why))) => Some(why),
        Ok(Err(NotLearned::Store(error))) => return Err(error),
        Err(_elapsed) => Some(NoAnswer::TooLate),
    };
    known.ended(why);
    hub.meters.asked(why.is_none());
    match why {
        None => Ok(Ok(())),
        Some(why) => {
            tracing::warn!(matcher = %row.id, why = ?why, "a matcher did not answer: what it was asked is unverified");
            Ok(Err(why))
        }
    }
}
