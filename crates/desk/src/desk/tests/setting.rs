//! Setting services outside: what the hub is asked, what is said of a refusal, and what is shown once.

use super::{
    Stage,
    hub::{FakeHub, id},
};
use scrim_model::{
    delivery,
    ids::{DestinationId, MatcherId, PersonId},
    matcher::{MatcherKind, Mode, Sends},
    matching::HarmType,
};
use scrim_wire::{
    Code,
    http::{
        destinations::{AddDestination, AddDestinationTo},
        matchers::{AddMatcher, ChangeMatcher, MatcherCredential, MatcherSecret},
    },
    ipc::{
        commands::Intent,
        oversight::{CheckView, OversightAct, OversightPage, PageContent},
        services::{RefusedView, ServiceChange, SettingView},
        view::{DeskView, Message, Screen},
    },
};

const TOKEN: &str = "a-token-that-no-view-has";

fn setting(view: &DeskView) -> Option<&SettingView> {
    match &view.screen {
        Screen::Oversight(oversight) if !oversight.busy => match oversight.content.as_ref()? {
            PageContent::Services(services) => Some(&services.setting),
            _ => None,
        },
        _ => None,
    }
}

fn is_on(view: &DeskView, page: OversightPage) -> bool {
    matches!(&view.screen, Screen::Oversight(oversight) if oversight.page == page)
}

async fn opened() -> Stage {
    let hub = FakeHub::with_cases(1);
    hub.book().admin = true;
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenOversight {
        page: Some(OversightPage::Services),
    });
    stage.until(|view| setting(view).is_some()).await;
    stage
}

fn set(stage: &Stage, change: ServiceChange) {
    let act = OversightAct::SetService { change };
    stage.want(Intent::Oversee { act });
}

fn act(stage: &Stage, act: OversightAct) {
    stage.want(Intent::Oversee { act });
}

fn matcher(name: &str) -> ServiceChange {
    ServiceChange::AddMatcher {
        matcher: AddMatcher {
            name: name.into(),
            kind: MatcherKind::Shield,
            address: "https://shield.example".into(),
            lists: [].into(),
            sends: Sends::Hashes,
            mode: Mode::Off,
            secret: MatcherSecret {
                credential: MatcherCredential::Bearer { token: TOKEN.into() },
                certificate: None,
            },
        },
    }
}

fn platform() -> ServiceChange {
    ServiceChange::AddDestination {
        destination: AddDestination {
            name: "callbacks".into(),
            address: "https://platform.example/hook".into(),
            harm: HarmType::Csam,
            banks: None,
            mode: delivery::Mode::Off,
            to: AddDestinationTo::Platform {
                source_id: PersonId(id(9, 3)),
                secret: None,
            },
        },
    }
}

#[tokio::test(start_paused = true)]
async fn a_matcher_is_added_and_the_page_read_again_with_its_credential_in_no_view() {
    let stage = opened().await;
    let before = stage.hub.heard("Get /v1/matchers");
    set(&stage, matcher("coast"));
    let view = stage
        .until(|view| setting(view).is_some_and(|setting| setting.answered == 1))
        .await;
    assert_eq!(view.message, Some(Message::Saved));
    assert_eq!(stage.hub.heard("Post /v1/matchers"), 1);
    assert!(stage.hub.heard("Get /v1/matchers") > before);
    let drawn = serde_json::to_string(&view).unwrap();
    assert!(!drawn.contains(TOKEN) && !format!("{view:?}").contains(TOKEN));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_says_by_the_hubs_code_and_words_which_part_is_at_fault() {
    let stage = opened().await;
    set(&stage, matcher("partners"));
    let taken = RefusedView {
        code: Some(Code::NameTaken),
        field: Some("name".into()),
        says: Some("no".into()),
    };
    stage
        .until(|view| setting(view).is_some_and(|setting| setting.refused.as_ref() == Some(&taken)))
        .await;
    set(&stage, matcher("coast"));
    let view = stage
        .until(|view| setting(view).is_some_and(|setting| setting.answered == 2))
        .await;
    assert_eq!(setting(&view).unwrap().refused, None, "the next try begins anew");
}

#[tokio::test(start_paused = true)]
async fn a_hub_that_does_not_answer_is_a_refusal_of_its_own() {
    let stage = opened().await;
    stage.hub.book().silent = true;
    set(
        &stage,
        ServiceChange::RemoveMatcher {
            id: MatcherId(id(12, 1)),
        },
    );
    let silent = RefusedView {
        code: None,
        field: None,
        says: None,
    };
    stage
        .until(|view| setting(view).is_some_and(|setting| setting.refused.as_ref() == Some(&silent)))
        .await;
}

#[tokio::test(start_paused = true)]
async fn a_secret_that_the_hub_made_is_shown_until_it_is_put_away() {
    let stage = opened().await;
    let made = |view: &DeskView| setting(view).is_some_and(|setting| setting.made.is_some());
    set(&stage, platform());
    let view = stage.until(made).await;
    assert_eq!(setting(&view).unwrap().made.as_ref().unwrap().0, "whsec_made");
    assert!(!format!("{view:?}").contains("whsec_made"), "and in no debug line");
    act(&stage, OversightAct::PutAway);
    stage
        .until(|view| setting(view).is_some_and(|setting| setting.made.is_none()))
        .await;
    set(&stage, platform());
    stage.until(made).await;
    for page in [OversightPage::Figures, OversightPage::Services] {
        stage.want(Intent::OpenOversight { page: Some(page) });
        stage.until(|view| is_on(view, page)).await;
    }
    let view = stage.until(|view| setting(view).is_some()).await;
    assert!(!made(&view), "whoever leaves the page has seen it");
}

#[tokio::test(start_paused = true)]
async fn what_a_destination_is_still_to_be_told_is_shown_to_the_byte_and_put_away() {
    let stage = opened().await;
    let destination = DestinationId(id(14, 1));
    act(&stage, OversightAct::ShowLeaving { destination });
    let bodies = |view: &DeskView| {
        let leaving = setting(view)?.leaving.clone()?;
        let messages = leaving.messages?.into_iter();
        Some(
            messages
                .filter_map(|one| one.leaves)
                .map(|leaves| leaves.body)
                .collect::<Vec<_>>(),
        )
    };
    let view = stage.until(|view| bodies(view).is_some()).await;
    assert_eq!(bodies(&view).unwrap(), ["{}"]);
    act(&stage, OversightAct::PutAway);
    stage
        .until(|view| setting(view).is_some_and(|setting| setting.leaving.is_none()))
        .await;
}

#[tokio::test(start_paused = true)]
async fn a_destination_is_asked_how_it_stands_once_at_a_time() {
    let stage = opened().await;
    let destination = DestinationId(id(14, 1));
    act(&stage, OversightAct::CheckDestination { destination });
    act(&stage, OversightAct::CheckDestination { destination });
    let answers = |view: &DeskView| {
        let checks = &setting(view)?.checks;
        let check = checks.iter().find(|known| known.destination == destination)?;
        matches!(&check.check, CheckView::Answers { ready: false, says, .. } if says.len() == 1).then_some(())
    };
    stage.until(|view| answers(view).is_some()).await;
    assert_eq!(stage.hub.heard("Post /v1/destinations/"), 1);
}

#[tokio::test(start_paused = true)]
async fn services_are_switched_and_removed_by_their_ids_one_change_after_the_other() {
    let stage = opened().await;
    let (matcher, destination) = (MatcherId(id(12, 1)), DestinationId(id(14, 1)));
    let off = ChangeMatcher {
        mode: Some(Mode::Off),
        ..ChangeMatcher::default()
    };
    let mode = delivery::Mode::DryRun;
    let changes = [
        ServiceChange::ChangeMatcher {
            id: matcher,
            change: off,
        },
        ServiceChange::SetDestinationMode { id: destination, mode },
        ServiceChange::RemoveDestination { id: destination },
        ServiceChange::RemoveMatcher { id: matcher },
    ];
    for (change, before) in changes.into_iter().zip(0_u32..) {
        set(&stage, change.clone());
        set(&stage, change);
        stage
            .until(|view| setting(view).is_some_and(|setting| setting.answered > before))
            .await;
    }
    for (call, many) in [
        (format!("Patch /v1/matchers/{matcher}"), 1),
        (format!("Put /v1/destinations/{destination}/mode"), 1),
        (format!("Delete /v1/destinations/{destination}"), 1),
        (format!("Delete /v1/matchers/{matcher}"), 1),
    ] {
        assert_eq!(stage.hub.heard(&call), many, "{call}");
    }
}
