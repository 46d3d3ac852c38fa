//! What leaves for a destination, to the byte. The same bytes are shown where a destination is only tried.

use super::hma::{AtHma, at_hma};
use scrim_model::{
    appeal::AppealOutcome,
    delivery::Failure,
    delivery::{Fingerprint, Kind, Says, Subject, Vote},
    ids::{DestinationId, ItemId},
};
use scrim_store::{deliveries::DeliveryRow, destinations::DestinationRow};
use scrim_upstream::ncmec::{Feedback, FingerprintType, Target};
use scrim_wire::http::deliveries::{AppealClosed, Callback, ItemDecided, ItemReopened, ItemUrgent, Leaves};

/// A message, put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Leaving {
    /// To a platform.
    Platform {
        /// JSON.
        body: Vec<u8>,
    },
    /// To a matcher of the HMA kind.
    Hma(AtHma),
    /// To NCMEC.
    Ncmec {
        /// The fingerprint that is voted on.
        target: Target,
        /// Its kind.
        fingerprint: FingerprintType,
        /// The reason's GUID, of a vote against.
        reason: Option<String>,
        /// XML.
        body: Vec<u8>,
    },
}

/// What a delivery sends to its destination.
///
/// # Errors
/// [`Failure`] where something is missing that somebody has to say first.
pub(crate) fn leaving(row: &DeliveryRow, destination: &DestinationRow) -> Result<Leaving, Failure> {
    match (&destination.rule.kind, row.subject, row.says) {
        (Kind::Platform { .. }, Subject::Item { .. }, _) => callback(row),
        (Kind::Platform { .. }, Subject::Danger { item }, _) => danger(row, item),
        (Kind::Platform { .. }, Subject::Appeal { item, .. }, Some(Says::Appeal(outcome))) => {
            appeal(row, item, outcome)
        }
        (Kind::Ncmec, Subject::Fingerprint { fingerprint, .. }, Some(Says::Vote(vote))) => {
            feedback(row, destination, (fingerprint, vote))
        }
        (Kind::Ncmec, _, None) => Err(Failure::CannotTakeBack),
        (Kind::Hma { confirmed, .. }, _, _) => at_hma(row, confirmed).map(Leaving::Hma),
        // Nothing plans such a pair.
        (Kind::Platform { .. } | Kind::Ncmec, _, _) => Err(Failure::NotSetUp),
    }
}

fn callback(row: &DeliveryRow) -> Result<Leaving, Failure> {
    let Subject::Item { item: item_id } = row.subject else {
        return Err(Failure::NotSetUp);
    };
    let (reference, case_id, timestamp) = (row.reference.clone(), row.case, row.planned_at);
    let message = match row.says {
        Some(Says::Outcome(outcome)) => Callback::ItemDecided {
            timestamp,
            data: ItemDecided {
                item_id,
                reference,
                case_id,
                outcome,
            },
        },
        None => Callback::ItemReopened {
            timestamp,
            data: ItemReopened {
                item_id,
                reference,
                case_id,
            },
        },
        Some(Says::Urgent(_) | Says::Appeal(_) | Says::Vote(_) | Says::Bank | Says::Disable) => {
            return Err(Failure::NotSetUp);
        }
    };
    to_platform(&message)
}

fn danger(row: &DeliveryRow, item_id: ItemId) -> Result<Leaving, Failure> {
    let (reference, case_id, timestamp) = (row.reference.clone(), row.case, row.planned_at);
    let message = match row.says {
        Some(Says::Urgent(reason)) => Callback::ItemUrgent {
            timestamp,
            data: ItemUrgent {
                item_id,
                reference,
                case_id,
                reason,
            },
        },
        None => Callback::ItemUrgentWithdrawn {
            timestamp,
            data: ItemReopened {
                item_id,
                reference,
                case_id,
            },
        },
        Some(Says::Outcome(_) | Says::Appeal(_) | Says::Vote(_) | Says::Bank | Says::Disable) => {
            return Err(Failure::NotSetUp);
        }
    };
    to_platform(&message)
}

fn appeal(row: &DeliveryRow, item_id: ItemId, outcome: AppealOutcome) -> Result<Leaving, Failure> {
    to_platform(&Callback::ItemAppealClosed {
        timestamp: row.planned_at,
        data: AppealClosed {
            item_id,
            reference: row.reference.clone(),
            case_id: row.case,
            outcome,
        },
    })
}

fn to_platform(message: &Callback) -> Result<Leaving, Failure> {
    let body = serde_json::to_vec(message).map_err(|_never| Failure::NotSetUp)?;
    Ok(Leaving::Platform { body })
}

fn feedback(
    row: &DeliveryRow,
    destination: &DestinationRow,
    (fingerprint, vote): (Fingerprint, Vote),
) -> Result<Leaving, Failure> {
    let origin = row.origin.as_ref().ok_or(Failure::NoOrigin)?;
    let fingerprint = match fingerprint {
        Fingerprint::Md5 => FingerprintType::Md5,
        Fingerprint::Pdq => FingerprintType::Pdq,
    };
    let target = Target::of(&origin.member, &origin.entry_id, fingerprint).ok_or(Failure::NoOrigin)?;
    let reason = match vote {
        Vote::Affirmative => None,
        Vote::Negative { ground } => Some(destination.reasons.get(&ground).cloned().ok_or(Failure::NoReason)?),
    };
    let vote = match &reason {
        None => Feedback::Affirmative,
        Some(reason) => Feedback::Negative { reason: reason.clone() },
    };
    Ok(Leaving::Ncmec {
        target,
        fingerprint,
        reason,
        body: vote.body(),
    })
}

/// What a destination's secret is bound to.
pub(crate) fn secret_of(id: DestinationId) -> Vec<u8> {
    [b"destination ".as_slice(), id.0.as_bytes()].concat()
}

impl Leaving {
    /// As it is shown to people; none where nothing leaves, or where what leaves depends on what is found there.
    pub(crate) fn shown(&self, address: &str) -> Option<Leaves> {
        let base = address.trim_end_matches('/');
        let text = |body: &[u8]| String::from_utf8_lossy(body).into_owned();
        let (method, url, body) = match self {
            Self::Platform { body } => ("POST".to_owned(), address.to_owned(), text(body)),
            Self::Ncmec { target, body, .. } => ("PUT".to_owned(), format!("{base}/{}", target.path()), text(body)),
            Self::Hma(AtHma::Tell(told) | AtHma::TellUnless { told, .. }) => {
                let written = told.written();
                let url = format!("{base}/{}", written.path);
                (written.method.to_string(), url, written.body)
            }
            Self::Hma(AtHma::TakeBack { .. } | AtHma::Nothing) => return None,
        };
        Some(Leaves { method, url, body })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::{
        delivery::{Banks, Delivery, Destination, Ground, Mode, Outcome},
        ids::{CaseId, DeliveryId, EntryId, PersonId, VerdictId},
        matching::HarmType,
        time::Time,
        urgent::UrgentReason,
    };
    use scrim_store::destinations::EntryOrigin;
    use uuid::Uuid;

    fn row(subject: Subject, says: Option<Says>) -> DeliveryRow {
        DeliveryRow {
            id: DeliveryId(Uuid::from_u128(9)),
            destination: DestinationId(Uuid::from_u128(1)),
            subject,
            says,
            case: CaseId(Uuid::from_u128(2)),
            planned_at: Time(1_700_000_000_000),
            delivery: Delivery::PLANNED,
            tries: 0,
            reference: Some("post 7".to_owned()),
            origin: None,
            at_matcher: None,
        }
    }

    fn destination(kind: Kind) -> DestinationRow {
        DestinationRow {
            id: DestinationId(Uuid::from_u128(1)),
            name: "one".to_owned(),
            rule: Destination {
                kind,
                harm: HarmType::Csam,
                banks: Banks::All,
                mode: Mode::On,
            },
            address: "https://list.example/base/".to_owned(),
            secret: Vec::new(),
            matcher: None,
            reasons: [(Ground::Collision, "guid-1".to_owned())].into(),
            added_at: Time(0),
        }
    }

    #[test]
    fn a_platform_is_told_of_its_upload_in_few_words() {
        let source = PersonId(Uuid::nil());
        let platform = destination(Kind::Platform { source });
        let item = ItemId(Uuid::from_u128(3));
        let says = Some(Says::Outcome(Outcome::Confirmed));
        let decided = leaving(&row(Subject::Item { item }, says), &platform).expect("put together");
        let body = |leaving: &Leaving| leaving.shown(&platform.address).expect("it leaves").body;
        assert_eq!(
            body(&decided),
            concat!(
                r#"{"type":"item.decided","timestamp":1700000000000,"data":{"item_id":"00000000-0000-0000-0000-000000000003","#,
                r#""reference":"post 7","case_id":"00000000-0000-0000-0000-000000000002","outcome":"confirmed"}}"#
            )
        );
        let danger = Subject::Danger { item };
        let urgent = Some(Says::Urgent(UrgentReason::Child));
        let urgent = leaving(&row(danger, urgent), &platform).expect("put together");
        assert_eq!(
            body(&urgent),
            concat!(
                r#"{"type":"item.urgent","timestamp":1700000000000,"data":{"item_id":"00000000-0000-0000-0000-000000000003","#,
                r#""reference":"post 7","case_id":"00000000-0000-0000-0000-000000000002","reason":"child"}}"#
            )
        );
        let withdrawn = leaving(&row(danger, None), &platform).expect("put together");
        assert_eq!(
            body(&withdrawn),
            concat!(
                r#"{"type":"item.urgent_withdrawn","timestamp":1700000000000,"#,
                r#""data":{"item_id":"00000000-0000-0000-0000-000000000003","#,
                r#""reference":"post 7","case_id":"00000000-0000-0000-0000-000000000002"}}"#
            )
        );
        let verdict = VerdictId(Uuid::from_u128(4));
        let closed = Some(Says::Appeal(AppealOutcome::Overturned));
        let closed = leaving(&row(Subject::Appeal { item, verdict }, closed), &platform).expect("put together");
        assert_eq!(
            body(&closed),
            concat!(
                r#"{"type":"item.appeal_closed","timestamp":1700000000000,"#,
                r#""data":{"item_id":"00000000-0000-0000-0000-000000000003","#,
                r#""reference":"post 7","case_id":"00000000-0000-0000-0000-000000000002","outcome":"overturned"}}"#
            )
        );
        let reopened = leaving(&row(Subject::Item { item }, None), &platform).expect("put together");
        assert_eq!(
            body(&reopened),
            concat!(
                r#"{"type":"item.reopened","timestamp":1700000000000,"data":{"item_id":"00000000-0000-0000-0000-000000000003","#,
                r#""reference":"post 7","case_id":"00000000-0000-0000-0000-000000000002"}}"#
            )
        );
    }

    #[test]
    fn a_vote_needs_the_entrys_name_and_a_vote_against_its_reason() {
        let ncmec = destination(Kind::Ncmec);
        let entry = EntryId(Uuid::from_u128(4));
        let fingerprint = Fingerprint::Pdq;
        let subject = Subject::Fingerprint { entry, fingerprint };
        let against = |ground| Some(Says::Vote(Vote::Negative { ground }));
        let mut vote = row(subject, against(Ground::Collision));
        assert_eq!(leaving(&vote, &ncmec), Err(Failure::NoOrigin));
        let origin = |entry_id: &str| EntryOrigin {
            member: "42".to_owned(),
            entry_id: entry_id.to_owned(),
        };
        vote.origin = Some(origin("../x"));
        assert_eq!(leaving(&vote, &ncmec), Err(Failure::NoOrigin));
        vote.origin = Some(origin("image-1"));
        let shown = leaving(&vote, &ncmec).expect("put together").shown(&ncmec.address);
        let shown = shown.expect("it leaves");
        assert_eq!(
            shown.url,
            "https://list.example/base/v2/entries/42/image-1/PDQ/feedback"
        );
        assert!(shown.body.contains("<guid>guid-1</guid>"), "{}", shown.body);
        vote.says = against(Ground::Adult);
        assert_eq!(leaving(&vote, &ncmec), Err(Failure::NoReason));
        vote.says = None;
        assert_eq!(leaving(&vote, &ncmec), Err(Failure::CannotTakeBack));
    }
}
