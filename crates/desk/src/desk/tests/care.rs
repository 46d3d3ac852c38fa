//! What is set for other people: what is asked of the hub when it opens, and whose hours are shown.

use super::{
    Stage,
    hub::{FakeHub, NOW, id, json, parse, refused},
};
use scrim_hub_client::{Method, Reply, Request};
use scrim_model::{
    ids::PersonId,
    wellness::{Severe, Weekday, WeeklyHours, Window},
};
use scrim_wire::{
    Code,
    http::{
        org::DeskPolicy,
        teams::{Hours, PersonHours, Team},
    },
    ipc::{
        commands::{CareChange, Intent},
        view::{CareView, DeskView, Message, Screen},
    },
};
use std::collections::HashMap;

/// Hours by the id of whom they are of, as they were set last.
pub(super) type Kept = HashMap<String, Option<WeeklyHours>>;

pub(super) fn answer(kept: &mut Kept, request: &Request, path: &[&str]) -> Option<Reply> {
    Some(match (request.method, path) {
        (Method::Get, ["teams"]) => json(&Vec::<Team>::new()),
        (Method::Get, ["severe"]) => json(&Severe::default()),
        (Method::Get, ["support"]) => json(&super::record::support()),
        (Method::Get, ["desk-policy"]) => json(&DeskPolicy::default()),
        (Method::Put, ["people", _, "hours"])
            if parse::<Hours>(request).hours.is_some_and(|it| it.zone == "Nowhere") =>
        {
            refused(Code::BadRequest)
        }
        (Method::Put, ["people", person, "hours"]) => {
            kept.insert((*person).to_owned(), parse::<Hours>(request).hours);
            json(&shown(kept, person))
        }
        (Method::Get, ["people", person, "hours"]) => json(&shown(kept, person)),
        _ => return None,
    })
}

fn shown(kept: &Kept, person: &str) -> PersonHours {
    PersonHours {
        hours: kept.get(person).cloned().flatten(),
        shift: None,
        now: NOW,
    }
}

fn mornings(zone: &str) -> WeeklyHours {
    WeeklyHours {
        zone: zone.into(),
        windows: vec![Window {
            day: Weekday::Monday,
            from: 480,
            to: 720,
        }],
    }
}

const NOOR: u128 = 2;

fn person(number: u128) -> PersonId {
    PersonId(id(9, number))
}

fn care(view: &DeskView) -> Option<&CareView> {
    match &view.screen {
        Screen::Care(care) if !care.busy => Some(care),
        _ => None,
    }
}

/// What is shown of this person's hours, once it has come.
fn hours_of(view: &DeskView, whose: PersonId) -> Option<&PersonHours> {
    let hours = care(view)?.hours.as_ref()?;
    hours.shown.as_ref().filter(|_shown| hours.person == whose)
}

async fn opened() -> Stage {
    let hub = FakeHub::default();
    hub.book().lead = true;
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenCare);
    stage
        .until(|view| care(view).is_some_and(|shown| shown.page.is_some()))
        .await;
    stage
}

fn set(stage: &Stage, whose: PersonId, hours: Option<WeeklyHours>) {
    stage.want(Intent::SetCare {
        change: CareChange::Hours { person: whose, hours },
    });
}

#[tokio::test(start_paused = true)]
async fn a_moderator_opens_no_limits_of_others() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.want(Intent::OpenCare);
    stage.want(Intent::OpenSettings);
    stage.until(|view| matches!(view.screen, Screen::Settings(_))).await;
    assert_eq!(stage.hub.heard("Get /v1/severe"), 0);
}

#[tokio::test(start_paused = true)]
async fn somebodys_hours_are_asked_for_by_their_id_and_shown_as_theirs() {
    let stage = opened().await;
    stage.want(Intent::ShowHours { person: person(NOOR) });
    let view = stage.until(|view| hours_of(view, person(NOOR)).is_some()).await;
    assert_eq!(
        hours_of(&view, person(NOOR)).and_then(|shown| shown.hours.clone()),
        None
    );
    assert_eq!(stage.hub.heard(&format!("Get /v1/people/{}/hours", person(NOOR))), 1);

    stage.want(Intent::ShowHours { person: person(3) });
    let view = stage.until(|view| hours_of(view, person(3)).is_some()).await;
    assert!(hours_of(&view, person(NOOR)).is_none(), "one person's at a time");
}

#[tokio::test(start_paused = true)]
async fn hours_that_were_set_are_read_from_the_hub_again() {
    let stage = opened().await;
    stage.want(Intent::ShowHours { person: person(NOOR) });
    stage.until(|view| hours_of(view, person(NOOR)).is_some()).await;
    set(&stage, person(NOOR), Some(mornings("Europe/Paris")));
    let is_set = |view: &DeskView| hours_of(view, person(NOOR)).is_some_and(|shown| shown.hours.is_some());
    let view = stage.until(is_set).await;
    assert_eq!(
        (view.message, hours_of(&view, person(NOOR)).map(|shown| &shown.hours)),
        (Some(Message::Saved), Some(&Some(mornings("Europe/Paris"))))
    );

    set(&stage, person(NOOR), None);
    stage
        .until(|view| hours_of(view, person(NOOR)).is_some_and(|shown| shown.hours.is_none()))
        .await;
}

#[tokio::test(start_paused = true)]
async fn hours_that_the_hub_refuses_stay_as_they_were_and_that_is_said() {
    let stage = opened().await;
    stage.want(Intent::ShowHours { person: person(NOOR) });
    stage.until(|view| hours_of(view, person(NOOR)).is_some()).await;
    set(&stage, person(NOOR), Some(mornings("Nowhere")));
    let view = stage
        .until(|view| care(view).is_some() && view.message.is_some_and(|said| said != Message::Saved))
        .await;
    assert_eq!(
        hours_of(&view, person(NOOR)).and_then(|shown| shown.hours.clone()),
        None
    );
}
