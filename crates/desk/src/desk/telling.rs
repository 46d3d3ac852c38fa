//! What the hub is told: of a break, of a case beside its verdict, and what a letter says. Knows nothing of when.

use super::{
    job::{BreakWish, Job, Outcome},
    queues, urgent,
};
use crate::{
    account::{Account, Failed},
    journal::{Letter, Says},
};
use scrim_hub_client::LeaseProof;
use scrim_model::redirect::Destination;
use scrim_wire::http::{
    leases::{Release, ReleaseReason},
    looks::CloseLook,
    queues::Redirect,
    verdicts::VerdictTaken,
};

/// Tells the hub that a break begins or ends.
pub(super) async fn tell_break(account: &Account, wish: BreakWish) -> Result<(), Failed> {
    match wish {
        BreakWish::Begin => account.call(|hub| async move { hub.begin_break().await }).await,
        BreakWish::End => account.call(|hub| async move { hub.end_break().await }).await,
    }
}

/// Gives a lease back.
pub(super) async fn give_back(account: &Account, held: &LeaseProof, reason: ReleaseReason) {
    let release = Release { reason };
    let given_back = account
        .call(|hub| async move { hub.release(held, release).await })
        .await;
    if let Err(error) = given_back {
        tracing::info!(%error, "a lease was not given back; it runs out by itself");
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

/// What is said of a case beside its verdict; hands back any other job.
pub(super) async fn in_words(job: Job, account: &Account) -> Result<Outcome, Job> {
    Ok(match job {
        Job::Notes { case, proof, leave } => Outcome::Notes {
            case,
            left: leave.is_some(),
            answer: queues::notes(account, &proof, leave).await,
        },
        Job::Escalate { case, proof, reason } => {
            let escalate = &Redirect {
                destination: Destination::Leads,
                lease: Some(proof.lease),
                reason,
            };
            let held = &proof;
            let send = |hub: scrim_hub_client::Signed| async move { hub.redirect(case, Some(held), escalate).await };
            Outcome::Escalated(account.call(send).await)
        }
        Job::Urgent(job) => Outcome::Urgent(urgent::ask(account, job).await),
        other => return Err(other),
    })
}
