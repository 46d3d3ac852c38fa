//! From a key to the picture on the screen: the real window on a screen in memory, its keys pressed
//! and its pixels read from outside.
//!
//! Knows where the window has its form and how its keys are called; nothing of what runs inside.

use super::{
    figures::Figures,
    latency::{REST, Review, STAGE, precision},
    long,
    memory::proportional_mb,
    screen::{Region, Screen, Seen, keys},
};
use crate::{
    harness::{Desktop, HubOptions, Keyring, Shows, TestHub, child::Running, programs, stage::Account},
    pictures::{Alteration, File, Picture, fine::fine_pattern, large},
};
use anyhow::Context as _;
use scrim_model::person::Role;
use std::{
    process::Command,
    thread,
    time::{Duration, Instant},
};
use x11rb::protocol::xproto::Window;

const SCREEN: Shows = Shows::InMemory(1440, 900);
/// How many cases wait; each but the last few gives one sample of everything.
const CASES: u32 = 44;
/// How many of them are measured, within the hub's limit of looks a day.
const MEASURED: u32 = 40;
const STARTS: usize = 11;
const MEMORY_SAMPLES: usize = 21;

/// The middle of the window, where the sign-in form is.
const FORM: Region = Region {
    x: 340,
    y: 100,
    width: 600,
    height: 600,
};

/// Measures all of it.
///
/// # Errors
/// When a program fails, or the screen never shows what it should.
pub async fn measure() -> anyhow::Result<Figures> {
    let hub = TestHub::start(HubOptions::default())?;
    let one = Account::add(&hub, "ines", Role::Moderator)?;
    fill(&hub, CASES).await?;
    let bench = Bench::open(&hub.url)?;
    let mut figures = Figures::default();
    bench.run(&one, &mut figures)?;
    drop(bench);
    hub.finish()?;
    long::add(&mut figures).await?;
    Ok(figures)
}

/// Lets altered copies of listed pictures wait, each with a pattern that no veil keeps.
pub(super) async fn fill(hub: &TestHub, cases: u32) -> anyhow::Result<()> {
    let source = hub.source("platform")?;
    let pictures: Vec<Picture> = (0..cases).map(|n| fine_pattern(&large(n))).collect();
    let files: Vec<File> = pictures.iter().map(File::jpeg).collect();
    hub.import("known", false, &files)?;
    for picture in &pictures {
        source.submit(&Alteration::Brightened(14).file(picture)).await?;
    }
    Ok(())
}

/// A desk on a screen in memory, with the hub that it is to speak to.
pub(super) struct Bench {
    screen: Screen,
    desktop: Desktop,
    url: String,
}

impl Bench {
    pub(super) fn open(hub: &str) -> anyhow::Result<Self> {
        let desktop = Desktop::start(SCREEN, Keyring::Unlocked)?;
        let display = desktop.display.clone().context("a screen in memory has a name")?;
        Ok(Self {
            screen: Screen::connect(&display)?,
            desktop,
            url: hub.to_owned(),
        })
    }

    pub(super) fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Starts the desk, and waits for its form.
    pub(super) fn start_once(&self) -> anyhow::Result<(Running, Window)> {
        let desk = self.desk()?;
        let window = self.any_window()?;
        self.form()?;
        Ok((desk, window))
    }

    fn run(&self, one: &Account, figures: &mut Figures) -> anyhow::Result<()> {
        let (desk, window) = self.starts(figures)?;
        figures.add("desk at the sign-in screen, all processes, PSS", "MB", memory(&desk)?)?;
        self.sign_in(one, window)?;
        figures.add("desk with 4 cases held, all processes, PSS", "MB", memory(&desk)?)?;
        Review::calibrate(&self.screen, window)?.measure(MEASURED, figures)?;
        figures.add("desk after the last case, all processes, PSS", "MB", memory(&desk)?)?;
        figures.note("the base of the memory figures is this desk's own sign-in screen, not an empty window");
        figures.note("four cases are held at once; the screen is in memory, without a GPU or a window manager");
        precision(&self.screen, figures)
    }

    /// Starts the desk many times; the last one stays.
    fn starts(&self, figures: &mut Figures) -> anyhow::Result<(Running, Window)> {
        let reference = {
            let _first = self.desk()?;
            self.any_window()?;
            self.form()?
        };
        let mut times = Vec::new();
        loop {
            self.screen.until(Instant::now(), "an empty screen", FORM, |seen| {
                seen.differs(&reference, 8) > 0.9
            })?;
            let began = Instant::now();
            let desk = self.desk()?;
            let is_form = |seen: &Seen| seen.differs(&reference, 8) < 0.02;
            times.push(self.screen.until(began, "the sign-in screen", FORM, is_form)?);
            if times.len() == STARTS {
                figures.add_times("start to sign-in screen", &times)?;
                return Ok((desk, self.any_window()?));
            }
        }
    }

    /// The sign-in form, once it stands still; where its caret blinks it never does.
    fn form(&self) -> anyhow::Result<Seen> {
        self.screen
            .settled(FORM, Duration::from_millis(2_500))
            .or_else(|_blinks| self.screen.look(FORM))
    }

    fn desk(&self) -> anyhow::Result<Running> {
        let mut command = Command::new(programs::ours("scrim-desk")?);
        self.desktop.enter(&mut command);
        command
            .env("SCRIM_HUB", &self.url)
            .env("SCRIM_DATA", self.desktop.file("desk"));
        Running::start(&mut command, &self.desktop.file("desk.log"))
    }

    fn any_window(&self) -> anyhow::Result<Window> {
        let began = Instant::now();
        loop {
            if let Some((window, _)) = self.screen.window()? {
                return Ok(window);
            }
            anyhow::ensure!(began.elapsed() < Duration::from_secs(20), "the desk opens no window");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// By keys alone, to the first veiled case.
    pub(super) fn sign_in(&self, who: &Account, window: Window) -> anyhow::Result<()> {
        self.screen.focus(window)?;
        thread::sleep(REST);
        let form = self.screen.look(FORM)?;
        self.screen.write(&who.name)?;
        self.screen.press(&[keys::TAB])?;
        self.screen.write(&who.password)?;
        self.screen.press(&[keys::ENTER])?;
        let home = |seen: &Seen| seen.differs(&form, 8) > 0.1;
        self.screen.until(Instant::now(), "the home screen", FORM, home)?;
        let home = self.screen.settled(STAGE, REST)?;
        self.screen.press(&[keys::ENTER])?;
        let review = |seen: &Seen| seen.differs(&home, 8) > 0.5;
        self.screen.until(Instant::now(), "the first case", STAGE, review)?;
        self.screen.settled(STAGE, REST).map(drop)
    }
}

fn memory(desk: &Running) -> anyhow::Result<Vec<f64>> {
    (0..MEMORY_SAMPLES).map(|_| proportional_mb(desk.pid())).collect()
}
