//! The script: two moderators in turn, at the real window, by keyboard.

use super::{Cast, GRACE_SECONDS, tell};
use crate::harness::{Desktop, Window, window::key};
use scrim_model::rung::Rung;
use std::{cell::Cell, path::Path, time::Duration};

/// A window, with a screenshot for each stage of the play.
struct Scene<'a> {
    window: Window,
    folder: &'a Path,
    /// Verdicts given and not taken back.
    verdicts: Cell<u32>,
}

impl Scene<'_> {
    async fn picture(&self, name: &str) -> anyhow::Result<()> {
        self.window.photograph(&self.folder.join(format!("{name}.png"))).await
    }

    /// A play that stopped leaves a picture of where it stopped, with what the desk has logged.
    async fn played(&self, ended: anyhow::Result<()>) -> anyhow::Result<()> {
        let Err(error) = ended else { return Ok(()) };
        self.picture("where-it-stopped").await?;
        Err(error.context(self.window.said()))
    }

    /// Looks and rules; the next case is then on the screen.
    async fn decide(&self, rung: Rung, choice: &str) -> anyhow::Result<()> {
        self.window.shows(Rung::HeavyVeil).await?;
        self.window.look(rung).await?;
        self.window.rule(choice).await?;
        self.next_case().await
    }

    /// Says that the entry should not be listed, because nothing sexual is shown.
    async fn dispute(&self) -> anyhow::Result<()> {
        self.window.shows(Rung::HeavyVeil).await?;
        self.window.look(Rung::Grey).await?;
        // Before the desk has told what was seen, the ruling is not open.
        self.window.sees("Grey (5)").await?;
        self.window.press("w").await?;
        self.window.sees("Nothing sexual").await?;
        self.picture("07-why-it-should-not-be-listed").await?;
        self.window.press("2").await?;
        self.window.press(key::ENTER).await?;
        self.next_case().await
    }

    /// A key pressed too early would be the case's before: nothing carries over, so it would do nothing.
    async fn next_case(&self) -> anyhow::Result<()> {
        self.verdicts.set(self.verdicts.get() + 1);
        self.window.sees("Choose a ruling for every match").await
    }
}

/// Plays both moderators; answers how many verdicts were given in the window.
pub(super) async fn both_moderators(cast: &Cast, desktop: &Desktop, folder: &Path) -> anyhow::Result<u32> {
    let window = Window::open(desktop, &cast.window_options()).await?;
    let scene = Scene {
        window,
        folder,
        verdicts: Cell::new(0),
    };
    scene.picture("01-sign-in").await?;
    scene.window.sign_in(&cast.one.name, &cast.one.password).await?;
    scene.picture("02-home").await?;
    scene.played(first(&scene).await).await?;
    tell("the second reviewer, who is told nothing of the first");
    // The second reviewer is given nothing that its author may still take back.
    tokio::time::sleep(Duration::from_secs(u64::from(GRACE_SECONDS))).await;
    scene.window.sign_in(&cast.two.name, &cast.two.password).await?;
    scene.played(second(&scene).await).await?;
    let given = scene.verdicts.get();
    let said = scene.window.close().await?;
    anyhow::ensure!(!said.contains("panicked at"), "the desk's log is not clean:\n{said}");
    Ok(given)
}

async fn first(scene: &Scene<'_>) -> anyhow::Result<()> {
    let window = &scene.window;
    window.start_review().await?;
    window.shows(Rung::HeavyVeil).await?;
    scene.picture("03-veiled").await?;
    window.hold("5").await?;
    window.is_lit(Rung::Grey).await?;
    scene.picture("04-looking-in-grey").await?;
    window.let_go("5").await?;
    window.shows(Rung::HeavyVeil).await?;
    window.rule("a").await?;
    window.sees("Undo").await?;
    scene.picture("05-next-case-and-undo").await?;
    window.press("z").await?;
    window.shows(Rung::Label).await?;
    scene.picture("06-taken-back-without-a-picture").await?;
    window.press("1").await?;
    scene.decide(Rung::Colour, "a").await?;
    scene.decide(Rung::LightVeil, "s").await?;
    scene.dispute().await?;
    scene.decide(Rung::LightVeil, "d").await?;
    scene.decide(Rung::Grey, "n").await?;
    pauses(scene).await
}

/// Curtain, break, one's own record and settings, and out.
async fn pauses(scene: &Scene<'_>) -> anyhow::Result<()> {
    let window = &scene.window;
    window.shows(Rung::HeavyVeil).await?;
    window.press(key::ESCAPE).await?;
    window.press(key::ESCAPE).await?;
    window.sees("curtain is down").await?;
    scene.picture("08-curtain").await?;
    window.press(key::ENTER).await?;
    window.shows(Rung::Label).await?;
    window.press("b").await?;
    window.sees("Your break").await?;
    scene.picture("09-break").await?;
    window.click("End break").await?;
    window.sees("Hello").await?;
    window.click("My record").await?;
    window.sees("Grey").await?;
    scene.picture("10-my-record").await?;
    window.press("h").await?;
    window.sees("Hello").await?;
    window.click("Settings").await?;
    window.sees("A case rests at").await?;
    scene.picture("11-settings").await?;
    window.press("h").await?;
    window.sees("Hello").await?;
    window.click("Sign out").await?;
    window.sees("Sign in").await
}

async fn second(scene: &Scene<'_>) -> anyhow::Result<()> {
    let window = &scene.window;
    window.start_review().await?;
    window.shows(Rung::HeavyVeil).await?;
    scene.picture("12-second-reviewer").await?;
    scene.decide(Rung::Grey, "a").await?;
    scene.dispute().await?;
    scene.decide(Rung::Grey, "n").await?;
    window.shows(Rung::HeavyVeil).await?;
    window.press("h").await?;
    window.sees("Hello").await
}

/// The home screen after everything: what the team's work achieved.
pub(super) async fn last_look_home(cast: &Cast, desktop: &Desktop, folder: &Path) -> anyhow::Result<()> {
    let window = Window::open(desktop, &cast.window_options()).await?;
    // The keyring still has the second moderator's sign-in: no password is typed.
    window.sees(&format!("Hello, {}", cast.two.name)).await?;
    window.photograph(&folder.join("13-what-the-team-achieved.png")).await?;
    window.close().await.map(drop)
}
