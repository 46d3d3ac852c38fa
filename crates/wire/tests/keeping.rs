//! The JSON of keeping, holding and destroying, as it is. A change here is a change of the contract.

#[path = "support/closed.rs"]
mod closed;
mod support;

use closed::is_closed;
use scrim_model::{
    ids::{CaseId, ItemId, PersonId},
    retention::{Keeping, KeptFor, RetentionPolicy},
};
use scrim_wire::http::{
    audit::Receipt,
    retention::{DestroyPicture, DestructionReceipt, HoldList, LegalHold, ListHolds, Retention, SetHold, SetRetention},
};
use support::{NOW, id, json};

#[test]
fn for_how_long_pictures_are_kept() {
    let policy = RetentionPolicy {
        cleared: Keeping::Destroy { after_days: 30 },
        ..RetentionPolicy::KEEP_ALL
    };
    let set = SetRetention { policy, revision: 3 };
    let kept = Retention {
        policy,
        revision: 4,
        rests_until: NOW,
    };
    is_closed(&set);
    is_closed(&policy);
    insta::assert_json_snapshot!((json(&set), json(&kept)));
}

#[test]
fn what_is_held_and_why() {
    let set = SetHold {
        reason: "file 7".into(),
    };
    let hold = |item_id, case_id, by| LegalHold {
        item_id,
        case_id,
        at: NOW,
        by,
        reason: "file 7".into(),
    };
    let list = HoldList {
        all: 9,
        holds: vec![
            hold(Some(ItemId(id(1))), None, Some(PersonId(id(11)))),
            hold(None, Some(CaseId(id(2))), None),
        ],
        more: true,
    };
    let asked = ListHolds {
        before: Some(id(1)),
        most: Some(2),
    };
    is_closed(&set);
    is_closed(&asked);
    insta::assert_json_snapshot!((json(&set), json(&list), json(&asked)));
}

#[test]
fn that_a_picture_was_destroyed() {
    let asked = DestroyPicture {
        reason: "order 12".into(),
    };
    let receipt = Receipt {
        hub: "h".into(),
        seq: 12,
        head: "00".into(),
        at: NOW,
        signature: "00".into(),
        public_key: "00".into(),
    };
    let proof = DestructionReceipt {
        item_id: ItemId(id(1)),
        at: NOW,
        kept_for: KeptFor::Confirmed,
        requested: true,
        seq: 11,
        media_gone: true,
        signature: "01".into(),
        receipt,
    };
    is_closed(&asked);
    is_closed(&proof);
    insta::assert_json_snapshot!((json(&asked), json(&proof)));
}
