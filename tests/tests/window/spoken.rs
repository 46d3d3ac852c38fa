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
    let options = HubOptions {
        grace_seconds: 60,
        ..HubOptions::default()
    };
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
    keyboard.write(&stage.one.name)?;
    hear(&orca, "name", &mut at).await;
    keyboard.press(&[keys::TAB])?;
    hear(&orca, "tab", &mut at).await;
    keyboard.write("wrong")?;
    keyboard.press(&[keys::ENTER])?;
    hear(&orca, "wrong password", &mut at).await;
    keyboard.write(&stage.one.password)?;
    keyboard.press(&[keys::ENTER])?;
    hear(&orca, "home", &mut at).await;
    keyboard.down(keys::INSERT)?;
    key(&keyboard, 'z')?;
    keyboard.up(keys::INSERT)?;
    hear(&orca, "insert z", &mut at).await;
    for n in 0..8 {
        keyboard.press(&[keys::TAB])?;
        hear(&orca, &format!("home tab {n}"), &mut at).await;
    }
    window.driver.run("document.querySelector('main').focus()").await?;
    hear(&orca, "main", &mut at).await;
    keyboard.press(&[keys::ENTER])?;
    window.shows(Rung::HeavyVeil).await?;
    hear(&orca, "review", &mut at).await;
    for n in 0..28 {
        keyboard.press(&[keys::TAB])?;
        hear(&orca, &format!("review tab {n}"), &mut at).await;
    }
    window.driver.run("document.querySelector('main').focus()").await?;
    hear(&orca, "main", &mut at).await;
    key(&keyboard, 'a')?;
    hear(&orca, "a too early", &mut at).await;
    key(&keyboard, 'p')?;
    hear(&orca, "p", &mut at).await;
    key(&keyboard, '5')?;
    hear(&orca, "5", &mut at).await;
    hear(&orca, "looking on", &mut at).await;
    key(&keyboard, '5')?;
    hear(&orca, "5 again", &mut at).await;
    key(&keyboard, '0')?;
    hear(&orca, "0", &mut at).await;
    key(&keyboard, 'c')?;
    hear(&orca, "c", &mut at).await;
    keyboard.press(&[keys::ESCAPE])?;
    hear(&orca, "esc", &mut at).await;
    key(&keyboard, 'a')?;
    hear(&orca, "a", &mut at).await;
    keyboard.press(&[keys::ENTER])?;
    hear(&orca, "enter", &mut at).await;
    key(&keyboard, 'z')?;
    hear(&orca, "z", &mut at).await;
    keyboard.press(&[keys::ENTER])?;
    hear(&orca, "enter", &mut at).await;
    keyboard.press(&[keys::ESCAPE, keys::ESCAPE])?;
    hear(&orca, "curtain", &mut at).await;
    keyboard.press(&[keys::ENTER])?;
    hear(&orca, "lifted", &mut at).await;
    key(&keyboard, 'b')?;
    hear(&orca, "break", &mut at).await;
    for n in 0..4 {
        keyboard.press(&[keys::TAB])?;
        hear(&orca, &format!("break tab {n}"), &mut at).await;
    }
    window.click("End break").await?;
    hear(&orca, "break over", &mut at).await;
    println!("== text\n{}", window.text().await?);
    orca.end()?;
    stage.finish(window).await
}
