//! A case as the made-up hub hands it out.

use super::{
    hub::{GREY, NOW, VEIL, case_id, id, item_id},
    looks::FULL,
};
use scrim_model::{
    case::Stage,
    ids::{BankId, EntryId, LeaseId, QueueId},
    lens::Cleared,
    matching::{HarmType, ListTrust, MatchKind},
    precedent::EntryRecord,
    queue::QueuePolicy,
    rung::Rung,
    time::Time,
    wellness::{Origin, RungLimit, RungReason},
};
use scrim_wire::http::leases::{CaseCard, Leased, PairCard, RenditionCard};

pub(super) fn leased(number: u128) -> Leased {
    let card = |rung, bytes: &[u8]| RenditionCard {
        rung,
        width_px: 400,
        height_px: 300,
        bytes: u64::try_from(bytes.len()).unwrap(),
    };
    let case = CaseCard {
        id: case_id(number),
        queue: QueueId(id(6, 1)),
        stage: Stage::Review,
        item: item_id(number),
        uploads: 1,
        since: NOW,
        pairs: vec![pair(number)],
        renditions: vec![
            card(Rung::HeavyVeil, VEIL),
            card(Rung::LightVeil, &GREY),
            card(Rung::Outline, &GREY),
            card(Rung::Grey, &GREY),
            card(Rung::Colour, &GREY),
        ],
        traits: Vec::new(),
        full_size: Some(FULL),
        frames: Some(1),
        policy: QueuePolicy::default(),
        asked: None,
        came: None,
        seen_before: Vec::new(),
    };
    Leased {
        lease_id: LeaseId(id(4, number)),
        token: format!("token {number}"),
        fence: 1,
        expires_at: Time(NOW.0 + 120_000),
        max_rung: Rung::Colour,
        max_reason: None,
        limit: RungLimit {
            max_rung: Rung::Colour,
            reason: RungReason::Setting { from: Origin::Default },
            until: None,
        },
        resting_rung: Rung::HeavyVeil,
        case,
        cleared: Cleared::default(),
    }
}

fn pair(number: u128) -> PairCard {
    PairCard {
        item: item_id(number),
        entry: EntryId(id(7, number)),
        bank: BankId(id(8, 1)),
        bank_name: "test".into(),
        harm: HarmType::Other,
        trust: ListTrust::Other,
        kind: MatchKind::Near { distance: 12 },
        category: None,
        provenance: None,
        votes: None,
        variant: false,
        record: EntryRecord::default(),
        frame: None,
        cell: None,
        quality: Some(90),
    }
}
