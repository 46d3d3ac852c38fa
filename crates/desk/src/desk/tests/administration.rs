//! What an admin sets up: what is asked of the hub, what is said of a refusal, and what is shown once.

use super::{
    Stage,
    administered::LAST_ADMIN,
    hub::{FakeHub, id},
};
use scrim_model::{
    identity::GroupGives,
    ids::PersonId,
    person::{Permission, Role},
    scheme::Scheme,
};
use scrim_wire::{
    Code,
    ipc::{
        administration::{
            AdministrationAct, AdministrationChange, AdministrationSection, AdministrationView, ChangesView, Giving,
            SectionContent,
        },
        commands::Intent,
        view::{DeskView, Message, Screen},
    },
};

const NOOR: u128 = 2;

fn administration(view: &DeskView) -> Option<&AdministrationView> {
    match &view.screen {
        Screen::Administration(administration) if !administration.busy => Some(administration),
        _ => None,
    }
}

fn content(view: &DeskView) -> Option<&SectionContent> {
    administration(view)?.content.as_ref()
}

fn changes(view: &DeskView) -> Option<&ChangesView> {
    administration(view).map(|administration| &administration.changes)
}

async fn opened(section: AdministrationSection) -> Stage {
    let hub = FakeHub::default();
    hub.book().admin = true;
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenAdministration { section: Some(section) });
    stage.until(|view| content(view).is_some()).await;
    stage
}

fn act(stage: &Stage, act: AdministrationAct) {
    stage.want(Intent::Administer { act });
}

fn change(stage: &Stage, change: AdministrationChange) {
    act(stage, AdministrationAct::Change { change });
}

fn add(name: &str) -> AdministrationChange {
    AdministrationChange::AddPerson {
        name: name.into(),
        role: Role::Moderator,
        experienced: true,
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_manages_nobody_is_offered_nothing_and_asks_for_nothing() {
    let hub = FakeHub::default();
    let stage = Stage::signed_in(hub).await;
    assert!(matches!(stage.desk.view().screen, Screen::Home(home) if !home.administers));
    for section in [AdministrationSection::People, AdministrationSection::Roles] {
        stage.want(Intent::OpenAdministration { section: Some(section) });
    }
    stage.want(Intent::OpenRecord);
    stage.until(|view| matches!(view.screen, Screen::Record(_))).await;
    assert_eq!(stage.hub.heard("Get /v1/people") + stage.hub.heard("Get /v1/roles"), 0);
}

#[tokio::test(start_paused = true)]
async fn an_admin_sees_everybody_who_signs_in_and_no_program() {
    let stage = opened(AdministrationSection::People).await;
    let view = stage.desk.view();
    let shown = match content(&view) {
        Some(SectionContent::People(people)) => people.clone(),
        other => unreachable!("{other:?}"),
    };
    assert_eq!(shown.me, PersonId(id(9, 1)));
    let names: Vec<_> = shown.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["sam", "noor", "lea"]);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_added_has_a_password_that_is_shown_until_it_is_put_away() {
    let stage = opened(AdministrationSection::People).await;
    let before = stage.hub.heard("Get /v1/people");
    change(&stage, add("kim"));
    let view = stage
        .until(|view| changes(view).is_some_and(|changes| changes.made.is_some()))
        .await;
    let made = changes(&view).unwrap().made.clone().unwrap();
    assert_eq!((made.of.as_str(), made.secret.0.chars().count()), ("kim", 23));
    assert!(!format!("{view:?}").contains(&made.secret.0), "and in no debug line");
    assert_eq!(view.message, Some(Message::Saved));
    assert!(stage.hub.heard("Get /v1/people") > before, "the list is read again");
    act(&stage, AdministrationAct::PutAway);
    let view = stage
        .until(|view| changes(view).is_some_and(|changes| changes.made.is_none()))
        .await;
    assert!(!serde_json::to_string(&view).unwrap().contains(&made.secret.0));
}

#[tokio::test(start_paused = true)]
async fn whoever_lost_their_password_is_given_another_and_a_stranger_none() {
    let stage = opened(AdministrationSection::People).await;
    for unknown in [99, NOOR] {
        let id = PersonId(id(9, unknown));
        change(&stage, AdministrationChange::NewPassword { id });
    }
    let view = stage
        .until(|view| changes(view).is_some_and(|changes| changes.made.is_some()))
        .await;
    assert_eq!(changes(&view).unwrap().made.clone().unwrap().of, "noor");
    assert_eq!(stage.hub.heard("Put /v1/people/"), 1);
}

#[tokio::test(start_paused = true)]
async fn whoever_leaves_the_section_has_seen_the_password() {
    let stage = opened(AdministrationSection::People).await;
    change(&stage, add("kim"));
    stage
        .until(|view| changes(view).is_some_and(|changes| changes.made.is_some()))
        .await;
    for section in [AdministrationSection::Roles, AdministrationSection::People] {
        stage.want(Intent::OpenAdministration { section: Some(section) });
        stage
            .until(|view| administration(view).is_some_and(|shown| shown.section == section && shown.content.is_some()))
            .await;
    }
    assert_eq!(changes(&stage.desk.view()), Some(&ChangesView::default()));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_says_why_by_the_hubs_code_and_makes_nothing_to_be_shown() {
    let stage = opened(AdministrationSection::People).await;
    let last = AdministrationChange::SwitchPerson {
        id: LAST_ADMIN,
        off: true,
    };
    for (wanted, code, answered) in [(add("noor"), Code::NameTaken, 1), (last, Code::LastAdmin, 2)] {
        change(&stage, wanted);
        let view = stage
            .until(|view| changes(view).is_some_and(|changes| changes.answered == answered))
            .await;
        let told = changes(&view).unwrap();
        assert_eq!(told.refused.as_ref().and_then(|refused| refused.code), Some(code));
        assert_eq!(told.made, None);
    }
}

#[tokio::test(start_paused = true)]
async fn people_are_changed_by_their_ids_one_change_after_the_other() {
    let stage = opened(AdministrationSection::People).await;
    let noor = PersonId(id(9, NOOR));
    let wanted = [
        AdministrationChange::SetPersonRole {
            id: noor,
            role: Role::Lead,
        },
        AdministrationChange::SetExperienced {
            id: noor,
            experienced: true,
        },
        AdministrationChange::SwitchPerson { id: noor, off: true },
        AdministrationChange::SignPersonOut { id: noor },
    ];
    for (wanted, before) in wanted.into_iter().zip(0_u32..) {
        change(&stage, wanted.clone());
        change(&stage, wanted);
        stage
            .until(|view| changes(view).is_some_and(|changes| changes.answered > before))
            .await;
    }
    assert_eq!(stage.hub.heard(&format!("Patch /v1/people/{noor}")), 3);
    assert_eq!(stage.hub.heard(&format!("Delete /v1/people/{noor}/sessions")), 1);
}

#[tokio::test(start_paused = true)]
async fn roles_say_what_the_rules_fix_and_are_set_as_a_whole() {
    let stage = opened(AdministrationSection::Roles).await;
    let view = stage.desk.view();
    let roles = match content(&view) {
        Some(SectionContent::Roles(roles)) => roles.roles.clone(),
        other => unreachable!("{other:?}"),
    };
    let named: Vec<_> = roles.iter().map(|view| view.set.role).collect();
    assert_eq!(named, [Role::Moderator, Role::Lead, Role::Admin]);
    let is = |role: usize, permission: Permission| {
        let view = roles.get(role).unwrap();
        let found = view.permissions.iter().find(|one| one.permission == permission);
        found.unwrap().is
    };
    assert_eq!(is(0, Permission::Review), Giving::Kept);
    assert_eq!(is(2, Permission::Review), Giving::OfAnother);
    assert_eq!(is(0, Permission::SetFloors), Giving::Never);
    assert_eq!(is(0, Permission::SeeMetrics), Giving::Free);
    change(
        &stage,
        AdministrationChange::SetRole {
            role: Role::Moderator,
            permissions: [Permission::Review, Permission::SeeMetrics].into(),
        },
    );
    stage.until(|view| view.message == Some(Message::Saved)).await;
    assert_eq!(stage.hub.heard("Put /v1/roles/moderator"), 1);
}

#[tokio::test(start_paused = true)]
async fn groups_are_read_to_the_last_and_named_in_addresses_as_they_are() {
    let stage = opened(AdministrationSection::Groups).await;
    let view = stage.desk.view();
    let groups = match content(&view) {
        Some(SectionContent::Groups(groups)) => groups.clone(),
        other => unreachable!("{other:?}"),
    };
    let names: Vec<_> = groups.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!((names, groups.provided), (vec!["a & b", "night"], false));
    assert!(!groups.queues.is_empty());
    let name = "a & b".to_owned();
    let gives = GroupGives {
        role: Role::Lead,
        queues: [].into(),
    };
    let wanted = [
        AdministrationChange::SetGroup {
            name: name.clone(),
            gives,
        },
        AdministrationChange::RemoveGroup { name },
    ];
    for (wanted, before) in wanted.into_iter().zip(0_u32..) {
        change(&stage, wanted);
        stage
            .until(|view| changes(view).is_some_and(|changes| changes.answered > before))
            .await;
    }
    assert_eq!(stage.hub.heard("Put /v1/groups/a%20%26%20b"), 1);
    assert_eq!(stage.hub.heard("Delete /v1/groups/a%20%26%20b"), 1);
}

#[tokio::test(start_paused = true)]
async fn classes_are_set_as_a_whole_by_the_revision_that_was_read_and_offered_at_once() {
    let stage = opened(AdministrationSection::Classes).await;
    let view = stage.desk.view();
    let shown = match content(&view) {
        Some(SectionContent::Classes(shown)) => shown.clone(),
        other => unreachable!("{other:?}"),
    };
    assert_eq!((&shown.scheme, &view.scheme), (&Scheme::default(), &Scheme::default()));
    assert_eq!(shown.given, ["A1".to_owned()].into());
    let mut scheme = shown.scheme;
    scheme.classes.reverse();
    for (revision, answered) in [(shown.revision - 1, 1), (shown.revision, 2)] {
        let scheme = scheme.clone();
        change(&stage, AdministrationChange::SetClasses { scheme, revision });
        stage
            .until(|view| changes(view).is_some_and(|changes| changes.answered == answered))
            .await;
        let told = changes(&stage.desk.view()).and_then(|changes| changes.refused.clone());
        let expected = (answered == 1).then_some(Code::ChangedSince);
        assert_eq!(told.and_then(|refused| refused.code), expected);
    }
    stage.until(|view| view.scheme == scheme).await;
}

#[tokio::test(start_paused = true)]
async fn a_section_that_does_not_come_is_said_and_asked_for_again() {
    let stage = opened(AdministrationSection::People).await;
    stage.hub.book().silent = true;
    act(&stage, AdministrationAct::Again);
    stage
        .until(|view| administration(view).is_some_and(|shown| shown.failed))
        .await;
    stage.hub.book().silent = false;
    act(&stage, AdministrationAct::Again);
    let view = stage
        .until(|view| administration(view).is_some_and(|shown| !shown.failed))
        .await;
    assert!(content(&view).is_some());
}
