//! Uploads that are settled, and pictures destroyed on request.

use super::{Desk, Picture, Says, World};
use scrim_model::ids::ItemId;
use scrim_store::{
    items::Accepted,
    retention::{Cause, Destruction, NotDestroyed},
};

impl World {
    /// An upload that one person confirmed, with everything that follows carried out.
    pub(crate) async fn confirmed(&self, desk: Desk, picture: Picture) -> Accepted {
        self.entry_on(&self.vetted().await, picture).await;
        let upload = self.upload(picture).await;
        assert!(self.decide(desk, Says::Agrees).await.confirmed);
        self.past_grace().await;
        upload
    }

    /// Destroys a picture, as somebody at the machine asks.
    pub(crate) async fn destroy(&self, item: ItemId) -> Result<Destruction, NotDestroyed> {
        self.store.destroy(item, Self::asked()).await
    }

    /// What somebody at the machine asks.
    pub(crate) fn asked() -> Cause {
        Cause::Requested {
            by: None,
            reason: "a court said so".to_owned(),
        }
    }
}
