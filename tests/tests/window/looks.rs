//! How the window looks, in the window itself: every screen in every theme without a fault that axe finds, its
//! contrast among them; what assistive technology is given of each, as it was committed; and what was chosen is there
//! again after a restart. With `SCRIM_TEST_FULL`, in every language.

use crate::trees::tree;
use anyhow::Context as _;
use scrim_model::person::Role;
use scrim_tests::harness::{
    HubOptions, Stage, Window, eventually,
    stage::{Account, folder_for_pictures},
};
use serde_json::Value;
use std::{fs, path::PathBuf};

const THEMES: [&str; 3] = ["dark", "light", "high_contrast"];

/// What screens are known by in one language.
struct Tongue {
    /// Its code, as the page says it.
    code: &'static str,
    hello: &'static str,
    settings: &'static str,
    /// On the settings.
    size: &'static str,
    /// The key, what is seen there once the hub has answered, and the name of its picture.
    lead: [(&'static str, &'static str, &'static str); 4],
    start: &'static str,
    ladder: &'static str,
}

const ENGLISH: Tongue = Tongue {
    code: "en",
    hello: "Hello",
    settings: "Settings",
    size: "Size of text",
    lead: [
        ("q", "Name of a new queue", "queues"),
        ("t", "Save the floor", "care"),
        ("o", "Nothing waits for a lead.", "oversight"),
        ("r", "Everything that came in could be read.", "unreadable"),
    ],
    start: "Start review",
    ladder: "How much is shown",
};

const FRENCH: Tongue = Tongue {
    code: "fr",
    hello: "Bonjour",
    settings: "Réglages",
    size: "Taille du texte",
    lead: [
        ("q", "Nom d’une nouvelle file", "queues"),
        ("t", "Enregistrer le socle", "care"),
        ("o", "Rien n’attend un responsable.", "oversight"),
        ("r", "Tout ce qui est arrivé a pu être lu.", "unreadable"),
    ],
    start: "Commencer l’examen",
    ladder: "Ce qui est montré",
};

/// English alone, unless everything is asked for.
fn tongues() -> Vec<Tongue> {
    let every = std::env::var_os("SCRIM_TEST_FULL").is_some();
    [Some(ENGLISH), every.then_some(FRENCH)].into_iter().flatten().collect()
}

/// The dark theme alone, unless everything is asked for.
fn themes() -> &'static [&'static str] {
    let every = std::env::var_os("SCRIM_TEST_FULL").is_some();
    if every { &THEMES } else { &["dark"] }
}

/// Axe, as the window's own tests have it.
pub(crate) fn axe() -> anyhow::Result<String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).with_context(|| format!("{}: run `npm ci` in ui", file.display()))
}

/// What axe finds on the screen, each with the first place it finds it at. At how large a target is, it looks only where
/// it is told to.
async fn faults(window: &Window, axe: &str) -> anyhow::Result<Value> {
    window.driver.frames_pass().await?;
    window.driver.run(axe).await?;
    let script = "const done = arguments[arguments.length - 1];
        axe.run(document, { rules: { region: { enabled: false }, 'target-size': { enabled: true } } }).then(
            ({ violations }) => done(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)),
            (error) => done([`axe: ${error}`]),
        );";
    window.driver.run_async(script).await
}

/// Looks at what is open in English and in the dark theme, without keeping how it is built.
pub(crate) async fn axe_finds_nothing(window: &Window, screen: &str) -> anyhow::Result<()> {
    let found = faults(window, &axe()?).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{screen}");
    window.keep_picture(&format!("{screen}.png")).await
}

/// From the home screen, as the window speaks by now, to the settings in another language.
async fn speak(window: &Window, before: &Tongue, tongue: &Tongue) -> anyhow::Result<()> {
    window.click(before.settings).await?;
    window.sees(before.size).await?;
    let choose = format!(
        "const field = document.querySelector('select:has(option[value={code}])');
        field.value = '{code}';
        field.dispatchEvent(new Event('change', {{ bubbles: true }}));
        return true",
        code = tongue.code
    );
    window.driver.run(&choose).await?;
    window.sees(tongue.size).await?;
    is_home(window, tongue).await
}

async fn is_home(window: &Window, tongue: &Tongue) -> anyhow::Result<()> {
    window.press("h").await?;
    window.sees(tongue.hello).await
}

async fn wear(window: &Window, tongue: &Tongue, theme: &str) -> anyhow::Result<()> {
    window.click(tongue.settings).await?;
    window.sees(tongue.size).await?;
    let choose = format!("document.querySelector('input[value={theme}]').click(); return true");
    window.driver.run(&choose).await?;
    wears(window, theme).await
}

async fn wears(window: &Window, theme: &str) -> anyhow::Result<()> {
    let script = "return document.documentElement.dataset.theme";
    eventually(format!("the theme {theme}"), async || {
        Ok((window.driver.run(script).await? == theme).then_some(()))
    })
    .await
}

/// A case is there, whatever its rung is called.
async fn rests(window: &Window) -> anyhow::Result<()> {
    eventually("the picture of a case at rest", async || {
        Ok((window.pictures().await? > 0).then_some(()))
    })
    .await
}

/// Looks at one screen in English, and keeps a picture of it.
pub(crate) async fn is_without_fault(window: &Window, axe: &str, theme: &str, screen: &str) -> anyhow::Result<()> {
    holds_up(window, axe, (&ENGLISH, theme), screen).await
}

/// Looks at one screen, and keeps a picture of it.
async fn holds_up(window: &Window, axe: &str, look: (&Tongue, &str), screen: &str) -> anyhow::Result<()> {
    let (Tongue { code, .. }, theme) = look;
    let found = faults(window, axe).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{screen} in {theme}, {code}");
    if (*code, theme) == ("en", "dark") {
        insta::assert_snapshot!(screen, tree(window).await?);
    }
    let file = match *code {
        "en" => format!("look-{screen}-{theme}.png"),
        other => format!("look-{screen}-{theme}-{other}.png"),
    };
    window.photograph(&folder_for_pictures()?.join(file)).await
}

#[tokio::test]
async fn a_lead_s_screens_have_no_fault_that_axe_finds_in_any_theme() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let axe = axe()?;
    let window = stage.window_of(&stage.lead).await?;
    holds_up(&window, &axe, (&ENGLISH, "dark"), "home").await?;
    let mut before = ENGLISH;
    for tongue in tongues() {
        speak(&window, &before, &tongue).await?;
        for theme in THEMES {
            wear(&window, &tongue, theme).await?;
            let look = (&tongue, theme);
            holds_up(&window, &axe, look, "settings").await?;
            for (key, words, screen) in tongue.lead {
                is_home(&window, &tongue).await?;
                window.press(key).await?;
                window.sees(words).await?;
                holds_up(&window, &axe, look, screen).await?;
            }
            is_home(&window, &tongue).await?;
            holds_up(&window, &axe, look, "home-of-a-lead").await?;
        }
        before = tongue;
    }
    stage.finish(window).await
}

/// Opens the screens of several pages and looks at each of them; what is on a page is there once it does not say that the
/// hub is asked.
async fn pages_hold_up(window: &Window, axe: &str, look: (&Tongue, &str), screen: &str) -> anyhow::Result<()> {
    let pages = "return document.querySelectorAll('main nav button:has(kbd)').length";
    let pages = window.driver.run(pages).await?.as_u64().context("pages")?;
    anyhow::ensure!(pages > 1, "{screen} has pages");
    for page in 1..=pages {
        window.press(&page.to_string()).await?;
        let open = format!(
            "const open = [...document.querySelectorAll('main nav button:has(kbd)')].findIndex((page) => page.ariaCurrent);
            return open === {page} - 1 && document.querySelectorAll('main > :is(section, form, div, ol)').length > 0"
        );
        eventually(format!("page {page} of {screen}"), async || {
            Ok((window.driver.run(&open).await? == true).then_some(()))
        })
        .await?;
        let found = faults(window, axe).await?;
        let (Tongue { code, .. }, theme) = look;
        assert_eq!(
            found,
            Value::Array(Vec::new()),
            "page {page} of {screen} in {theme}, {code}"
        );
        let file = format!("look-{screen}-{page}-{theme}-{code}.png");
        window.photograph(&folder_for_pictures()?.join(file)).await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_page_of_administration_and_oversight_has_no_fault_that_axe_finds() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let ada = Account::add(&stage.hub, "ada", Role::Admin)?;
    let axe = axe()?;
    let window = stage.window_of(&ada).await?;
    let mut before = ENGLISH;
    for tongue in tongues() {
        speak(&window, &before, &tongue).await?;
        for theme in themes().iter().copied() {
            wear(&window, &tongue, theme).await?;
            for (key, screen) in [("v", "administration"), ("o", "oversight")] {
                is_home(&window, &tongue).await?;
                window.press(key).await?;
                eventually(format!("the pages of {screen}"), async || {
                    let nav = "return document.querySelector('main nav button[aria-current]') !== null";
                    Ok((window.driver.run(nav).await? == true).then_some(()))
                })
                .await?;
                pages_hold_up(&window, &axe, (&tongue, theme), screen).await?;
            }
            is_home(&window, &tongue).await?;
        }
        before = tongue;
    }
    stage.finish(window).await
}

#[tokio::test]
async fn a_review_has_no_fault_that_axe_finds_in_any_theme_and_the_look_is_there_after_a_restart() -> anyhow::Result<()>
{
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let axe = axe()?;
    let window = stage.window_of(&stage.one).await?;
    let mut before = ENGLISH;
    for tongue in tongues() {
        speak(&window, &before, &tongue).await?;
        for theme in THEMES {
            wear(&window, &tongue, theme).await?;
            is_home(&window, &tongue).await?;
            window.click(tongue.start).await?;
            window.sees(tongue.ladder).await?;
            rests(&window).await?;
            holds_up(&window, &axe, (&tongue, theme), "review").await?;
            is_home(&window, &tongue).await?;
        }
        before = tongue;
    }
    window.close().await?;
    let window = stage.window().await?;
    wears(&window, "high_contrast").await?;
    window.sees(before.hello).await?;
    wears(&window, "high_contrast").await?;
    stage.finish(window).await
}
