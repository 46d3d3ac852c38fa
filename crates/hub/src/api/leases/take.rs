//! `POST /v1/leases`: cases to decide, in batches.

use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
    tokens,
};
use axum::{Json, extract::State};
use scrim_model::{
    ids::{CaseId, ItemId},
    lease::MAX_HELD,
    look_alike::Dice,
    person::Permission,
    routing::CameBy,
    wellness::RungReason,
};
use scrim_store::{
    leases::{self as kept, Taker},
    people::TokenHash,
};
use scrim_wire::{
    Problem,
    http::{
        leases::{CaseCard, Leased, PairCard, RenditionCard, TakeLeases},
        looks::FullSize,
    },
};
use std::sync::Arc;

/// Leases up to `want` cases, at most eight held at once. An empty answer means that nothing waits.
#[utoipa::path(
    post, path = "/v1/leases", tag = "leases", request_body = TakeLeases,
    responses(
        (status = 200, body = Vec<Leased>),
        (status = 423, description = "`on_break`, `block_over`, `day_spent`, `shift_over`, with `until`", body = Problem),
    )
)]
pub(crate) async fn take(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Json(asked): Json<TakeLeases>,
) -> Result<Json<Vec<Leased>>, ApiProblem> {
    let want = usize::try_from(asked.want).unwrap_or(MAX_HELD).clamp(1, MAX_HELD);
    let fresh: Vec<_> = (0..want)
        .map(|_| tokens::fresh())
        .collect::<Result<_, _>>()
        .map_err(ApiProblem::internal)?;
    let taker = Taker {
        person: may.caller.person.id,
        session: may.session()?,
        role: may.caller.person.role,
        may_settle: may.also(Permission::Settle),
        dice: Dice::of(u64::from_be_bytes(
            *tokens::random::<8>().map_err(ApiProblem::internal)?,
        )),
    };
    let hashes: Vec<TokenHash> = fresh.iter().map(|token| tokens::hash(token)).collect();
    let leased = match asked.case_id {
        Some(case) => one(&hub, taker, case, hashes).await?,
        None => hub.store.take_leases(taker, asked.queue_id, hashes).await?,
    };
    Ok(Json(
        leased
            .into_iter()
            .zip(&fresh)
            .map(|(leased, token)| card(leased, token))
            .collect(),
    ))
}

async fn one(
    hub: &Hub,
    taker: Taker,
    case: CaseId,
    hashes: Vec<TokenHash>,
) -> Result<Vec<kept::Leased>, kept::LeaseRefused> {
    let Some(token) = hashes.into_iter().next() else {
        return Ok(Vec::new());
    };
    let leased = hub.store.take_case(taker, case, token).await?;
    Ok(leased.into_iter().collect())
}

fn card(leased: kept::Leased, token: &str) -> Leased {
    let (lease, case) = (leased.lease, leased.case);
    Leased {
        lease_id: lease.id,
        token: token.to_owned(),
        fence: lease.fence,
        expires_at: lease.expires_at,
        max_rung: lease.max_rung,
        max_reason: case.veiled.then_some(RungReason::Check),
        limit: leased.limit,
        resting_rung: lease.resting_rung,
        case: case_card(case),
        cleared: leased.cleared,
    }
}

fn case_card(mut case: kept::CaseRow) -> CaseCard {
    let item = case.item;
    let pairs = case.pairs.into_iter().map(|pair| {
        let known = case.of_entries.remove(&pair.entry);
        pair_card(item, pair, known.unwrap_or_default())
    });
    CaseCard {
        pairs: pairs.collect(),
        id: case.id,
        queue: case.queue,
        stage: case.stage,
        item,
        uploads: case.uploads,
        since: case.since,
        renditions: case
            .renditions
            .into_iter()
            .map(|(rung, width_px, height_px, bytes)| RenditionCard {
                rung,
                width_px,
                height_px,
                bytes,
            })
            .collect(),
        traits: case.traits,
        full_size: case.full_size_px.map(|(width, height)| FullSize::of(width, height)),
        frames: case.frames,
        policy: case.policy,
        asked: case.asked,
        came: case.came.map(CameBy::unnamed),
        seen_before: case.seen_before,
    }
}

fn pair_card(item: ItemId, pair: kept::PairRow, known: kept::OfEntry) -> PairCard {
    PairCard {
        item,
        entry: pair.entry,
        bank: pair.bank,
        bank_name: pair.bank_name,
        harm: pair.harm,
        trust: pair.trust,
        kind: pair.kind,
        category: pair.category,
        provenance: known.provenance,
        votes: known.votes,
        variant: pair.via_variant,
        record: known.record,
        frame: pair.frame,
        cell: pair.cell,
        quality: pair.quality,
    }
}
