//! What the hub is told: of a break, and what a letter says. Knows nothing of when.

use super::job::BreakWish;
use crate::{
    account::{Account, Failed},
    journal::{Letter, Says},
};
use scrim_wire::http::{looks::CloseLook, verdicts::VerdictTaken};

/// Tells the hub that a break begins or ends.
pub(super) async fn tell_break(account: &Account, wish: BreakWish) -> Result<(), Failed> {
    match wish {
        BreakWish::Begin => account.call(|hub| async move { hub.begin_break().await }).await,
        BreakWish::End => account.call(|hub| async move { hub.end_break().await }).await,
    }
}

/// Tells the hub what a letter says; a verdict is answered.
pub(super) async fn send(account: &Account, letter: &Letter) -> Result<Option<VerdictTaken>, Failed> {
    match &letter.says {
        Says::Verdict { case, give } => {
            let (case, token, key) = (*case, &letter.token, letter.id);
            let give = |hub: scrim_hub_client::Signed| async move { hub.give_verdict(case, give, token, key).await };
            account.call(give).await.map(Some)
        }
        Says::Closing {
            grant,
            presented,
            cleared,
        } => {
            let (grant, held) = (*grant, &letter.proof());
            let close = &CloseLook {
                presented: *presented,
                cleared: cleared.clone(),
            };
            let close = |hub: scrim_hub_client::Signed| async move { hub.close_look(held, grant, close).await };
            account.call(close).await.map(|()| None)
        }
    }
}
