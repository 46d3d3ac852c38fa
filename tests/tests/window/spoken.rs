//! A whole review as it is heard: a real screen reader beside the window, and real keys.

use scrim_model::rung::Rung;
use scrim_tests::{
    bench::screen::{Screen, keys},
    harness::{HubOptions, Orca, Stage, orca},
};
use std::time::Duration;

async fn hear(orca: &Orca, step: &str, from: &mut usize) {
    tokio::time::sleep(Duration::from_millis(2500)).await;
    let all = orca.all();
    println!("== {step}");
    for line in &all[*from..] {
        println!("   {line}");
    }
    *from = all.len();
}

fn key(keyboard: &Screen, sign: char) -> anyhow::Result<()> {
    keyboard.press(&[u32::from(sign)]).map(drop)
}

#[tokio::test]
async fn explore() -> anyhow::Result<()> {
    if !orca::can_run()? {
        return Ok(());
    }
    let options = HubOptions { grace_seconds: 60, ..HubOptions::default() };
    let Some(mut stage) = Stage::set(3, options).await? else {
        return Ok(());
    };
    stage.desktop.open_to_ears();
    let orca = Orca::start(&stage.desktop).await?;
    let mut at = 0;
    hear(&orca, "start", &mut at).await;
    let window = stage.window().await?;
    let keyboard = stage.screen()?;
    hear(&orca, "sign in", &mut at).await;
    keyboard.press(&[keys::TAB])?;
    hear(&orca, "tab", &mut at).await;
    keyboard.press(&[keys::TAB])?;
    hear(&orca, "tab", &mut at).await;
    stage.finish(window).await
}
