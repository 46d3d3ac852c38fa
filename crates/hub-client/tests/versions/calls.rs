//! What a desk reads, call by call.

use scrim_hub_client::{ClientError, HubClient, LeaseProof, Signed};
use scrim_model::{
    ids::{CaseId, LeaseId, MatcherId, PersonId, QueueId, VerdictId},
    rung::Rung,
};
use scrim_wire::http::{
    alarms::ListAlarms,
    audit::{AskAudit, VerifyAudit},
    history::ListHistory,
    leases::TakeLeases,
    ledger::ListAccesses,
    looks::AskLook,
    queues::ListCases,
    record::TakeRecord,
    retention::ListHolds,
    session::SignIn,
    settling::ListFeedback,
    unreadable::ListUnreadable,
    verdicts::ListDecisions,
};
use uuid::Uuid;

pub(crate) fn held() -> LeaseProof {
    LeaseProof {
        lease: LeaseId(Uuid::from_u128(1)),
        token: "proof".to_owned().into(),
    }
}

pub(crate) const TAKE: TakeLeases = TakeLeases {
    queue_id: None,
    case_id: None,
    want: 1,
};

/// Each with what came of it.
macro_rules! each {
    ($($call:expr,)+) => {
        vec![$((stringify!($call), $call.await.map(drop)),)+]
    };
}

/// A call by its words, and what came of it.
pub(crate) type Call = (&'static str, Result<(), ClientError>);

type Calls = Vec<Call>;

async fn what_a_moderator_reads(client: &HubClient, hub: &Signed) -> Calls {
    let who = SignIn {
        name: "sam".into(),
        password: "right".into(),
    };
    let look = AskLook {
        rung: Rung::Grey,
        fence: None,
        full_size: false,
        capture_excluded: true,
    };
    let verdict = VerdictId(Uuid::from_u128(2));
    each![
        client.ways(),
        client.sign_in(&who),
        hub.me(),
        hub.floor(),
        hub.take_leases(&TAKE),
        hub.renew(&held()),
        hub.notes(&held()),
        hub.ask_look(&held(), look),
        hub.take_back(verdict),
        hub.exposures(),
        hub.take_record(TakeRecord::default()),
        hub.accesses(ListAccesses::default()),
        hub.history(ListHistory::default()),
        hub.feedback(ListFeedback::default()),
        hub.own_alarms(),
    ]
}

async fn what_a_lead_reads(hub: &Signed) -> Calls {
    let (queue, case) = (QueueId(Uuid::from_u128(3)), CaseId(Uuid::from_u128(4)));
    each![
        hub.unreadable(&ListUnreadable::default()),
        hub.all_queues(),
        hub.open_cases(queue, ListCases::default()),
        hub.rules(),
        hub.directory(),
        hub.recipients(case),
        hub.splits(),
        hub.decisions(&ListDecisions::default()),
        hub.agreement(queue),
        hub.flow(queue),
        hub.metrics(),
        hub.alarms(ListAlarms::default()),
        hub.stop_checks(),
        hub.team_weeks(),
        hub.false_matches(),
        hub.teams(),
        hub.severe(),
        hub.support(),
        hub.desk_policy(),
    ]
}

async fn what_an_admin_reads(hub: &Signed) -> Calls {
    let (person, matcher) = (PersonId(Uuid::from_u128(5)), MatcherId(Uuid::from_u128(6)));
    each![
        hub.people(),
        hub.person_hours(person),
        hub.roles(),
        hub.groups(),
        hub.sources(),
        hub.audit(AskAudit::default()),
        hub.verify_audit(&VerifyAudit::default()),
        hub.retention(),
        hub.scheme(),
        hub.storage(),
        hub.holds(ListHolds::default()),
        hub.matchers(),
        hub.passes(matcher),
        hub.destinations(),
        hub.setup(),
        hub.lists(),
    ]
}

/// Everything that is read by whoever may read everything.
pub(crate) async fn what_is_read(client: &HubClient) -> Calls {
    let hub = client.signed("access");
    let mut read = what_a_moderator_reads(client, &hub).await;
    read.extend(what_a_lead_reads(&hub).await);
    read.extend(what_an_admin_reads(&hub).await);
    read
}
