//! What is left after the window: scripted people decide over HTTP, and the platform sends copies again.

use super::{Cast, Truth, plan};
use crate::harness::{Held, Reviewer, rulings::Ruling};
use scrim_model::rung::Rung;
use scrim_wire::http::items::Outcome;
use std::{collections::HashSet, time::Duration};

/// Rounds after which something is wrong.
const ROUNDS: u32 = 60;

/// Decides everything that waits; answers how many verdicts it took.
pub(super) async fn decide(cast: &Cast) -> anyhow::Result<u32> {
    let mut people = Vec::new();
    for who in [&cast.one, &cast.two, &cast.lead] {
        people.push(Reviewer::sign_in(&cast.hub.url, &who.name, &who.password).await?);
    }
    let mut given = 0;
    for _round in 0..ROUNDS {
        let mut idle = true;
        for person in &people {
            for held in person.take(8).await? {
                idle = false;
                given += 1;
                rule(cast, person, &held).await?;
            }
        }
        let waiting = match people.last() {
            Some(lead) => cast.hub.metrics(lead).await?.cases_waiting,
            None => 0,
        };
        if waiting == 0 {
            return Ok(given);
        }
        if idle {
            // What waits is still within its grace time.
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }
    anyhow::bail!("after {ROUNDS} rounds some cases still wait")
}

async fn rule(cast: &Cast, person: &Reviewer, held: &Held) -> anyhow::Result<()> {
    let truth = cast
        .truth
        .get(&held.leased.case.item)
        .copied()
        .unwrap_or(Truth::Stranger);
    let (rung, ruling) = match truth {
        Truth::Copy { .. } => (Rung::Grey, Ruling::Agree),
        Truth::CopyOfMistake => (Rung::Grey, Ruling::Dispute),
        Truth::NewMaterial => (Rung::Grey, Ruling::NewMaterial),
        Truth::NearMiss | Truth::Stranger => (Rung::LightVeil, Ruling::Different),
    };
    person.look(held, rung).await?;
    person.say(held, ruling.on(&held.leased.case)).await.map(drop)
}

/// Sends another altered copy of each known picture that people confirmed: nobody has to look any more.
///
/// A copy that is too far from every confirmed one waits again; what it truly is is known here.
pub(super) async fn send_again(cast: &mut Cast) -> anyhow::Result<()> {
    let confirmed: HashSet<u32> = cast
        .truth
        .values()
        .filter_map(|truth| match truth {
            Truth::Copy { of } => Some(*of),
            _ => None,
        })
        .collect();
    let mut stopped = 0_u32;
    for number in plan::numbers().into_iter().filter(|number| confirmed.contains(number)) {
        let sent = cast.source.submit(&plan::another_copy(number)).await?;
        cast.truth.insert(sent.item_id, Truth::Copy { of: number });
        stopped += u32::from(sent.outcome == Outcome::Stopped);
    }
    anyhow::ensure!(stopped > 0, "no copy of a confirmed picture was stopped");
    Ok(())
}
