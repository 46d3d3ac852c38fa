//! A hub with people and cases, and a desktop to review them on: what most window tests begin with.

use super::{
    desktop::{Desktop, Keyring, Shows, missing_tools},
    hub::{HubOptions, TestHub},
    person::Reviewer,
    programs,
    source::Source,
    window::{Window, WindowOptions},
};
use crate::bench::screen::Screen;
use crate::pictures::{Alteration, File, Picture, fine::fine_pattern, large};
use anyhow::Context as _;
use scrim_model::{person::Role, rung::Rung};
use std::{
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    process::{Command, Output},
};

/// The size of the screen in memory.
pub const SCREEN: Shows = Shows::InMemory(1440, 900);

/// By how many levels every upload is brighter than the listed picture.
pub const BRIGHTENED: u8 = 14;

/// Everything a window test needs.
#[derive(Debug)]
pub struct Stage {
    /// The hub.
    pub hub: TestHub,
    /// The platform.
    pub source: Source,
    /// A moderator, known to the hub and not yet signed in anywhere.
    pub one: Account,
    /// Another.
    pub two: Account,
    /// A lead.
    pub lead: Account,
    /// The desktop.
    pub desktop: Desktop,
    options: WindowOptions,
}

/// A name with its password of this run.
#[derive(Debug, Clone)]
pub struct Account {
    /// The name.
    pub name: String,
    /// The password.
    pub password: String,
}

impl Account {
    /// Adds somebody to a hub.
    ///
    /// # Errors
    /// When the hub refuses.
    pub fn add(hub: &TestHub, name: &str, role: Role) -> anyhow::Result<Self> {
        let password = uuid::Uuid::now_v7().simple().to_string();
        hub.add_person(name, role, &password)?;
        Ok(Self {
            name: name.to_owned(),
            password,
        })
    }
}

/// Where tests leave pictures of the window for whoever wants to judge them.
///
/// # Errors
/// When it cannot be made.
pub fn folder_for_pictures() -> anyhow::Result<PathBuf> {
    let folder = programs::folder()?.join("pictures");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

impl Window {
    /// Keeps what the window shows, once it has drawn it, under a name in the folder for pictures.
    ///
    /// # Errors
    /// When the driver refuses or the file cannot be written.
    pub async fn keep_picture(&self, name: &str) -> anyhow::Result<()> {
        self.driver.frames_pass().await?;
        self.photograph(&folder_for_pictures()?.join(name)).await
    }
}

/// Whether the tools for windows are here; that they are not is said aloud.
///
/// # Errors
/// Where they must be.
#[expect(clippy::print_stdout, reason = "a skipped test is said aloud")]
pub fn windows_can_run() -> anyhow::Result<bool> {
    let missing = missing_tools();
    if missing.is_empty() {
        return Ok(true);
    }
    anyhow::ensure!(!programs::in_ci(), "window tests need {}", missing.join(", "));
    println!("skipped: window tests need {}", missing.join(", "));
    Ok(false)
}

impl Stage {
    /// A hub where `cases` altered copies of listed pictures wait, each with the fine pattern in it;
    /// none where no window can be opened, which is then said aloud.
    ///
    /// # Errors
    /// When a program does not come up, or a tool is missing on a machine that must have it.
    pub async fn set(cases: u32, options: HubOptions) -> anyhow::Result<Option<Self>> {
        Self::set_with(cases, options, fine_pattern).await
    }

    /// The same with something else planted in every picture.
    ///
    /// # Errors
    /// As for [`Self::set`].
    pub async fn set_with(
        cases: u32,
        options: HubOptions,
        plant: impl Fn(&Picture) -> Picture,
    ) -> anyhow::Result<Option<Self>> {
        let Some(stage) = Self::empty(options)? else {
            return Ok(None);
        };
        let known: Vec<_> = (0..cases).map(|n| plant(&large(n * 3 + 1))).collect();
        let files: Vec<File> = known.iter().map(File::jpeg).collect();
        stage.hub.import("known", false, &files)?;
        for picture in &known {
            stage
                .source
                .submit(&Alteration::Brightened(BRIGHTENED.into()).file(picture))
                .await?;
        }
        Ok(Some(stage))
    }

    /// A hub with people and nothing listed or sent yet; none where no window can be opened.
    ///
    /// # Errors
    /// When a program does not come up, or a tool is missing on a machine that must have it.
    pub fn empty(options: HubOptions) -> anyhow::Result<Option<Self>> {
        Self::empty_with(options, Vec::new())
    }

    /// The same, with a hub that is told something more.
    ///
    /// # Errors
    /// As for [`Self::empty`].
    pub fn empty_with(options: HubOptions, words: Vec<String>) -> anyhow::Result<Option<Self>> {
        if !windows_can_run()? {
            return Ok(None);
        }
        let hub = TestHub::start_with(options, words)?;
        let source = hub.source("platform")?;
        let one = Account::add(&hub, "ines", Role::Moderator)?;
        let two = Account::add(&hub, "tomas", Role::Moderator)?;
        let lead = Account::add(&hub, "amara", Role::Lead)?;
        let options = WindowOptions {
            hub: hub.url.clone(),
            ..WindowOptions::default()
        };
        Ok(Some(Self {
            desktop: Desktop::start(SCREEN, Keyring::Unlocked)?,
            hub,
            source,
            one,
            two,
            lead,
            options,
        }))
    }

    /// The display with its own keyboard, whose keys the window has: for what has to come or be seen from outside the page.
    ///
    /// # Errors
    /// When there is no display, or no window on it.
    pub fn screen(&self) -> anyhow::Result<Screen> {
        let display = self.desktop.display.as_deref().context("a screen in memory")?;
        let screen = Screen::connect(display)?;
        let (window, _) = screen.window()?.context("a window")?;
        screen.focus(window)?;
        Ok(screen)
    }

    /// The same with a tap: every picture that leaves the desk lands in the answered folder.
    pub fn tapped(&mut self) -> PathBuf {
        let folder = self.desktop.file("tap");
        self.options.tap = Some(folder.clone());
        folder
    }

    /// Puts the browser of somebody of this name into the place of the system's.
    ///
    /// # Errors
    /// When it cannot be put there.
    pub fn browse_as(&mut self, browser: &str, name: &str) -> anyhow::Result<()> {
        let folder = self.desktop.file("programs");
        std::fs::create_dir_all(&folder)?;
        let opener = folder.join("xdg-open");
        std::fs::write(&opener, format!("#!/bin/sh\nexec '{browser}' \"$1\" '{name}'\n"))?;
        std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755))?;
        self.options.programs = Some(folder);
        Ok(())
    }

    /// Opens the desk.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn window(&self) -> anyhow::Result<Window> {
        Window::open(&self.desktop, &self.options).await
    }

    /// Opens the desk by a link, as the system does where none is open.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn window_by(&self, link: &str) -> anyhow::Result<Window> {
        let link = Some(link.to_owned());
        let options = WindowOptions {
            link,
            ..self.options.clone()
        };
        Window::open(&self.desktop, &options).await
    }

    /// Starts the desk on this desktop once more, beside a window that is open, with these words; answers how that ended.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start_again(&self, words: &[&str]) -> anyhow::Result<Output> {
        let mut command = Command::new(programs::ours("scrim-desk")?);
        command.args(words).arg("--data").arg(self.desktop.file("desk"));
        self.desktop.enter(&mut command);
        Ok(command.output()?)
    }

    /// Opens the desk and signs somebody in.
    ///
    /// # Errors
    /// When the home screen does not come.
    pub async fn window_of(&self, who: &Account) -> anyhow::Result<Window> {
        let window = self.window().await?;
        window.sign_in(&who.name, &who.password).await?;
        Ok(window)
    }

    /// Opens the desk, signs somebody in and starts a review: the first case is at rest.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn review_of(&self, who: &Account) -> anyhow::Result<Window> {
        let window = self.window_of(who).await?;
        window.start_review().await?;
        window.shows(Rung::HeavyVeil).await?;
        Ok(window)
    }

    /// Signs somebody in over HTTP, beside any window.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn person(&self, who: &Account) -> anyhow::Result<Reviewer> {
        Reviewer::sign_in(&self.hub.url, &who.name, &who.password).await
    }

    /// Ends everything in order and checks what is left behind: logs without errors, a whole chain.
    ///
    /// # Errors
    /// With what is wrong.
    pub async fn finish(self, window: Window) -> anyhow::Result<()> {
        let said = window.close().await?;
        let bad = |line: &&str| line.contains(" ERROR ") || line.contains("\"ERROR\"") || line.contains("panicked at");
        let found: Vec<&str> = said.lines().filter(bad).collect();
        anyhow::ensure!(found.is_empty(), "the desk's log is not clean:\n{}", found.join("\n"));
        for who in [&self.one, &self.two, &self.lead] {
            anyhow::ensure!(!said.contains(&who.password), "a password is in the desk's log");
            anyhow::ensure!(
                !self.hub.log().contains(&who.password),
                "a password is in the hub's log"
            );
        }
        self.hub.finish()
    }
}
