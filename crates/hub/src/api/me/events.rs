//! `GET /v1/events`: what is new, as it happens.

use crate::{
    api::{ApiProblem, May, caller::SignedIn},
    hub::Hub,
    news::{self, Item, Listener, What},
};
use axum::{
    extract::State,
    http::HeaderMap,
    response::sse::{self, KeepAlive, Sse},
};
use futures_util::{Stream, stream};
use scrim_model::{
    ids::{PersonId, SessionId},
    person::Permission,
};
use scrim_wire::{
    Problem,
    http::events::{Event, News},
};
use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};
use tokio::{
    sync::broadcast::error::RecvError,
    time::{Instant, sleep_until},
};

/// Between two signs of life: a reader whose connection is dead finds out by the lack of one.
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);

/// How long one connection is held: whoever goes on has to show a token that is still good.
const LONGEST: Duration = Duration::from_mins(10);

/// Where a reader stopped.
const LAST: &str = "last-event-id";

/// Server-sent events for whoever signed in: queues, leases ended by others, floors, reversals, alarms. The first says
/// where to begin, or that nothing was missed since `Last-Event-ID`.
#[utoipa::path(
    get, path = "/v1/events", tag = "me",
    params(("last-event-id" = Option<u64>, Header, description = "the id of the last event that was heard")),
    responses(
        (status = 200, content_type = "text/event-stream", body = Event),
        (status = 401, body = Problem),
        (status = 403, description = "a source's key", body = Problem),
    )
)]
pub(crate) async fn listen(
    State(hub): State<Arc<Hub>>,
    may: May<SignedIn>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<sse::Event, Infallible>> + use<>>, ApiProblem> {
    let session = may.session()?;
    // Before the log is read: what happens in between is heard twice rather than not at all.
    let live = hub.news.listen();
    let last = headers.get(LAST).and_then(|value| value.to_str().ok());
    let (missed, seq) = missed(&hub, last.and_then(|last| last.parse().ok())).await?;
    let reader = Reader {
        settles: may.also(Permission::Settle),
        person: may.caller.person.id,
        session,
        missed,
        seq,
        live,
        until: Instant::now() + LONGEST,
    };
    let events = stream::unfold(reader, async |mut reader| Some((reader.next().await?, reader)));
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE)))
}

/// What a reader has to be told first, and the row up to which that goes.
async fn missed(hub: &Hub, last: Option<u64>) -> Result<(VecDeque<Item>, u64), ApiProblem> {
    let length = hub.store.chain_length().await?;
    // A reader of another hub's log, or of one that was put back since, is told to begin anew.
    if let Some(last) = last.filter(|last| *last <= length) {
        let (items, seq, more) = news::since(hub, last).await?;
        if !more {
            return Ok((items.into(), seq));
        }
    }
    let what = What::All(News::Everything);
    Ok((VecDeque::from([Item { seq: length, what }]), length))
}

/// Somebody who listens.
struct Reader {
    settles: bool,
    person: PersonId,
    session: SessionId,
    missed: VecDeque<Item>,
    /// Up to where it was told.
    seq: u64,
    live: Listener,
    until: Instant,
}

impl Reader {
    /// The next event; none when there will be none any more.
    async fn next(&mut self) -> Option<Result<sse::Event, Infallible>> {
        loop {
            if *self.live.closed.borrow() {
                return None;
            }
            let item = match self.missed.pop_front() {
                Some(item) => item,
                None => self.hear().await?,
            };
            match item.what {
                What::Over(session) if session == self.session => return None,
                What::One(person, _) if person != self.person => {}
                What::Leads(_) if !self.settles => {}
                What::Over(_) => {}
                What::All(about) | What::Leads(about) | What::One(_, about) => return Some(Ok(event(item.seq, about))),
            }
        }
    }

    /// The next thing that is told and was not yet.
    async fn hear(&mut self) -> Option<Item> {
        loop {
            let told = tokio::select! {
                told = self.live.told.recv() => told,
                _ends = self.live.closed.changed() => return None,
                () = sleep_until(self.until) => return None,
            };
            match told {
                Ok(item) if item.seq <= self.seq => {}
                Ok(item) => return Some(item),
                Err(RecvError::Lagged(_)) => {
                    return Some(Item {
                        seq: self.seq,
                        what: What::All(News::Everything),
                    });
                }
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

fn event(seq: u64, about: News) -> sse::Event {
    let about = sse::Event::default().json_data(Event { about }).unwrap_or_default();
    about.id(seq.to_string())
}
