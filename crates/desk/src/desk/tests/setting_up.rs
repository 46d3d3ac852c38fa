//! Setting up a new hub: who is shown the steps, and what is asked of the hub in them.

use super::{Stage, hub::FakeHub};
use scrim_model::{
    matching::HarmType,
    setup::{Setup, SetupStep},
};
use scrim_wire::{
    Code,
    ipc::{
        administration::{
            AdministrationAct, AdministrationChange, AdministrationSection, AdministrationView, SectionContent,
        },
        commands::Intent,
        setting_up::{SettingUpView, SetupChange, StepIs},
        view::{DeskView, Screen},
    },
};

fn untouched() -> Setup {
    Setup {
        people: 1,
        ..Setup::default()
    }
}

fn administration(view: &DeskView) -> Option<&AdministrationView> {
    match &view.screen {
        Screen::Administration(administration) if !administration.busy => Some(administration),
        _ => None,
    }
}

fn steps(view: &DeskView) -> Option<&SettingUpView> {
    match administration(view)?.content.as_ref()? {
        SectionContent::SettingUp(shown) => Some(shown),
        _ => None,
    }
}

async fn admin_of(setup: Setup) -> Stage {
    let hub = FakeHub::default();
    {
        let mut book = hub.book();
        book.admin = true;
        book.setup = Some(setup);
    }
    let stage = Stage::new(hub);
    stage.sign_in("right").await;
    stage
}

fn change(stage: &Stage, change: SetupChange) {
    let change = AdministrationChange::SettingUp { change };
    stage.want(Intent::Administer {
        act: AdministrationAct::Change { change },
    });
}

#[tokio::test(start_paused = true)]
async fn an_admin_of_a_hub_that_has_nothing_begins_with_the_first_step() {
    let stage = admin_of(untouched()).await;
    let view = stage.until(|view| steps(view).is_some()).await;
    let shown = steps(&view).expect("shown");
    let first = shown.steps.first().expect("a step");
    assert_eq!(
        (first.step, first.is, first.mine),
        (SetupStep::Floor, StepIs::Next, true)
    );
    assert!(shown.steps.iter().skip(1).all(|step| step.is == StepIs::Open));
    stage.want(Intent::GoHome);
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
}

#[tokio::test(start_paused = true)]
async fn an_admin_of_a_hub_that_has_something_is_at_home_and_finds_the_rest_in_administration() {
    let begun = Setup {
        people: 3,
        ..untouched()
    };
    let stage = admin_of(begun).await;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    stage.want(Intent::OpenAdministration { section: None });
    let last = |view: &DeskView| administration(view).and_then(|shown| shown.sections.last().copied());
    let view = stage
        .until(|view| last(view) == Some(AdministrationSection::SettingUp))
        .await;
    assert_eq!(
        administration(&view).map(|shown| shown.section),
        Some(AdministrationSection::People)
    );
}

#[tokio::test(start_paused = true)]
async fn a_test_is_listed_sent_by_a_key_of_its_own_and_its_source_is_switched_off() {
    let stage = admin_of(untouched()).await;
    stage.until(|view| steps(view).is_some()).await;
    change(&stage, SetupChange::SendTest);
    let answered = |view: &DeskView| administration(view).is_some_and(|shown| shown.changes.answered == 1);
    let view = stage.until(answered).await;
    assert_eq!(
        administration(&view).and_then(|shown| shown.changes.refused.clone()),
        None
    );
    let order = [
        "Post /v1/banks",
        "Post /v1/sources",
        "Post /v1/items",
        "Patch /v1/sources/",
    ];
    let when: Vec<_> = order.iter().map(|call| stage.hub.when(call)).collect();
    assert!(when.iter().all(Option::is_some) && when.is_sorted(), "{when:?}");
}

#[tokio::test(start_paused = true)]
async fn a_list_whose_name_is_taken_is_refused_with_the_reason() {
    let stage = admin_of(untouched()).await;
    stage.until(|view| steps(view).is_some()).await;
    change(
        &stage,
        SetupChange::MakeList {
            name: "Harbour".into(),
            harm: HarmType::Csam,
            vetted_reason: None,
        },
    );
    let refused = |view: &DeskView| administration(view).and_then(|shown| shown.changes.refused.clone());
    let view = stage.until(|view| refused(view).is_some()).await;
    assert_eq!(refused(&view).and_then(|refused| refused.code), Some(Code::NameTaken));
    assert!(steps(&view).is_some(), "the steps stay");
}
