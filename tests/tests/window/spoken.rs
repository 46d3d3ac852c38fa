//! A whole review as it is heard: a real screen reader beside the window, and keys of the display's own keyboard.
//!
//! What is asked for is what the window gives; the words around it (`landmark`, `push button`, `grayed`) are Orca's.

use scrim_model::rung::Rung;
use scrim_tests::{
    bench::screen::{Screen, keys},
    harness::{HubOptions, Orca, Stage, Window, orca},
};

/// What Tab comes to in a case, in order, and what is said of it besides its name.
const CASE: [(&str, &str); 18] = [
    ("Full size push button grayed", "after a look in colour"),
    ("Colour push button", "whole picture"),
    ("Grey push button", "whole picture, no colour"),
    ("Lens push button", "one round region clear"),
    ("Outline push button", "a drawing of the contours"),
    ("Light veil push button", "grey, lightly blurred"),
    ("Heavy veil push button", "on screen, grey, strongly blurred"),
    ("Label push button", "no picture"),
    (
        "Hold to show toggle button not pressed",
        "Shown only while a key is held",
    ),
    ("A child may be at immediate risk push button", ""),
    ("Where the entry comes from collapsed push button", ""),
    (
        "Settle toggle button not pressed grayed",
        ". Needs light veil (2) first",
    ),
    ("Agree toggle button not pressed grayed", ". Needs grey (5) first"),
    (
        "Different toggle button not pressed grayed",
        ". Needs light veil (2) first",
    ),
    (
        "Should not be listed toggle button not pressed grayed",
        ". Needs grey (5) first",
    ),
    (
        "New material toggle button not pressed grayed",
        ". Needs grey (5) first",
    ),
    ("Cannot tell toggle button not pressed", "A lead decides"),
    (
        "Send verdict push button grayed",
        "Choose a ruling for every match first",
    ),
];

/// Somebody who hears the window and has a keyboard.
struct Listener {
    orca: Orca,
    keyboard: Screen,
}

impl Listener {
    fn press(&self, sign: char) -> anyhow::Result<()> {
        self.keyboard.press(&[u32::from(sign)]).map(drop)
    }

    async fn tab_to(&mut self, name: &str) -> anyhow::Result<Vec<String>> {
        self.keyboard.press(&[keys::TAB])?;
        Ok(self.orca.says_after(name).await?.1)
    }

    async fn signs_in(&mut self, stage: &Stage) -> anyhow::Result<()> {
        // Where it starts Orca says the frame, the field or both; Tab settles it.
        self.orca.says("").await?;
        self.tab_to("Password password text").await?;
        self.keyboard.down(keys::SHIFT)?;
        self.keyboard.press(&[keys::TAB])?;
        self.keyboard.up(keys::SHIFT)?;
        self.orca.says("Name entry").await?;
        self.keyboard.write(&stage.one.name)?;
        self.tab_to("Password password text").await?;
        self.keyboard.write("wrong")?;
        self.keyboard.press(&[keys::ENTER])?;
        let sentence = "Name or password is wrong. Check both and try again.";
        self.orca.says(sentence).await?;
        self.keyboard.write(&stage.one.password)?;
        self.keyboard.press(&[keys::ENTER])?;
        self.orca.says("Home").await?;
        // From here on single letters are the desk's keys and not the screen reader's.
        self.keyboard.down(keys::INSERT)?;
        self.press('z')?;
        self.keyboard.up(keys::INSERT)?;
        self.orca.says("Structural navigation keys off").await.map(drop)
    }

    async fn goes_through_a_case(&mut self) -> anyhow::Result<()> {
        self.keyboard.press(&[keys::ENTER])?;
        self.orca.says_each(&["Review", "Next case."]).await?;
        for (name, besides) in CASE {
            self.tab_to(name).await?;
            if !besides.is_empty() {
                self.orca.says(besides).await?;
            }
        }
        Ok(())
    }

    async fn looks_in_grey(&mut self, window: &Window) -> anyhow::Result<()> {
        self.press('a')?;
        self.orca.says("Needs grey (5) first.").await?;
        self.press('p')?;
        self.orca.says("Press once to show, press again to hide.").await?;
        self.press('5')?;
        self.orca.says("Grey is shown.").await?;
        window.is_lit(Rung::Grey).await?;
        // By then its countdown has gone on for some seconds.
        window.sees("hides in 0:06").await?;
        self.press('5')?;
        let (_, during) = self.orca.says_after("Hidden.").await?;
        anyhow::ensure!(during.is_empty(), "said during a look: {during:?}");
        Ok(())
    }

    async fn decides_and_takes_it_back(&mut self) -> anyhow::Result<()> {
        self.press('a')?;
        self.orca.says("Agree is chosen.").await?;
        self.keyboard.press(&[keys::ENTER])?;
        let given = "Verdict given. It can be undone for a moment.";
        self.orca.says_each(&["Next case.", given]).await?;
        self.press('z')?;
        self.orca
            .says_each(&["The verdict was taken back.", "The case is back."])
            .await
    }

    async fn is_interrupted(&mut self, window: &Window) -> anyhow::Result<()> {
        self.keyboard.press(&[keys::ESCAPE, keys::ESCAPE])?;
        self.orca.says_each(&["Curtain", "The curtain is down."]).await?;
        self.keyboard.press(&[keys::ENTER])?;
        self.orca.says_each(&["The curtain is up.", "Review"]).await?;
        self.press('b')?;
        self.orca.says_each(&["The break begins.", "Break"]).await?;
        window.sees("0:03").await?;
        let during = self.tab_to("End break push button").await?;
        anyhow::ensure!(during.is_empty(), "said during a break: {during:?}");
        self.keyboard.press(&[keys::ENTER])?;
        self.orca.says_each(&["The break is over.", "Home"]).await
    }
}

#[tokio::test]
async fn a_whole_review_is_heard_by_a_screen_reader_from_signing_in_to_the_end_of_a_break() -> anyhow::Result<()> {
    if !orca::can_run()? {
        return Ok(());
    }
    let patient = HubOptions {
        grace_seconds: 60,
        ..HubOptions::default()
    };
    let Some(mut stage) = Stage::set(3, patient).await? else {
        return Ok(());
    };
    stage.desktop.open_to_ears();
    // Beside an Orca that is there already the window's coming to the front and the first keys are a race, and what it
    // loses is said to nobody from then on.
    let window = stage.window().await?;
    let orca = Orca::start(&stage.desktop).await?;
    let keyboard = stage.screen()?;
    let mut listener = Listener { orca, keyboard };
    listener.signs_in(&stage).await?;
    listener.goes_through_a_case().await?;
    listener.looks_in_grey(&window).await?;
    listener.decides_and_takes_it_back().await?;
    listener.is_interrupted(&window).await?;
    listener.orca.end()?;
    stage.finish(window).await
}
