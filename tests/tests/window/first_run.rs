//! A fresh hub with one admin alone, in the window: from the first sign-in, step by step, to a first case on the screen
//! of somebody who looks. The admin is shown none.

use super::{
    administration::shown_password,
    looks::{axe, is_without_fault},
};
use scrim_model::{person::Role, rung::Rung, setup::TEST};
use scrim_tests::{
    harness::{
        HubOptions, TestHub, Window, WindowOptions,
        desktop::{Desktop, Keyring},
        person::Reviewer,
        stage::{Account, SCREEN, windows_can_run},
    },
    pictures::{File, picture},
};
use scrim_wire::http::{audit::AuditPage, sources::Source};

/// The admin's four steps before the test.
async fn set_up(window: &Window, hub: &TestHub) -> anyhow::Result<String> {
    window.sees("0 of 5 steps are done").await?;
    is_without_fault(window, &axe()?, "dark", "first-run").await?;
    window.keep_picture("first-run.png").await?;
    window.click("Keep these").await?;
    window.sees("1 of 5 steps are done").await?;
    window.fill("Its name", "Harbour").await?;
    window.click("Make a list").await?;
    window.sees("There is: Harbour").await?;
    window.sees("scrim-hub import FOLDER").await?;
    window.keep_picture("first-run-list.png").await?;
    hub.import("Harbour", false, &[File::jpeg(&picture(7))])?;
    window.click("Skip for now").await?;
    window.fill("Name", "platform").await?;
    window.click("Add a source").await?;
    window.sees("The key of platform").await?;
    window.click("I have it, put it away").await?;
    window.sees("3 of 5 steps are done").await?;
    window.fill("Name", "kim").await?;
    window.click("Add somebody").await?;
    window.sees("The password of kim").await?;
    let password = shown_password(window).await?;
    window.click("I have it, put it away").await?;
    Ok(password)
}

/// The test is known by its name, stands in the audit, and leaves no key behind.
async fn nothing_is_left_open(admin: &Reviewer) -> anyhow::Result<()> {
    let sources: Vec<Source> = admin.read("/v1/sources").await?;
    let test = sources.iter().find(|source| source.name == TEST);
    anyhow::ensure!(test.is_some_and(|source| source.disabled), "{sources:?}");
    let entries: AuditPage = admin.read("/v1/audit?most=100").await?;
    for kind in ["floor_set", "bank_made", "person_added", "entry_added", "received"] {
        let told = entries.entries.iter().any(|entry| entry.kind.code() == kind);
        anyhow::ensure!(told, "the audit does not tell of {kind}");
    }
    Ok(())
}

#[tokio::test]
async fn a_fresh_hub_with_one_admin_comes_to_a_first_case_on_a_screen() -> anyhow::Result<()> {
    if !windows_can_run()? {
        return Ok(());
    }
    let hub = TestHub::start(HubOptions::default())?;
    let ada = Account::add(&hub, "ada", Role::Admin)?;
    let desktop = Desktop::start(SCREEN, Keyring::Unlocked)?;
    let options = WindowOptions {
        hub: hub.url.clone(),
        tap: None,
        programs: None,
        link: None,
    };
    let window = Window::open(&desktop, &options).await?;
    window.try_sign_in(&ada.name, &ada.password).await?;
    let given = set_up(&window, &hub).await?;
    window.click("Send the test").await?;
    window.sees("The first case").await?;
    window.sees("It waits for somebody").await?;
    window.sees("Everything is there").await?;
    is_without_fault(&window, &axe()?, "dark", "first-case").await?;
    window.keep_picture("first-run-case.png").await?;
    anyhow::ensure!(window.pictures().await? == 0, "an admin is shown a picture");
    let admin = Reviewer::sign_in(&hub.url, &ada.name, &ada.password).await?;
    nothing_is_left_open(&admin).await?;

    window.click("Sign out").await?;
    window.sees("Sign in").await?;
    window.try_sign_in("kim", &given).await?;
    window.sees("Choose a password").await?;
    is_without_fault(&window, &axe()?, "dark", "new-password").await?;
    window.keep_picture("first-run-password.png").await?;
    window.fill("The password you were given", &given).await?;
    window.fill("The new one", "eleven herons at dusk").await?;
    window.fill("The new one once more", "eleven herons at dusk").await?;
    window.click("Change the password").await?;
    window.sees("Hello, kim").await?;
    window.start_review().await?;
    window.shows(Rung::HeavyVeil).await?;
    window.keep_picture("first-run-on-the-screen.png").await?;
    let wrong = Reviewer::sign_in(&hub.url, "kim", &given).await;
    anyhow::ensure!(wrong.is_err(), "the password that the admin knows still opens");
    let said = window.close().await?;
    for secret in [given.as_str(), "eleven herons at dusk", &ada.password] {
        anyhow::ensure!(
            !said.contains(secret) && !hub.log().contains(secret),
            "a password is in a log"
        );
    }
    hub.finish()
}
