//! Asks again what matchers could not answer: each matcher by itself, so that none waits for another, and a few questions
//! at a time.
//!
//! When something is asked again is the store's and the model's; several hubs do this beside each other. A hub that dies
//! over a question leaves it to be asked again.

use super::{
    asking::{NotAnswered, ask_one, usable},
    question::{Question, file_again},
};
use crate::{hub::Hub, intake::STOP_CHECK, retention::remove_unneeded, tokens};
use scrim_model::{
    ids::MatcherId,
    matcher::{Mode, NoAnswer, gives_up},
};
use scrim_store::{
    StoreError,
    matchers::MatcherRow,
    questions::{Answered, OpenQuestion},
};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::{task::JoinSet, time::sleep};
use tokio_util::task::AbortOnDropHandle;

/// Between two looks. It is what the shortest wait between two tries comes to.
const EVERY: Duration = Duration::from_secs(2);

/// Questions asked again of one matcher at a time, so that uploads that come in meanwhile find calls free.
const AT_ONCE: u32 = 4;

/// Questions that nobody will answer, closed at a time.
const CLOSED_AT_ONCE: u32 = 100;

/// How long one question may take while nobody waits: long enough for every frame of a long animation, and shorter than
/// it is this hub's alone ([`scrim_store::questions::CLAIM_LASTS`]).
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs until it is dropped. What fails is tried again; no open question is lost.
pub async fn run(hub: Arc<Hub>) {
    let mut lanes: HashMap<MatcherId, AbortOnDropHandle<()>> = HashMap::new();
    loop {
        lanes.retain(|_matcher, lane| !lane.is_finished());
        if let Err(error) = look(&hub, &mut lanes).await {
            tracing::error!(%error, "what matchers have still to answer could not be read; it is tried again");
        }
        sleep(EVERY).await;
    }
}

async fn look(hub: &Arc<Hub>, lanes: &mut HashMap<MatcherId, AbortOnDropHandle<()>>) -> Result<(), StoreError> {
    let open = hub.store.open_questions().await?;
    if open.is_empty() {
        return Ok(());
    }
    let rows = hub.store.matchers().await?;
    let on: Vec<MatcherRow> = rows.into_iter().filter(|row| row.mode == Mode::On).collect();
    if open.keys().any(|matcher| on.iter().all(|row| row.id != *matcher)) {
        close(hub).await?;
    }
    for row in on.into_iter().filter(|row| open.contains_key(&row.id)) {
        let hub = Arc::clone(hub);
        lanes
            .entry(row.id)
            .or_insert_with(|| AbortOnDropHandle::new(tokio::spawn(follow(hub, row))));
    }
    Ok(())
}

/// Settles what only a matcher could have told that is asked no more.
async fn close(hub: &Hub) -> Result<(), StoreError> {
    loop {
        let closed = hub.store.claim_questions_to_nobody(CLOSED_AT_ONCE).await?;
        if closed.is_empty() {
            return Ok(());
        }
        for question in closed {
            answered(hub, &question).await?;
        }
    }
}

/// Asks one matcher what is due, until nothing is or it does not answer.
async fn follow(hub: Arc<Hub>, row: MatcherRow) {
    loop {
        match round(&hub, &row).await {
            Ok(0) => return,
            Ok(_asked) => {}
            Err(error) => {
                tracing::error!(%error, matcher = %row.id, "a matcher's questions could not be taken on; it is tried again");
                return;
            }
        }
    }
}

/// Asks a few questions at once; answers how many.
async fn round(hub: &Arc<Hub>, row: &MatcherRow) -> Result<usize, StoreError> {
    let room = hub.matchers.room(&hub.keys, row, AT_ONCE);
    if room == 0 {
        return Ok(0);
    }
    // What somebody has said of it meanwhile holds from here on.
    let known = hub.store.matchers().await?.into_iter().find(|known| known.id == row.id);
    let Some(row) = known.filter(|row| row.mode == Mode::On).map(Arc::new) else {
        return Ok(0);
    };
    let questions = hub.store.claim_questions(row.id, room).await?;
    let many = questions.len();
    let mut tries = JoinSet::new();
    for question in questions {
        tries.spawn(again(Arc::clone(hub), Arc::clone(&row), question));
    }
    while let Some(ended) = tries.join_next().await {
        ended.map_err(|_panicked| StoreError::BrokeOff)??;
    }
    Ok(many)
}

pub(crate) async fn again(hub: Arc<Hub>, row: Arc<MatcherRow>, question: OpenQuestion) -> Result<(), StoreError> {
    let hashes = usable(question.hashes.iter().map(|frame| frame.perceptual));
    let file = match file_again(&hub, &row, question.item).await? {
        Ok(file) => file,
        Err(why) => return put_off(&hub, &question, why).await,
    };
    match ask_one(Arc::clone(&hub), row, Question { hashes, file }, PATIENCE).await? {
        Ok(()) => answered(&hub, &question).await,
        Err(NotAnswered { why, heard }) if gives_up(question.tries.saturating_add(1), question.why, why, heard) => {
            given_up(&hub, &question, why).await
        }
        Err(none) => put_off(&hub, &question, none.why).await,
    }
}

/// What a matcher will never answer is for people to know of.
async fn given_up(hub: &Hub, question: &OpenQuestion, why: NoAnswer) -> Result<(), StoreError> {
    let near = hub.index.near(&hub.store, &question.hashes).await?;
    let check = hub.keys.draw(STOP_CHECK, question.item.0);
    let settled = hub.store.given_up(question, near, check).await?;
    tracing::warn!(item = %question.item, matcher = %question.matcher, why = ?why, "a matcher is asked about this no more");
    settle(hub, question, settled).await
}

async fn answered(hub: &Hub, question: &OpenQuestion) -> Result<(), StoreError> {
    let near = hub.index.near(&hub.store, &question.hashes).await?;
    let check = hub.keys.draw(STOP_CHECK, question.item.0);
    let settled = hub.store.answered(question, near, check).await?;
    settle(hub, question, settled).await
}

async fn settle(hub: &Hub, question: &OpenQuestion, settled: Option<Answered>) -> Result<(), StoreError> {
    let Some(Answered { door, media_left }) = settled else {
        return Ok(());
    };
    tracing::info!(item = %question.item, matcher = %question.matcher, outcome = door.code(), "a question is closed");
    if media_left {
        remove_unneeded(hub, question.item).await?;
    }
    Ok(())
}

async fn put_off(hub: &Hub, question: &OpenQuestion, why: NoAnswer) -> Result<(), StoreError> {
    // Where the system gives no randomness, waits are their shortest.
    let chance = tokens::random::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    hub.store.still_unanswered(question, why, chance).await
}
