//! What leads and admins watch over: what is asked of the hub for whom, and what is shown of the answers.

use super::{
    Stage,
    hub::{FakeHub, case_id, id},
};
use scrim_model::{
    agreement::Agreement,
    ids::{AlarmId, CaseId, DeliveryId, MatcherId},
    second_looks::Permille,
    session::view::Allowed,
    time::Time,
};
use scrim_wire::ipc::{
    commands::Intent,
    oversight::{CheckView, OversightAct, OversightPage, OversightView, PageContent, SaveForm},
    record::Exported,
    view::{DeskView, Message, Screen},
};

fn oversight(view: &DeskView) -> Option<&OversightView> {
    match &view.screen {
        Screen::Oversight(oversight) => Some(oversight),
        _ => None,
    }
}

/// What is on the page, once nothing more is on its way.
fn content(view: &DeskView) -> Option<&PageContent> {
    oversight(view).filter(|oversight| !oversight.busy)?.content.as_ref()
}

async fn signed_in(admin: bool) -> Stage {
    let hub = FakeHub::with_cases(3);
    hub.book().lead = !admin;
    hub.book().admin = admin;
    Stage::signed_in(hub).await
}

async fn opened(admin: bool, page: OversightPage) -> Stage {
    let stage = signed_in(admin).await;
    stage.want(Intent::OpenOversight { page: Some(page) });
    stage.until(|view| content(view).is_some()).await;
    stage
}

fn act(stage: &Stage, act: OversightAct) {
    stage.want(Intent::Oversee { act });
}

#[tokio::test(start_paused = true)]
async fn a_lead_reads_what_was_said_by_nobody_and_takes_a_case_by_its_id() {
    let stage = signed_in(false).await;
    stage.want(Intent::OpenOversight { page: None });
    let view = stage.until(|view| content(view).is_some()).await;
    assert!(
        matches!(content(&view), Some(PageContent::Splits(splits))
            if splits.splits.iter().map(|split| split.case_id).eq([2, 1].map(case_id))
            && splits.start == Allowed::Yes && splits.queues.len() == 1),
        "{view:#?}"
    );
    let drawn = serde_json::to_string(&view.screen).unwrap();
    assert!(
        !drawn.contains("noor") && !drawn.contains(&id(9, 2).to_string()),
        "{drawn}"
    );
    let link = case_id(1).to_string();
    stage.want(Intent::OpenCase { link });
    stage.until(|view| matches!(view.screen, Screen::Review(_))).await;
    stage.until_heard(|hub| hub.heard("Post /v1/leases") > 0).await;
}

#[tokio::test(start_paused = true)]
async fn a_moderator_has_nothing_to_watch_over_and_asks_for_nothing() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    let view = stage.desk.view();
    assert!(matches!(view.screen, Screen::Home(home) if !home.oversees));
    stage.want(Intent::OpenOversight { page: None });
    stage.want(Intent::OpenOversight {
        page: Some(OversightPage::Alarms),
    });
    stage.want(Intent::OpenRecord);
    stage.until(|view| matches!(view.screen, Screen::Record(_))).await;
    assert_eq!(stage.hub.heard("Get /v1/splits") + stage.hub.heard("Get /v1/alarms"), 0);
}

#[tokio::test(start_paused = true)]
async fn an_alarm_names_whom_it_is_about_to_a_lead_who_takes_it_up_in_words() {
    let stage = opened(false, OversightPage::Alarms).await;
    let view = stage.desk.view();
    let shown = match content(&view) {
        Some(PageContent::Alarms(alarms)) => alarms.alarms.clone(),
        other => unreachable!("{other:?}"),
    };
    let about: Vec<_> = shown.iter().map(|alarm| (alarm.own, alarm.who.as_deref())).collect();
    assert_eq!(about, [(true, None), (false, Some("noor"))]);
    assert!(shown.iter().all(|alarm| alarm.queue.as_deref() == Some("Near matches")));
    act(
        &stage,
        OversightAct::TakeUp {
            alarm: AlarmId(id(11, 2)),
            words: "a new list was noisy".into(),
        },
    );
    stage.until(|view| view.message == Some(Message::Saved)).await;
    assert_eq!(stage.hub.heard("Put /v1/alarms/"), 1);
    act(&stage, OversightAct::ShowAlarms { all: true });
    let all = |view: &DeskView| matches!(content(view), Some(PageContent::Alarms(alarms)) if alarms.all);
    stage.until(all).await;
    assert_eq!(stage.hub.heard("Get /v1/alarms?all=true"), 1);
}

#[tokio::test(start_paused = true)]
async fn figures_of_few_people_stay_untold_on_the_screen_and_in_the_file() {
    let stage = opened(true, OversightPage::Figures).await;
    let view = stage.desk.view();
    assert!(
        matches!(content(&view), Some(PageContent::Figures(figures))
            if figures.agreement.iter().all(|row| row.agreement.told == Agreement::TooFew)
            && figures.months.as_ref().is_some_and(|months| months.len() == 6)),
        "{view:#?}"
    );
    for (form, ending) in [(SaveForm::Csv, ".csv"), (SaveForm::Json, ".json")] {
        act(&stage, OversightAct::Save { form });
        let file = saved(&stage, ending).await;
        let text = std::fs::read_to_string(file).unwrap();
        let untold = if form == SaveForm::Csv {
            "fewer than five people"
        } else {
            "too_few"
        };
        assert!(text.contains(untold) && text.contains("Partners"), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_lead_is_shown_no_months_that_only_whoever_tells_the_outside_may_read() {
    let stage = opened(false, OversightPage::Figures).await;
    let view = stage.desk.view();
    assert!(matches!(content(&view), Some(PageContent::Figures(figures)) if figures.months.is_none()));
    assert_eq!(stage.hub.heard("Get /v1/transparency"), 0);
}

async fn saved(stage: &Stage, ending: &str) -> String {
    let file = |view: &DeskView| match &oversight(view)?.exported {
        Some(Exported::Saved { file }) if file.ends_with(ending) => Some(file.clone()),
        _ => None,
    };
    let view = stage.until(|view| file(view).is_some()).await;
    let file = file(&view).unwrap();
    assert!(file.starts_with(stage.folder.path().to_str().unwrap()), "{file}");
    file
}

#[tokio::test(start_paused = true)]
async fn an_admin_asks_a_matcher_how_it_stands_and_has_a_pass_begin() {
    let stage = opened(true, OversightPage::Services).await;
    let matcher = MatcherId(id(12, 1));
    act(&stage, OversightAct::CheckMatcher { matcher });
    act(&stage, OversightAct::CheckMatcher { matcher });
    let silent = |view: &DeskView| match content(view) {
        Some(PageContent::Services(services)) => {
            let check = services.matchers.iter().flatten().find_map(|one| one.check.clone());
            check
                == Some(CheckView::Silent {
                    says: Some("no".into()),
                })
        }
        _ => false,
    };
    stage.until(silent).await;
    assert_eq!(stage.hub.heard("Post /v1/matchers/"), 1, "it is asked once at a time");
    act(&stage, OversightAct::Reconcile { matcher });
    stage.until(|view| view.message == Some(Message::Told)).await;
    assert_eq!(stage.hub.heard(&format!("Post /v1/matchers/{matcher}/reconciling")), 1);
}

#[tokio::test(start_paused = true)]
async fn a_lead_reads_dead_messages_page_by_page_and_sends_one_again_without_the_matchers() {
    let stage = opened(false, OversightPage::Services).await;
    let dead = |view: &DeskView| match content(view) {
        Some(PageContent::Services(services)) if services.matchers.is_none() => services.dead.len(),
        _ => 0,
    };
    stage.until(|view| dead(view) == 2).await;
    act(&stage, OversightAct::MoreDead);
    act(&stage, OversightAct::MoreDead);
    stage.until(|view| dead(view) == 3).await;
    act(&stage, OversightAct::MoreDead);
    act(
        &stage,
        OversightAct::SendAgain {
            delivery: DeliveryId(id(13, 1)),
        },
    );
    stage.until(|view| view.message == Some(Message::Told)).await;
    assert_eq!(stage.hub.heard("Post /v1/deliveries/"), 1);
    let older = |hub: &FakeHub| hub.book().calls.iter().filter(|call| call.contains("before=")).count();
    assert_eq!(older(&stage.hub), 1, "nothing was asked for twice");
    assert_eq!(stage.hub.heard("Get /v1/matchers"), 0);
}

#[tokio::test(start_paused = true)]
async fn checks_show_the_share_to_whoever_sets_it_and_what_waits_to_whoever_settles() {
    let lead = opened(false, OversightPage::Checks).await;
    let waits = |case: CaseId| {
        move |view: &DeskView| match content(view) {
            Some(PageContent::Checks(checks)) => {
                let cases = checks.splits.iter().flat_map(|splits| &splits.splits);
                checks.share.is_none() && cases.map(|split| split.case_id).eq([case])
            }
            _ => false,
        }
    };
    lead.until(waits(case_id(1))).await;
    assert_eq!(lead.hub.heard("Get /v1/stop-checks"), 0);
    let admin = opened(true, OversightPage::Checks).await;
    let share = |view: &DeskView| match content(view) {
        Some(PageContent::Checks(checks)) if checks.splits.is_none() => checks.share,
        _ => None,
    };
    assert_eq!(share(&admin.desk.view()), Some(Permille::OF_STOPS));
    act(&admin, OversightAct::SetChecks { share: Permille::ALL });
    admin.until(|view| view.message == Some(Message::Saved)).await;
    assert_eq!(admin.hub.heard("Put /v1/stop-checks"), 1);
    assert_eq!(admin.hub.heard("Get /v1/splits"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_report_is_of_the_last_month_that_is_over_until_others_are_chosen_and_is_kept_as_the_hub_wrote_it() {
    let stage = opened(true, OversightPage::Transparency).await;
    let period = |view: &DeskView| match content(view) {
        Some(PageContent::Transparency(shown)) => Some((shown.report.from, shown.report.until)),
        _ => None,
    };
    let (february, march) = (Time(1_896_134_400_000), Time(1_898_553_600_000));
    assert_eq!(period(&stage.desk.view()), Some((february, march)));
    let january = Time(1_893_456_000_000);
    act(
        &stage,
        OversightAct::ShowMonths {
            from: january,
            until: march,
        },
    );
    stage.until(|view| period(view) == Some((january, march))).await;
    act(&stage, OversightAct::Save { form: SaveForm::Page });
    let file = saved(&stage, "scrim-transparency-2030-01-01-2030-03-01.html").await;
    assert!(std::fs::read_to_string(file).unwrap().starts_with("<!doctype html>"));
}

#[tokio::test(start_paused = true)]
async fn a_page_that_does_not_come_says_so_and_is_asked_for_again() {
    let stage = signed_in(false).await;
    stage.hub.book().silent = true;
    stage.want(Intent::OpenOversight { page: None });
    let view = stage
        .until(|view| oversight(view).is_some_and(|shown| shown.failed && !shown.busy))
        .await;
    assert!(content(&view).is_none());
    stage.hub.book().silent = false;
    act(&stage, OversightAct::Again);
    let view = stage.until(|view| content(view).is_some()).await;
    assert!(!oversight(&view).unwrap().failed);
}
