//! What an admin keeps in order, in the window: a source whose key works until it is switched off, and the audit that
//! tells of it and holds.

use anyhow::Context as _;
use scrim_model::{person::Role, retention::Keeping};
use scrim_tests::{
    harness::{HubOptions, Stage, Window, eventually, source::Source as Platform, stage::Account},
    pictures::{File, picture},
};
use scrim_wire::{
    Code,
    http::{retention::Retention, sources::Source},
};

/// The only thing on the page that has a key's form.
async fn shown_key(window: &Window) -> anyhow::Result<String> {
    let is_key = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let shown = window.text().await?;
    let found = shown.split_whitespace().find(is_key);
    Ok(found.with_context(|| format!("no key: {shown}"))?.to_owned())
}

async fn open(stage: &Stage, admin: &Account) -> anyhow::Result<Window> {
    let window = stage.window_of(admin).await?;
    window.sees("Administration").await?;
    window.press("v").await?;
    window.sees("Who signs in here, and what for").await?;
    Ok(window)
}

/// Waits until words are gone from the window.
async fn unsees(window: &Window, words: &str) -> anyhow::Result<()> {
    eventually(format!("{words:?} to be gone"), async || {
        Ok((!window.text().await?.contains(words)).then_some(()))
    })
    .await
}

/// What the table says, a line a row; menus of the page name every kind there is.
async fn rows(window: &Window) -> anyhow::Result<String> {
    let script = "return [...document.querySelectorAll('tbody tr')].map((row) => row.innerText).join('\\n')";
    let told = window.driver.run(script).await?;
    Ok(told.as_str().unwrap_or_default().to_owned())
}

/// Waits for the table to be so, and answers it.
async fn rows_are(window: &Window, what: &str, is: impl Fn(&str) -> bool) -> anyhow::Result<String> {
    eventually(format!("the table to be {what}"), async || {
        let told = rows(window).await?;
        Ok(is(&told).then_some(told))
    })
    .await
}

async fn verify(window: &Window) -> anyhow::Result<()> {
    window.click("Verify now").await?;
    window.sees("It holds: ").await?;
    window.keep_picture("keeping-audit.png").await
}

#[tokio::test]
async fn a_sources_key_works_until_it_is_switched_off_and_the_audit_tells_of_both() -> anyhow::Result<()> {
    let Some(stage) = Stage::empty(HubOptions::default())? else {
        return Ok(());
    };
    let ada = Account::add(&stage.hub, "ada", Role::Admin)?;
    let admin = stage.person(&ada).await?;
    let window = open(&stage, &ada).await?;
    window.press("4").await?;
    window.sees("A key sends uploads and asks what became of them").await?;
    window.click("Add a source").await?;
    window.fill("Name", "harbour").await?;
    window.click("Add a source").await?;
    window.sees("The key of harbour").await?;
    let key = shown_key(&window).await?;
    window.keep_picture("keeping-source.png").await?;
    let harbour = Platform::new(&stage.hub.url, &key)?;
    harbour.submit(&File::jpeg(&picture(7))).await?;
    window.click("I have it, put it away").await?;
    unsees(&window, &key).await?;

    window.click("Switch harbour off").await?;
    window.sees("everything that harbour sends is refused").await?;
    window.click("Switch it off").await?;
    window.sees("switched off").await?;
    let refused = harbour.send(&File::jpeg(&picture(8))).await?;
    assert_eq!(refused.code()?, Code::Unauthenticated);
    let all: Vec<Source> = admin.read("/v1/sources").await?;
    let told = serde_json::to_string(&all)?;
    assert!(!told.contains(&key), "{told}");

    window.press("5").await?;
    let both = [
        "A person or source was added",
        "A person or source was changed",
        "An upload came in",
    ];
    let has = |told: &str| both.iter().all(|words| told.contains(words));
    rows_are(&window, "what was done", has).await?;
    window.pick("Kind of entry", "A person or source was changed").await?;
    window.click("Show").await?;
    let found = rows_are(&window, "the one act", |told| {
        told.lines().count() > 0 && !told.contains("came in")
    })
    .await?;
    for words in ["A person or source was changed", "ada", "harbour", "switched off"] {
        assert!(found.contains(words), "{words}: {found}");
    }
    verify(&window).await?;
    let said = window.said() + &stage.hub.log();
    assert!(!said.contains(&key), "a key is in a log");
    stage.finish(window).await
}

#[tokio::test]
async fn a_source_has_two_keys_for_a_while_and_then_the_new_one() -> anyhow::Result<()> {
    let Some(stage) = Stage::empty(HubOptions::default())? else {
        return Ok(());
    };
    let ada = Account::add(&stage.hub, "ada", Role::Admin)?;
    let window = open(&stage, &ada).await?;
    window.press("4").await?;
    let mut keys = Vec::new();
    for lasts in ["is taken for one day more", "ends at once"] {
        window.click("Make platform a new key").await?;
        window.pick("The key that it has now", lasts).await?;
        window.click("A new key for platform").await?;
        window.sees("The key of platform").await?;
        keys.push(shown_key(&window).await?);
        window.click("I have it, put it away").await?;
        unsees(&window, "It is shown this once").await?;
        if keys.len() == 1 {
            window.sees("the one before is taken until").await?;
            stage.source.submit(&File::jpeg(&picture(9))).await?;
        }
    }
    let by = |key: &String| Platform::new(&stage.hub.url, key);
    let [first, second] = keys.as_slice() else {
        anyhow::bail!("two keys were made");
    };
    by(second)?.submit(&File::jpeg(&picture(10))).await?;
    let ended = by(first)?.send(&File::jpeg(&picture(10))).await?;
    assert_eq!(ended.code()?, Code::Unauthenticated);
    stage.finish(window).await
}

#[tokio::test]
async fn what_a_change_would_destroy_is_said_before_an_admin_sets_it() -> anyhow::Result<()> {
    let Some(stage) = Stage::empty(HubOptions::default())? else {
        return Ok(());
    };
    let ada = Account::add(&stage.hub, "ada", Role::Admin)?;
    let admin = stage.person(&ada).await?;
    let window = open(&stage, &ada).await?;
    window.press("6").await?;
    window.sees("Nothing is under a legal hold").await?;
    window.pick("How long: Cleared by people", "for so many days").await?;
    window.fill("Days: Cleared by people", "30").await?;
    window.click("What would it destroy?").await?;
    window.sees("it would destroy nothing").await?;
    window.keep_picture("keeping-storage.png").await?;
    let kept: Retention = admin.read("/v1/retention").await?;
    assert_eq!(kept.revision, 0, "nothing is set yet");
    window.click("Set it so").await?;
    let set: Retention = eventually("the hub to have it so", async || {
        let kept: Retention = admin.read("/v1/retention").await?;
        Ok((kept.revision == 1).then_some(kept))
    })
    .await?;
    assert_eq!(set.policy.cleared, Keeping::Destroy { after_days: 30 });
    window.sees("Nothing is destroyed by time before").await?;
    stage.finish(window).await
}
