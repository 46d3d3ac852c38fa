//! What is new at the hub, as it says so.

use crate::{error::ClientError, reading::read, signed::Signed, transport::Method};
use eventsource_stream::Eventsource as _;
use futures_util::{StreamExt as _, stream::BoxStream};
use scrim_wire::http::events::{Event, News};

/// Events as they come.
pub struct Events(BoxStream<'static, Option<Heard>>);

/// One event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// To be sent back in order to hear what came after it.
    pub id: u64,
    /// What to read again.
    pub about: News,
}

impl Signed {
    /// `GET /v1/events`: what is new from now on, or since the event `last`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn events(&self, last: Option<u64>) -> Result<Events, ClientError> {
        let mut request = self.to("events", Method::Get, "/v1/events");
        request.last_event = last;
        let streamed = self.client.listen(request).await?;
        let events = streamed.pieces.eventsource().map(|event| {
            let event = event.ok()?;
            // What a later hub tells and this client does not know is a reason to read everything.
            let about = read(event.data.as_bytes()).map_or(News::Everything, |Event { about }| about);
            let id = event.id.parse().ok()?;
            Some(Heard { id, about })
        });
        Ok(Events(events.boxed()))
    }
}

impl Events {
    /// The next one; none when the connection ended.
    pub async fn next(&mut self) -> Option<Heard> {
        self.0.next().await.flatten()
    }
}
