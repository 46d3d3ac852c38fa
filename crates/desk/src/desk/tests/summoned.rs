//! Links that are opened elsewhere: where they lead, what they wait for, and what they never take away.

use super::{
    Stage,
    hub::{FakeHub, case_id},
    look_frame, resting_frame,
};
use scrim_model::rung::Rung;
use scrim_wire::ipc::{
    administration::AdministrationSection,
    commands::Intent,
    links::Summons,
    view::{Connection, Message, Screen},
};
use std::time::Duration;

impl Stage {
    fn summon(&self, summons: Summons) {
        self.desk.summoned(summons).unwrap();
    }

    /// A link to the first case is opened in the system.
    fn link(&self) {
        self.summon(Summons::Case(case_id(1)));
    }

    async fn waits(&self) {
        self.until(|view| view.message == Some(Message::LinkWaits)).await;
        assert!(self.hub.book().named.is_empty());
    }

    /// The case is asked for by its name, once, and comes up at rest.
    async fn follows(&self) {
        let view = self.until(|view| resting_frame(view).is_some()).await;
        assert_eq!(view.message, None);
        assert_eq!(look_frame(&view), None);
        assert_eq!(self.hub.book().named, [case_id(1)]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_link_leads_from_home_to_its_case_at_rest() {
    let stage = Stage::signed_in(FakeHub::with_cases(2)).await;
    stage.link();
    stage.follows().await;
}

#[tokio::test(start_paused = true)]
async fn a_desk_that_was_started_by_a_link_goes_there_after_the_sign_in() {
    let stage = Stage::new(FakeHub::with_cases(1));
    stage.link();
    stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    stage.sign_in("wrong").await;
    stage
        .until(|view| matches!(&view.screen, Screen::SignIn(form) if form.problem.is_some()))
        .await;
    assert!(stage.hub.book().named.is_empty());
    stage.sign_in("right").await;
    stage.follows().await;
}

#[tokio::test(start_paused = true)]
async fn a_link_takes_nobody_out_of_a_case_and_ends_no_look() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    stage.want(Intent::HoldLook { rung: Rung::Grey });
    stage.until(|view| look_frame(view).is_some()).await;
    stage.link();
    stage.waits().await;
    assert!(look_frame(&stage.desk.view()).is_some());
    stage.want(Intent::GoHome);
    stage.follows().await;
    stage.until_heard(|hub| hub.heard("Put /v1/looks/") == 1).await;
}

#[tokio::test(start_paused = true)]
async fn a_link_waits_behind_the_curtain_through_a_break_and_for_the_hub() {
    let stage = Stage::signed_in(FakeHub::with_cases(1)).await;
    stage.want(Intent::Panic);
    stage.until(|view| view.curtain).await;
    stage.link();
    stage.waits().await;
    stage.want(Intent::LiftCurtain);
    stage.follows().await;

    let stage = Stage::signed_in(FakeHub::with_cases(1)).await;
    stage.want(Intent::BreakNow);
    stage.until(|view| matches!(view.screen, Screen::Break(_))).await;
    stage.link();
    stage.waits().await;
    stage.want(Intent::EndBreak);
    stage.follows().await;

    let stage = Stage::signed_in(FakeHub::with_cases(1)).await;
    stage.hub.book().silent = true;
    stage
        .until(|view| matches!(view.connection, Connection::Offline { .. }))
        .await;
    stage.link();
    stage.waits().await;
    stage.hub.book().silent = false;
    stage.follows().await;
}

#[tokio::test(start_paused = true)]
async fn nothing_that_somebody_sets_up_is_left_for_a_link() {
    let hub = FakeHub::with_cases(1);
    hub.book().lead = true;
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenQueues);
    stage.until(|view| matches!(view.screen, Screen::Queues(_))).await;
    stage.link();
    stage.waits().await;
    assert!(matches!(stage.desk.view().screen, Screen::Queues(_)));
    stage.want(Intent::GoHome);
    stage.follows().await;
}

#[tokio::test(start_paused = true)]
async fn a_link_that_is_put_away_or_old_or_somebody_elses_leads_nowhere() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    stage.link();
    stage.waits().await;
    stage.want(Intent::Dismiss);
    stage.until(|view| view.message.is_none()).await;
    stage.link();
    stage.waits().await;
    tokio::time::sleep(Duration::from_mins(11)).await;
    assert_eq!(stage.desk.view().message, None);
    stage.want(Intent::GoHome);
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;

    stage.want(Intent::BreakNow);
    stage.until(|view| matches!(view.screen, Screen::Break(_))).await;
    stage.link();
    stage.waits().await;
    stage.want(Intent::SignOut);
    stage.sign_in("right").await;
    stage
        .until(|view| matches!(view.screen, Screen::Break(_) | Screen::Home(_)))
        .await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(stage.hub.book().named.is_empty(), "nobody came by a link");
}

#[tokio::test(start_paused = true)]
async fn what_is_not_to_be_had_and_what_is_no_link_is_said() {
    let stage = Stage::signed_in(FakeHub::with_cases(0)).await;
    stage.summon(Summons::Window);
    stage.summon(Summons::NoLink);
    stage.until(|view| view.message == Some(Message::NoLink)).await;
    assert!(matches!(stage.desk.view().screen, Screen::Home(_)));
    stage.link();
    stage.until(|view| view.message == Some(Message::NotToBeHad)).await;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
}

#[tokio::test(start_paused = true)]
async fn whoever_reviews_nothing_is_told_at_once() {
    let hub = FakeHub::with_cases(1);
    hub.book().admin = true;
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenAdministration {
        section: Some(AdministrationSection::People),
    });
    stage
        .until(|view| matches!(view.screen, Screen::Administration(_)))
        .await;
    stage.link();
    stage.waits().await;
    stage.want(Intent::GoHome);
    stage.until(|view| view.message == Some(Message::NotToBeHad)).await;
    assert!(stage.hub.book().named.is_empty());
}
