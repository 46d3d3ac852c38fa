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
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::time::timeout;

/// How long an upload of one picture waits for matchers. A look-up takes an HMA some tens of milliseconds; whoever uploads waits for an
/// answer, and what comes later than this is asked for again while nobody waits.
const AT_DOOR: Duration = Duration::from_secs(2);

/// How many more hashes are worth waiting as long again.
const HASHES_IN_PATIENCE: usize = 100;

/// How long somebody who asks about so many hashes waits, be they an animation's or those of different pictures: at most
/// 20 s for the thousand that one request may name.
fn patience(hashes: usize) -> Duration {
    let times = hashes.div_ceil(HASHES_IN_PATIENCE).clamp(1, 10);
    AT_DOOR * u32::try_from(times).unwrap_or(1)
}

/// The different hashes that are worth asking about.
pub(crate) fn usable(hashes: impl IntoIterator<Item = Perceptual>) -> Vec<PdqHash> {
    let usable = hashes.into_iter().filter(|hash| hash.usable()).map(|hash| hash.hash.0);
    usable.collect::<BTreeSet<_>>().into_iter().map(PdqHash).collect()
}

/// Those who would be asked about hashes, or a file.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn asked_about(hub: &Hub, about: &About<'_>) -> Result<Vec<MatcherRow>, StoreError> {
    if about.is_nothing() {
        return Ok(Vec::new());
    }
    let rows = hub.store.matchers().await?;
    Ok(rows.into_iter().filter(|row| row.mode == Mode::On).collect())
}

/// Matchers that are not asked about an upload, since it ends at the door without them. Should that change before it is
/// accepted, they are asked like those that did not answer.
pub(crate) fn unasked(rows: &[MatcherRow]) -> Vec<Unanswered> {
    let why = NoAnswer::Resting;
    let each = rows.iter().map(|row| Unanswered { matcher: row.id, why });
    each.collect()
}

/// Asks matchers about hashes, or a file, for as long as so many are worth. When it answers, what matchers listed is
/// known here; those that did not answer are named.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn ask(
    hub: &Arc<Hub>,
    rows: Vec<MatcherRow>,
    about: About<'_>,
) -> Result<Vec<Unanswered>, StoreError> {
    let patience = patience(about.hashes.len());
    let question = about.question(rows.iter().any(|row| row.rule.sends == Sends::Uploads));
    let asking = rows.into_iter().map(|row| {
        let (hub, question, matcher) = (Arc::clone(hub), question.clone(), row.id);
        async move {
            let ended = ask_one(hub, Arc::new(row), question, patience).await?;
            Ok(ended.err().map(|none| Unanswered { matcher, why: none.why }))
        }
    });
    let ended: Vec<Result<_, StoreError>> = join_all(asking.collect::<Vec<_>>()).await;
    let unanswered = ended.into_iter().filter_map(Result::transpose);
    unanswered.collect()
}

/// A question that has no answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct NotAnswered {
    /// Why.
    pub(super) why: NoAnswer,
    /// Whether the matcher has answered other calls of this question.
    pub(super) heard: bool,
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
) -> Result<Result<(), NotAnswered>, StoreError> {
    // Nothing was said of it, then, not even that it answers.
    if !question.is_for(row.rule.sends) {
        return Ok(Ok(()));
    }
    let known = hub.matchers.known(&hub.keys, &row);
    if !known.may_ask() {
        let (why, heard) = (NoAnswer::Resting, false);
        return Ok(Err(NotAnswered { why, heard }));
    }
    let heard = Arc::new(AtomicBool::new(false));
    let asking = Asking {
        hub: Arc::clone(&hub),
        row: Arc::clone(&row),
        known: Arc::clone(&known),
        heard: Arc::clone(&heard),
    };
    let why = match timeout(patience, learn(asking, question)).await {
        Ok(Ok(())) => None,
        Ok(Err(NotLearned::NoAnswer(why))) => Some(why),
        Ok(Err(NotLearned::Store(error))) => return Err(error),
        Err(_elapsed) => Some(NoAnswer::TooLate),
    };
    let none = why.map(|why| NotAnswered {
        why,
        heard: heard.load(Ordering::Relaxed),
    });
    known.ended(none);
    hub.meters.asked(none.is_none());
    match none {
        None => Ok(Ok(())),
        Some(none) => {
            tracing::warn!(matcher = %row.id, why = ?none.why, "a matcher did not answer: what it was asked is unverified");
            Ok(Err(none))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_animation_of_many_frames_is_waited_for_longer_than_one_picture_and_nobody_waits_for_ever() {
        assert_eq!((patience(1), patience(100)), (AT_DOOR, AT_DOOR));
        assert_eq!(patience(101), AT_DOOR * 2);
        assert_eq!((patience(1_000), patience(usize::MAX)), (AT_DOOR * 10, AT_DOOR * 10));
    }
}
