//! Every refusal on its way out: code, status, sentence. A change here is a change of the contract.

use crate::{
    api::ApiProblem,
    destinations::NotPrepared,
    identity::ProviderError,
    intake::NotTaken as NotIntake,
    matchers,
    media::{BucketError, MediaError},
    passwords::Busy,
    report::NotHandedOver,
    sources::NotSet,
};
use axum::{body::to_bytes, response::IntoResponse};
use openidconnect::ClaimsVerificationError;
use scrim_model::{
    evidence::BelowRequiredRung,
    identity::GroupProblem,
    ids::{ItemId, QueueId},
    lease::LeaseLost,
    person::{AdminsProblem, Permission, SetProblem},
    queue::{AgainstPolicy, SettingsProblem},
    quorum::NotTaken,
    report::NotReported,
    retention::{DaysOutOfBounds, Stays},
    routing::RuleProblem,
    rung::Rung,
    scheme::{NotOffered, SchemeProblem},
    session::view::Choice,
    source_key::TooLong,
    time::Time,
    transparency::NotAPeriod,
    urgent::NotLifted,
    verdict::Contradiction,
    wellness::{Looser, Refusal, Rule, SettingError, SettingName},
};
use scrim_store::{
    StoreError,
    alarms::NotAcknowledged,
    appeals::NotAppealed,
    deliveries::NotAgain,
    destinations::DestinationRefused,
    holds::HoldRefused,
    identity::{GroupRefused, NoAttempt},
    leases::LeaseRefused,
    looks::{FullSizeRefused, LookRefused},
    matchers::MatcherRefused,
    people::{NotAdded, NotChanged},
    queues::{QueueRefused, RedirectRefused, RulesRefused},
    removals::{Removal, RemovalRefused},
    reports::NotReportable,
    retention::{NotDestroyed, PolicyRefused},
    roles::SetRefused,
    scheme::SchemeRefused,
    second_looks::NoList,
    setup::ListRefused,
    sources::SourceRefused,
    urgent::{LiftRefused, NotMarked},
    verdicts::{FenceLost, UndoRefused, VerdictRefused},
    wellbeing::{HoursRefused, SettingsRefused},
};
use scrim_upstream::{call::NotSetUp, platform::NoSecret};
use serde_json::{Map, Value};
use uuid::Uuid;

fn refusals() -> Vec<(&'static str, ApiProblem)> {
    let mut all = vec![
        ("look: nothing there", LookRefused::NoRendition.into()),
        ("look: full size too soon", LookRefused::ColourFirst.into()),
        ("tile: no such look", FullSizeRefused::NoSuch.into()),
        ("tile: look over", FullSizeRefused::Over.into()),
        ("verdict: other pairs", VerdictRefused::OtherPairs.into()),
        (
            "verdict: contradiction",
            VerdictRefused::Contradiction(Contradiction::PairTwice).into(),
        ),
        ("verdict: key used", VerdictRefused::IdempotencyConflict.into()),
        (
            "verdict: decided",
            VerdictRefused::NotTaken(NotTaken::AlreadyDecided).into(),
        ),
        (
            "verdict: same person",
            VerdictRefused::NotTaken(NotTaken::SamePerson).into(),
        ),
        (
            "verdict: needs a lead",
            VerdictRefused::NotTaken(NotTaken::NeedsLead).into(),
        ),
        (
            "verdict: not offered",
            VerdictRefused::Policy(AgainstPolicy::NotOffered { choice: Choice::Agree }).into(),
        ),
        (
            "verdict: unexplained",
            VerdictRefused::Policy(AgainstPolicy::Unexplained { choice: Choice::Agree }).into(),
        ),
        ("undo: unknown", UndoRefused::NoSuch.into()),
        ("undo: too late", UndoRefused::GraceOver.into()),
        ("reversal: not confirmed", UndoRefused::NotConfirmed.into()),
    ];
    let below = BelowRequiredRung {
        needed: Rung::Grey,
        seen: Rung::LightVeil,
    };
    all.push(("verdict: seen too little", VerdictRefused::Evidence(below).into()));
    all.push(("hours: one's own", HoursRefused::Own.into()));
    all.extend(of_settings());
    all.extend(of_leases());
    all.extend(of_uploads());
    all.extend(of_queues());
    all.extend(of_classes().into_iter().chain(of_keeping()));
    all.extend(of_what_leaves());
    all.extend(of_matchers());
    all.extend(of_sign_ins());
    all.extend(of_people());
    all.extend(Rule::ALL.map(|rule| {
        let until = Some(Time(1_700_000_000_000));
        (rule.code(), LeaseRefused::Wellness(Refusal { rule, until }).into())
    }));
    all
}

fn of_settings() -> Vec<(&'static str, ApiProblem)> {
    let setting = SettingName::Rest;
    let bounds = SettingError::TooLoose { setting };
    let above = SettingError::RestingAboveMax;
    vec![
        ("settings: of one's own", SettingsRefused::Own.into()),
        ("settings: looser", SettingsRefused::Looser(Looser { setting }).into()),
        ("settings: out of bounds", SettingsRefused::Bounds(bounds).into()),
        (
            "settings: rest above the highest",
            SettingsRefused::Bounds(above).into(),
        ),
    ]
}

fn of_leases() -> Vec<(&'static str, ApiProblem)> {
    vec![
        ("urgent: before", NotMarked::Before.into()),
        ("urgent: not marked", LiftRefused::NoSuch.into()),
        ("urgent: not theirs", LiftRefused::Stays(NotLifted::NotTheirs).into()),
        ("urgent: too late", LiftRefused::Stays(NotLifted::TooLate).into()),
        ("lease: unknown", LeaseRefused::NoSuch.into()),
        ("lease: another's", LeaseRefused::Lost(LeaseLost::NotYours).into()),
        ("lease: run out", LeaseRefused::Lost(LeaseLost::Expired).into()),
        ("lease: fenced", LeaseRefused::Lost(LeaseLost::Fenced).into()),
        (
            "lease: given again",
            LeaseRefused::Fence(FenceLost::LeasedAgain { winner: 3 }).into(),
        ),
        (
            "lease: decided",
            LeaseRefused::Fence(FenceLost::Decided { winner: 3 }).into(),
        ),
        ("lease: database", LeaseRefused::Store(StoreError::Closed).into()),
    ]
}

fn of_matchers() -> Vec<(&'static str, ApiProblem)> {
    let address = || NotSetUp::Address("http://far.example".to_owned());
    vec![
        ("matcher: name", matchers::NotPrepared::Name.into()),
        ("matcher: address", matchers::NotPrepared::Service(address()).into()),
        ("matcher: credential", matchers::NotPrepared::Credential.into()),
        ("matcher: name taken", MatcherRefused::NameTaken.into()),
        ("matcher: no list", MatcherRefused::NoBank.into()),
        (
            "matcher: a list that is confirmed into",
            MatcherRefused::ConfirmedInto {
                list: "CONFIRMED".into(),
                destination: "told".into(),
            }
            .into(),
        ),
        (
            "matcher: told by a destination",
            MatcherRefused::Told {
                destination: "told".into(),
            }
            .into(),
        ),
        ("matcher: no credential", matchers::NotPrepared::CredentialAnew.into()),
        ("matcher: unknown", MatcherRefused::NoSuch.into()),
    ]
}

fn of_what_leaves() -> Vec<(&'static str, ApiProblem)> {
    let address = || NotSetUp::Address("http://far.example".to_owned());
    let known = Removal {
        item: ItemId(Uuid::nil()),
        removed_at: Time(1_700_000_000_000),
        told_at: Time(1_700_000_000_000),
    };
    vec![
        ("destination: name", NotPrepared::Name.into()),
        ("destination: address", NotPrepared::Address(address()).into()),
        ("destination: secret", NotPrepared::Secret(NoSecret).into()),
        ("destination: account", NotPrepared::Account.into()),
        ("destination: name taken", DestinationRefused::NameTaken.into()),
        ("destination: no source", DestinationRefused::NoSource.into()),
        ("destination: no list", DestinationRefused::NoBank.into()),
        ("destination: no matcher", DestinationRefused::NoMatcher.into()),
        ("destination: address of a matcher", NotPrepared::HasAddress.into()),
        (
            "destination: a bank that is learned",
            DestinationRefused::IsLearned {
                bank: "CONFIRMED".into(),
                matcher: "HMA".into(),
            }
            .into(),
        ),
        ("destination: unknown", DestinationRefused::NoSuch.into()),
        ("destination: no entry", DestinationRefused::NoEntry.into()),
        ("delivery: unknown", NotAgain::NoSuch.into()),
        ("delivery: not dead", NotAgain::NotDead.into()),
        ("delivery: overtaken", NotAgain::Overtaken.into()),
        ("delivery: destination removed", NotAgain::Removed.into()),
        ("report: unknown", NotReportable::NoSuch.into()),
        ("report: not decided", NotReportable::NotDecided.into()),
        (
            "report: not yet",
            NotReportable::InGrace {
                until: Time(1_700_000_000_000),
            }
            .into(),
        ),
        ("report: nothing to report", NotReportable::NothingToReport.into()),
        (
            "report: beyond the ledger",
            NotHandedOver::Confirmed(NotReported::NotBorneOut {
                item: ItemId(Uuid::nil()),
            })
            .into(),
        ),
        ("transparency: short", NotAPeriod::TooShort.into()),
        ("appeal: unknown", NotAppealed::NoSuch.into()),
        ("appeal: nothing decided", NotAppealed::NotDecided.into()),
        ("appeal: another's", NotAppealed::OfAnother.into()),
        ("appeal: destroyed", NotAppealed::PictureDestroyed.into()),
        ("removal: unknown", RemovalRefused::NoSuch.into()),
        ("removal: another time", RemovalRefused::ToldBefore(known).into()),
    ]
}

fn of_sign_ins() -> Vec<(&'static str, ApiProblem)> {
    let about = || ClaimsVerificationError::Other("why".to_owned());
    vec![
        (
            "sign-in: too many at once",
            ApiProblem::from(Busy).until(Some(Time(1_700_000_000_000))),
        ),
        ("sign-in: unknown", NoAttempt::Unknown.into()),
        ("sign-in: used", NoAttempt::Used.into()),
        ("sign-in: too late", NoAttempt::Expired.into()),
        ("provider: away", ProviderError::AwayStill.into()),
        ("provider: code", ProviderError::Code.into()),
        (
            "provider: client",
            ProviderError::Client("invalid_client".to_owned()).into(),
        ),
        ("provider: nobody", ProviderError::Nobody.into()),
        ("provider: nonce", ProviderError::Nonce.into()),
        ("provider: audience", ProviderError::Audience.into()),
        ("provider: issuer", ProviderError::Issuer.into()),
        ("provider: run out", ProviderError::Expired.into()),
        ("provider: signature", ProviderError::Signature(about()).into()),
        ("provider: token", ProviderError::Token(about()).into()),
    ]
}

fn of_people() -> Vec<(&'static str, ApiProblem)> {
    let permission = Permission::Review;
    vec![
        ("person: name taken", NotAdded::NameTaken.into()),
        ("person: unknown", NotChanged::NoSuch.into()),
        ("person: source", NotChanged::Source.into()),
        ("person: follows groups", NotChanged::FollowsGroups.into()),
        ("person: no password", NotChanged::NoPassword.into()),
        ("person: password since", NotChanged::PasswordSince.into()),
        ("list: name taken", ListRefused::NameTaken.into()),
        ("list: unknown", ListRefused::NoSuch.into()),
        ("person: last admin", NotChanged::Admins(AdminsProblem::Last).into()),
        ("person: own right", NotChanged::Admins(AdminsProblem::Own).into()),
        ("source: name", NotSet::Name.into()),
        ("source: hours", NotSet::TooLong(TooLong { hours: 721 }).into()),
        ("source: name taken", NotSet::Refused(SourceRefused::NameTaken).into()),
        ("source: unknown", NotSet::Refused(SourceRefused::NoSuch).into()),
        ("group: name", GroupRefused::Group(GroupProblem::Name).into()),
        ("group: source", GroupRefused::Group(GroupProblem::Source).into()),
        ("group: queue", GroupRefused::NoSuchQueue(QueueId(Uuid::nil())).into()),
        ("group: unknown", GroupRefused::NoSuch.into()),
        ("alarm: unknown", NotAcknowledged::NoSuch.into()),
        ("alarm: about yourself", NotAcknowledged::AboutYourself.into()),
        ("alarm: taken up", NotAcknowledged::Before.into()),
        ("group: too many", GroupRefused::TooMany.into()),
        ("group: last admin", GroupRefused::Admins(AdminsProblem::Last).into()),
        ("group: own right", GroupRefused::Admins(AdminsProblem::Own).into()),
        ("role: kept", SetRefused::Set(SetProblem::Kept { permission }).into()),
        ("role: never", SetRefused::Set(SetProblem::Never { permission }).into()),
    ]
}

fn of_uploads() -> Vec<(&'static str, ApiProblem)> {
    vec![
        ("upload: empty", NotIntake::Empty.into()),
        ("upload: too large", NotIntake::TooLarge.into()),
        ("upload: unsupported", NotIntake::Unsupported.into()),
        ("upload: stopping", NotIntake::Stopped.into()),
        ("upload: not stored", NotIntake::Media(BucketError::Slow.into()).into()),
        ("picture: not fetched", MediaError::from(BucketError::Slow).into()),
        ("picture: not there", MediaError::Missing.into()),
    ]
}

fn of_queues() -> Vec<(&'static str, ApiProblem)> {
    vec![
        ("queue: unknown", QueueRefused::NoSuch.into()),
        ("queue: name taken", QueueRefused::NameTaken.into()),
        (
            "queue: no honest answer",
            QueueRefused::Settings(SettingsProblem::UndeterminedHidden).into(),
        ),
        ("rules: changed since", RulesRefused::Stale.into()),
        (
            "rules: a nameless one",
            RulesRefused::Rules(RuleProblem::Name { at: 2 }).into(),
        ),
        ("rules: nowhere", RulesRefused::NoSuch { at: 1, what: "queue" }.into()),
        ("redirect: unknown", RedirectRefused::NoSuch.into()),
        ("redirect: not open", RedirectRefused::NotOpen.into()),
        ("redirect: for leads", RedirectRefused::ForLeads.into()),
        ("redirect: no such queue", RedirectRefused::NoSuchQueue.into()),
        ("redirect: not for them", RedirectRefused::NotForThem.into()),
        ("redirect: too late", RedirectRefused::Untimely.into()),
    ]
}

fn of_classes() -> Vec<(&'static str, ApiProblem)> {
    let code = "own".to_owned();
    vec![
        ("verdict: no class", VerdictRefused::Class(NotOffered::Unknown).into()),
        (
            "verdict: retired class",
            VerdictRefused::Class(NotOffered::Retired).into(),
        ),
        ("scheme: changed since", SchemeRefused::Stale.into()),
        (
            "scheme: a class that was given",
            SchemeRefused::Problem(SchemeProblem::WasGiven { code }).into(),
        ),
    ]
}

fn of_keeping() -> Vec<(&'static str, ApiProblem)> {
    vec![
        ("picture: destroyed", LeaseRefused::PictureDestroyed.into()),
        ("destroy: unknown", NotDestroyed::NoSuch.into()),
        ("destroy: nothing kept", NotDestroyed::NothingKept.into()),
        ("destroy: held", NotDestroyed::Stays(Stays::Held).into()),
        ("destroy: open", NotDestroyed::Stays(Stays::Open).into()),
        ("destroy: not due", NotDestroyed::NotDue.into()),
        ("second looks: no list", NoList::NoSuch.into()),
        ("hold: unknown", HoldRefused::NoSuch.into()),
        ("hold: too late", HoldRefused::Destroyed.into()),
        ("retention: changed since", PolicyRefused::Stale.into()),
        (
            "retention: out of bounds",
            PolicyRefused::Bounds(DaysOutOfBounds { after_days: 0 }).into(),
        ),
    ]
}

async fn shown(problem: ApiProblem) -> Value {
    let response = problem.into_response();
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), 10_000).await.expect("a body");
    let mut body: Map<String, Value> = serde_json::from_slice(&body).expect("a problem is JSON");
    let incident = body.remove("incident");
    assert!(incident.is_some_and(|incident| incident.is_string()));
    body.insert("status".into(), status.into());
    body.into()
}

#[tokio::test]
async fn every_refusal_has_its_code_and_its_sentence() {
    let mut all = Map::new();
    for (name, problem) in refusals() {
        all.insert(name.to_owned(), shown(problem).await);
    }
    insta::assert_json_snapshot!(all);
}

#[tokio::test]
async fn a_cause_is_never_sent() {
    let cause = std::io::Error::other("a path and a secret");
    let sent = shown(ApiProblem::internal(cause)).await.to_string();
    assert!(!sent.contains("secret"), "{sent}");
}
