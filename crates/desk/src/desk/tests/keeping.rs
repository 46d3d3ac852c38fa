//! Sources, the audit and what is kept: what is asked of the hub, and what is shown of it.

use super::{
    Stage,
    hub::{FakeHub, id},
    kept::LENGTH,
};
use scrim_model::{
    audit::EntryKind,
    ids::{ItemId, PersonId},
    retention::{Keeping, RetentionPolicy},
};
use scrim_wire::{
    Code,
    ipc::{
        administration::{
            AdministrationAct, AdministrationChange, AdministrationSection, AdministrationView, SectionContent,
        },
        commands::Intent,
        keeping::{
            AuditFilter, AuditView, HeldView, KeepingAct, KeepingChange, StorageView, TriedTold, VerificationView,
        },
        record::Exported,
        view::{DeskView, Message, Screen},
    },
};

fn administration(view: &DeskView) -> Option<&AdministrationView> {
    match &view.screen {
        Screen::Administration(administration) if !administration.busy => Some(administration),
        _ => None,
    }
}

fn content(view: &DeskView) -> Option<&SectionContent> {
    administration(view)?.content.as_ref()
}

fn audit(view: &DeskView) -> Option<&AuditView> {
    match content(view)? {
        SectionContent::Audit(audit) => Some(audit),
        _ => None,
    }
}

fn storage(view: &DeskView) -> Option<&StorageView> {
    match content(view)? {
        SectionContent::Storage(storage) => Some(storage),
        _ => None,
    }
}

async fn opened(section: AdministrationSection) -> Stage {
    let hub = FakeHub::default();
    hub.book().admin = true;
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenAdministration { section: Some(section) });
    stage.until(|view| content(view).is_some()).await;
    stage
}

fn keep(stage: &Stage, act: KeepingAct) {
    let act = AdministrationAct::Keep { act };
    stage.want(Intent::Administer { act });
}

fn change(stage: &Stage, change: KeepingChange) {
    let change = AdministrationChange::Keeping { change };
    let act = AdministrationAct::Change { change };
    stage.want(Intent::Administer { act });
}

fn add(name: &str) -> KeepingChange {
    KeepingChange::AddSource { name: name.into() }
}

/// The key that is shown, once it is.
async fn made(stage: &Stage) -> (String, String) {
    let made = |view: &DeskView| administration(view).and_then(|shown| shown.changes.made.clone());
    let view = stage.until(|view| made(view).is_some()).await;
    let made = made(&view).expect("it is shown");
    assert!(!format!("{view:?}").contains(&made.secret.0), "and in no debug line");
    (made.of, made.secret.0)
}

#[tokio::test(start_paused = true)]
async fn a_sources_key_is_shown_until_it_is_put_away() {
    let stage = opened(AdministrationSection::Sources).await;
    change(&stage, add("harbour"));
    assert_eq!(made(&stage).await, ("harbour".into(), "the-key-of-harbour".into()));
    stage.want(Intent::Administer {
        act: AdministrationAct::PutAway,
    });
    let view = stage
        .until(|view| administration(view).is_some_and(|shown| shown.changes.made.is_none()))
        .await;
    assert!(!serde_json::to_string(&view).unwrap().contains("the-key-of"));
}

#[tokio::test(start_paused = true)]
async fn a_source_is_given_another_key_and_switched_by_its_id() {
    let stage = opened(AdministrationSection::Sources).await;
    let source = PersonId(id(9, 4));
    change(
        &stage,
        KeepingChange::MakeKey {
            id: source,
            old_key_lasts_hours: 24,
        },
    );
    assert_eq!(made(&stage).await.0, "platform");
    change(&stage, KeepingChange::SwitchSource { id: source, off: true });
    stage
        .until(|view| administration(view).is_some_and(|shown| shown.changes.answered == 2))
        .await;
    assert_eq!(stage.hub.heard(&format!("Post /v1/sources/{source}/key")), 1);
    assert_eq!(stage.hub.heard(&format!("Patch /v1/sources/{source}")), 1);
    assert!(stage.hub.heard("Get /v1/sources") >= 3, "the section is read again");
}

#[tokio::test(start_paused = true)]
async fn a_name_that_is_taken_makes_no_key() {
    let stage = opened(AdministrationSection::Sources).await;
    change(&stage, add("platform"));
    let view = stage
        .until(|view| administration(view).is_some_and(|shown| shown.changes.answered == 1))
        .await;
    let changes = administration(&view).map(|shown| &shown.changes).unwrap();
    assert_eq!(
        changes.refused.as_ref().and_then(|refused| refused.code),
        Some(Code::NameTaken)
    );
    assert_eq!(changes.made, None);
}

#[tokio::test(start_paused = true)]
async fn older_entries_are_fetched_also_where_a_stretch_holds_none() {
    let stage = opened(AdministrationSection::Audit).await;
    let view = stage.desk.view();
    let shown = audit(&view).unwrap();
    assert_eq!((shown.entries.len(), shown.go_on_before), (2, Some(3)));
    assert!(shown.people.iter().any(|person| person.name == "sam"));
    keep(&stage, KeepingAct::MoreAudit);
    let view = stage
        .until(|view| audit(view).is_some_and(|audit| audit.entries.len() > 2))
        .await;
    let numbers: Vec<u64> = audit(&view).unwrap().entries.iter().map(|entry| entry.seq).collect();
    assert_eq!((numbers, audit(&view).unwrap().go_on_before), (vec![5, 4, 1], None));
    assert_eq!(
        stage.hub.heard("Get /v1/audit?before=3") + stage.hub.heard("Get /v1/audit?before=2"),
        2
    );
}

#[tokio::test(start_paused = true)]
async fn a_filter_is_asked_of_the_hub_word_by_word() {
    let stage = opened(AdministrationSection::Audit).await;
    let filter = AuditFilter {
        kind: Some(EntryKind::HoldSet),
        actor: Some(PersonId(id(9, 1))),
        ..AuditFilter::default()
    };
    keep(&stage, KeepingAct::ShowAudit { filter });
    stage
        .until(|view| audit(view).is_some_and(|audit| audit.filter == filter))
        .await;
    let asked = format!("Get /v1/audit?most=50&kind=hold_set&actor={}", PersonId(id(9, 1)));
    assert_eq!(stage.hub.heard(&asked), 1);
}

#[tokio::test(start_paused = true)]
async fn a_verification_goes_on_to_the_end_and_only_once_at_a_time() {
    let stage = opened(AdministrationSection::Audit).await;
    keep(&stage, KeepingAct::Verify);
    keep(&stage, KeepingAct::Verify);
    let holds = |view: &DeskView| match audit(view)?.verification.as_ref()? {
        VerificationView::Holds { rows, checkpoints, .. } => Some((*rows, *checkpoints)),
        _ => None,
    };
    let view = stage.until(|view| holds(view).is_some()).await;
    assert_eq!(holds(&view), Some((LENGTH, 5)), "of all three steps");
    assert_eq!(stage.hub.heard("Post /v1/audit/verification"), 3);
}

#[tokio::test(start_paused = true)]
async fn a_verification_that_is_not_answered_says_nothing_of_the_log() {
    let stage = opened(AdministrationSection::Audit).await;
    stage.hub.book().silent = true;
    keep(&stage, KeepingAct::Verify);
    let is_so = |view: &DeskView| match &view.screen {
        Screen::Administration(shown) => match &shown.content {
            Some(SectionContent::Audit(audit)) => audit.verification == Some(VerificationView::Failed),
            _ => false,
        },
        _ => false,
    };
    stage.until(is_so).await;
}

#[tokio::test(start_paused = true)]
async fn every_entry_goes_into_the_file_and_not_only_those_that_are_shown() {
    let stage = opened(AdministrationSection::Audit).await;
    keep(&stage, KeepingAct::SaveAudit);
    let saved = |view: &DeskView| match administration(view)?.exported.as_ref()? {
        Exported::Saved { file } => Some(file.clone()),
        _ => None,
    };
    let view = stage.until(|view| saved(view).is_some()).await;
    let text = std::fs::read_to_string(saved(&view).unwrap()).unwrap();
    let numbers: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(numbers, ["5", "4", "1"]);
    assert!(text.contains(",\"sam\","), "{text}");
}

#[tokio::test(start_paused = true)]
async fn what_a_change_would_destroy_is_told_and_set_with_the_revision_that_was_shown() {
    let stage = opened(AdministrationSection::Storage).await;
    let policy = RetentionPolicy {
        cleared: Keeping::Destroy { after_days: 9 },
        ..RetentionPolicy::KEEP_ALL
    };
    keep(&stage, KeepingAct::TryRetention { policy });
    let told = |view: &DeskView| {
        storage(view)?
            .tried
            .clone()
            .filter(|tried| tried.told != TriedTold::UnderWay)
    };
    let view = stage.until(|view| told(view).is_some()).await;
    let tried = told(&view).unwrap();
    assert_eq!(tried.policy, policy);
    assert!(matches!(tried.told, TriedTold::Would { would } if would.due.values().sum::<u64>() == 12));
    change(&stage, KeepingChange::SetRetention { policy, revision: 3 });
    let view = stage.until(|view| view.message == Some(Message::Saved)).await;
    assert_eq!(stage.hub.heard("Put /v1/retention"), 1);
    let still = match &view.screen {
        Screen::Administration(shown) => {
            matches!(&shown.content, Some(SectionContent::Storage(s)) if s.tried.is_some())
        }
        _ => true,
    };
    assert!(!still, "what was asked is over");
}

#[tokio::test(start_paused = true)]
async fn further_holds_are_fetched_and_one_is_lifted_where_it_is() {
    let stage = opened(AdministrationSection::Storage).await;
    keep(&stage, KeepingAct::MoreHolds);
    stage
        .until(|view| storage(view).is_some_and(|storage| storage.holds.len() == 2 && !storage.more))
        .await;
    let upload = ItemId(id(4, 1));
    change(
        &stage,
        KeepingChange::LiftHold {
            from: HeldView::Upload { id: upload },
        },
    );
    stage.until(|view| view.message == Some(Message::Saved)).await;
    assert_eq!(stage.hub.heard(&format!("Delete /v1/items/{upload}/hold")), 1);
}

#[tokio::test(start_paused = true)]
async fn a_lead_sees_what_is_kept_and_may_not_destroy() {
    let hub = FakeHub::default();
    hub.book().lead = true;
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenAdministration { section: None });
    let view = stage.until(|view| storage(view).is_some()).await;
    assert_eq!(storage(&view).map(|storage| storage.may_destroy), Some(false));
    let sections = administration(&view).map(|shown| shown.sections.clone());
    assert_eq!(sections, Some(vec![AdministrationSection::Storage]));
}
