//! Signing in at an organisation, in the real window: the button, the system's browser, and being signed out.

use scrim_model::person::Role;
use scrim_tests::harness::{HubOptions, Provider, Stage, provider::can_run, stage::folder_for_pictures, wait::within};
use scrim_wire::http::people::Person;
use serde_json::json;
use std::{fs, time::Duration};

const BUTTON: &str = "Sign in with your organisation";

/// The program that stands in for the system's browser.
const BROWSER: &str = env!("CARGO_BIN_EXE_scrim-browser");

/// Far less than until the desk asks by itself.
const AS_IT_HAPPENS: Duration = Duration::from_secs(6);

async fn set(more: &[&str]) -> anyhow::Result<Option<(Stage, Provider)>> {
    if !can_run()? {
        return Ok(None);
    }
    let provider = Provider::start()?;
    let mut words = provider.words()?;
    words.extend(more.iter().map(|word| (*word).to_owned()));
    let Some(mut stage) = Stage::empty_with(HubOptions::default(), words)? else {
        return Ok(None);
    };
    stage
        .hub
        .command(&["group", "set", "moderators", "--role", "moderator"])?;
    provider.groups(&json!({"robin": ["moderators"]})).await?;
    stage.browse_as(BROWSER, "robin")?;
    Ok(Some((stage, provider)))
}

#[tokio::test]
async fn one_button_and_the_browser_sign_somebody_in_and_a_restart_needs_neither() -> anyhow::Result<()> {
    let Some((stage, mut provider)) = set(&["--no-passwords"]).await? else {
        return Ok(());
    };
    let window = stage.window().await?;
    window.sees(BUTTON).await?;
    assert!(!window.text().await?.contains("Password"), "the hub takes none");
    window
        .photograph(&folder_for_pictures()?.join("organisation.png"))
        .await?;
    window.click(BUTTON).await?;
    window.sees("Hello, robin").await?;
    window.kill().await?;
    // What was kept is a token of the hub, and it is in the keyring.
    provider.kill()?;
    let window = stage.window().await?;
    window.sees("Hello, robin").await?;
    let remembered = fs::read_to_string(stage.desktop.file("desk").join("last-sign-in.json"))?;
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&remembered)?,
        json!({"hub": stage.hub.url, "name": "robin"}),
        "and not beside it"
    );
    stage.finish(window).await
}

#[tokio::test]
async fn whoever_is_of_no_group_is_told_so_and_a_password_still_works() -> anyhow::Result<()> {
    let Some((mut stage, _provider)) = set(&[]).await? else {
        return Ok(());
    };
    stage.browse_as(BROWSER, "stranger")?;
    let window = stage.window().await?;
    window.sees(BUTTON).await?;
    window.click(BUTTON).await?;
    window.sees("None of your groups may come in here").await?;
    window.sign_in(&stage.one.name, &stage.one.password).await?;
    stage.finish(window).await
}

#[tokio::test]
async fn being_signed_out_everywhere_is_on_the_screen_as_it_happens() -> anyhow::Result<()> {
    let Some((stage, _provider)) = set(&[]).await? else {
        return Ok(());
    };
    let admin = stage.hub.person("admin", Role::Admin).await?;
    let window = stage.window().await?;
    window.sees(BUTTON).await?;
    window.click(BUTTON).await?;
    window.sees("Hello, robin").await?;
    let people: Vec<Person> = admin.read("/v1/people").await?;
    let robin = people
        .iter()
        .find(|person| person.name == "robin")
        .expect("somebody of that name");
    admin.delete(&format!("/v1/people/{}/sessions", robin.id)).await?;
    within(AS_IT_HAPPENS, "the sign-in screen", async || {
        Ok(window
            .text()
            .await?
            .contains("You were signed out everywhere")
            .then_some(()))
    })
    .await?;
    window.click(BUTTON).await?;
    window.sees("Hello, robin").await?;
    window.click("Settings").await?;
    window.click("Sign out everywhere").await?;
    window.click("Sign out at every desk").await?;
    window.sees(BUTTON).await?;
    let window = {
        window.kill().await?;
        stage.window().await?
    };
    window.sees(BUTTON).await?;
    stage.finish(window).await
}
