//! What is said through the system: something, to whoever has another window in front, and nothing otherwise.

use super::{Stage, hub::FakeHub, look_frame};
use crate::notices::{NotShown, Notices, Sentence};
use scrim_model::rung::Rung;
use scrim_wire::ipc::{appearance::Appearance, commands::Intent};
use std::sync::{Mutex, PoisonError};

/// Keeps what it was to show.
#[derive(Default)]
pub(super) struct TestNotices(Mutex<Vec<String>>);

impl TestNotices {
    fn shown(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Notices for TestNotices {
    fn show(&self, sentence: &Sentence) -> Result<(), NotShown> {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.push(sentence.as_str().to_owned());
        Ok(())
    }
}

fn say(stage: &Stage, words: &str) {
    let words = words.to_owned();
    stage.want(Intent::Notify { words });
}

async fn until_shown(stage: &Stage, wanted: &[&str]) {
    stage.until_heard(|_hub| stage.notices.shown() == wanted).await;
}

#[tokio::test(start_paused = true)]
async fn something_is_said_while_another_window_is_in_front_and_not_before_or_after() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    say(&stage, "before");
    stage.want(Intent::Focus { focused: false });
    say(&stage, "away");
    stage.want(Intent::Focus { focused: true });
    say(&stage, "after");
    stage.want(Intent::Focus { focused: false });
    say(&stage, "away again");
    until_shown(&stage, &["away", "away again"]).await;
}

#[tokio::test(start_paused = true)]
async fn nothing_is_said_behind_the_curtain_or_where_nobody_wants_it() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.want(Intent::Focus { focused: false });
    stage.want(Intent::Panic);
    say(&stage, "behind the curtain");
    stage.want(Intent::LiftCurtain);
    let silent = Appearance {
        notices: false,
        ..Appearance::default()
    };
    stage.want(Intent::SetAppearance { appearance: silent });
    say(&stage, "unwanted");
    let appearance = Appearance::default();
    stage.want(Intent::SetAppearance { appearance });
    say(&stage, "wanted");
    until_shown(&stage, &["wanted"]).await;
}

#[tokio::test(start_paused = true)]
async fn nothing_is_said_during_a_look() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    let rung = Rung::Grey;
    stage.want(Intent::HoldLook { rung });
    stage.until(|view| look_frame(view).is_some()).await;
    say(&stage, "over a look");
    stage.want(Intent::Focus { focused: false });
    stage.until(|view| look_frame(view).is_none()).await;
    // The key is still down, or pressed again: nothing is shown, so this is not during a look.
    stage.want(Intent::HoldLook { rung });
    say(&stage, "afterwards");
    until_shown(&stage, &["afterwards"]).await;
    assert!(look_frame(&stage.desk.view()).is_none());
}
