//! Cases taken by their name, and passed on.

use super::{Desk, World};
use scrim_model::ids::CaseId;
use scrim_store::leases::{GivenBack, Leased};

impl World {
    /// The case of that id, where it waits for them.
    pub(crate) async fn take_case(&self, desk: Desk, case: CaseId) -> Option<Leased> {
        let taken = self.store.take_case(desk.taker(), case, self.token()).await;
        taken.expect("may take cases")
    }

    /// Passes a case on.
    pub(crate) async fn skip(&self, desk: Desk, leased: &Leased) {
        let proof = desk.proof(leased.lease.id);
        let released = self.store.release_lease(proof, GivenBack::Skipped).await;
        released.expect("given back");
    }

    /// Gives a case back that nobody has seen.
    pub(crate) async fn give_back(&self, desk: Desk, leased: &Leased) {
        let proof = desk.proof(leased.lease.id);
        let released = self.store.release_lease(proof, GivenBack::Unseen).await;
        released.expect("given back");
    }
}
