//! How long after a key, or a loss of focus, the screen shows what it should.
//!
//! One case at a time: a look and its end, a loss of focus, the verdict; then the curtain. Between two
//! measurements the stage comes to rest.

use super::{
    figures::Figures,
    screen::{Region, Screen, Seen, keys},
};
use std::{
    thread,
    time::{Duration, Instant},
};
use x11rb::protocol::xproto::Window;

/// A part of the stage that every picture covers and no words stand on.
pub(super) const STAGE: Region = Region {
    x: 500,
    y: 110,
    width: 180,
    height: 24,
};

/// A case rests this long between two measurements.
pub(super) const REST: Duration = Duration::from_millis(150);

/// Looks at the grey picture for as long as it is down.
const LOOK: u32 = '5' as u32;
/// Rules that it cannot be told, which needs no look.
const CANNOT_TELL: u32 = 'u' as u32;
const HEAVY_VEIL: u32 = '1' as u32;

/// A difference below this is none: fonts and gauze.
const SAME: u8 = 4;
/// A difference above this is another picture or none.
const OTHER: u8 = 12;

/// The review screen, seen from outside.
pub(super) struct Review<'a> {
    screen: &'a Screen,
    window: Window,
    /// The stage with nothing on it.
    blank: Seen,
    /// What is sharper than this is clear.
    clear_above: f64,
}

/// What was measured so far.
#[derive(Default)]
struct Times {
    looks: Vec<Duration>,
    releases: Vec<Duration>,
    leavings: Vec<Duration>,
    panics: Vec<Duration>,
    curtains: Vec<Duration>,
    decisions: Vec<Duration>,
}

impl Times {
    fn hiding(&self, figures: &mut Figures) -> anyhow::Result<()> {
        figures.add_times("look key released to hidden", &self.releases)?;
        figures.add_times("focus lost to hidden", &self.leavings)?;
        figures.add_times("panic key to hidden", &self.panics)?;
        figures.add_times("panic key to curtain drawn", &self.curtains)
    }
}

impl<'a> Review<'a> {
    /// Learns what veil, clear picture and empty stage look like, slowly.
    pub(super) fn calibrate(screen: &'a Screen, window: Window) -> anyhow::Result<Self> {
        let slowly = Duration::from_secs(1);
        let veil = screen.settled(STAGE, slowly)?;
        screen.focus_other()?;
        let blank = screen.settled(STAGE, slowly)?;
        anyhow::ensure!(blank.differs(&veil, OTHER) > 0.5, "an empty stage looks like a veil");
        screen.focus(window)?;
        screen.until(Instant::now(), "the veil again", STAGE, |seen| same(seen, &veil))?;
        screen.down(LOOK)?;
        let clear = |seen: &Seen| seen.sharpness() > veil.sharpness() + 2.0 && !same(seen, &blank);
        screen.until(Instant::now(), "a clear picture", STAGE, clear)?;
        let clear = screen.settled(STAGE, REST)?;
        screen.up(LOOK)?;
        screen.until(Instant::now(), "the veil after a look", STAGE, |seen| same(seen, &veil))?;
        Ok(Self {
            screen,
            window,
            blank,
            clear_above: f64::midpoint(veil.sharpness(), clear.sharpness()).min(veil.sharpness() + 2.0),
        })
    }

    /// Goes through this many cases.
    pub(super) fn measure(&self, cases: u32, figures: &mut Figures) -> anyhow::Result<()> {
        let mut times = Times::default();
        for _ in 0..cases {
            self.look_and_release(&mut times)?;
            self.leave(&mut times)?;
            self.decide(&mut times)?;
        }
        self.drop_curtains(cases, &mut times)?;
        figures.add_times("decision key to next veiled case", &times.decisions)?;
        figures.add_times("look key to clear picture", &times.looks)?;
        times.hiding(figures)
    }

    /// Goes through this many cases, looking at and leaving each so often, and drops as many curtains. Only what hides is
    /// told.
    pub(super) fn measure_hiding(&self, cases: u32, each: u32, figures: &mut Figures) -> anyhow::Result<()> {
        let mut times = Times::default();
        for _ in 0..cases {
            for _ in 0..each {
                self.look_and_release(&mut times)?;
                self.leave(&mut times)?;
            }
            self.decide(&mut times)?;
        }
        self.drop_curtains(cases * each, &mut times)?;
        times.hiding(figures)
    }

    fn at_rest(&self) -> anyhow::Result<Seen> {
        self.screen.settled(STAGE, REST)
    }

    /// Whether a picture is seen without its veil. The weave of the empty stage, which the page draws until a veil has
    /// come, is finer than many a picture and shows nothing.
    fn clear(&self, seen: &Seen) -> bool {
        seen.sharpness() > self.clear_above && !same(seen, &self.blank)
    }

    fn look_and_release(&self, times: &mut Times) -> anyhow::Result<()> {
        self.at_rest()?;
        let down = self.screen.down(LOOK)?;
        times.looks.push(
            self.screen
                .until(down, "a clear picture", STAGE, |seen| self.clear(seen))?,
        );
        thread::sleep(REST);
        let up = self.screen.up(LOOK)?;
        times.releases.push(
            self.screen
                .until(up, "the look's end", STAGE, |seen| !self.clear(seen))?,
        );
        // What covers it goes once the page has hidden: the picture must not be seen once more then.
        self.screen
            .stays("the look's end", STAGE, |seen| !self.clear(seen), REST)
    }

    fn leave(&self, times: &mut Times) -> anyhow::Result<()> {
        let veil = self.at_rest()?;
        let left = self.screen.focus_other()?;
        let gone = |seen: &Seen| seen.is_plain() || same(seen, &self.blank);
        times
            .leavings
            .push(self.screen.until(left, "an empty stage", STAGE, gone)?);
        self.screen.stays("an empty stage", STAGE, gone, REST)?;
        self.screen.focus(self.window)?;
        self.screen
            .until(Instant::now(), "the veil again", STAGE, |seen| same(seen, &veil))
            .map(drop)
    }

    /// All on one case: behind the curtain every case in hand goes back to its label.
    fn drop_curtains(&self, count: u32, times: &mut Times) -> anyhow::Result<()> {
        let veil = self.at_rest()?;
        self.screen.press(&[keys::PAUSE])?;
        let curtain = self.screen.settled(STAGE, Duration::from_secs(1))?;
        anyhow::ensure!(curtain.differs(&veil, SAME) > 0.5, "the curtain looks like a veil");
        self.lift(&veil)?;
        for _ in 0..count {
            self.at_rest()?;
            let down = self.screen.press(&[keys::PAUSE])?;
            let is_down = |seen: &Seen| same(seen, &curtain);
            // The window covers all of itself in one colour until the page has drawn its folds.
            let hidden = |seen: &Seen| seen.is_plain() || is_down(seen);
            times
                .panics
                .push(self.screen.until(down, "nothing to see", STAGE, hidden)?);
            times
                .curtains
                .push(self.screen.until(down, "the curtain", STAGE, is_down)?);
            self.screen.stays("the curtain", STAGE, hidden, REST)?;
            self.lift(&veil)?;
        }
        Ok(())
    }

    /// Lifts the curtain: the case re-opens at its label, and the veil is asked for.
    fn lift(&self, veil: &Seen) -> anyhow::Result<()> {
        self.screen.press(&[keys::ENTER])?;
        self.at_rest()?;
        self.screen.press(&[HEAVY_VEIL])?;
        self.screen
            .until(Instant::now(), "the veil after the curtain", STAGE, |seen| {
                same(seen, veil)
            })
            .map(drop)
    }

    fn decide(&self, times: &mut Times) -> anyhow::Result<()> {
        self.screen.press(&[CANNOT_TELL])?;
        let veil = self.at_rest()?;
        let down = self.screen.press(&[keys::ENTER])?;
        let next = |seen: &Seen| seen.differs(&veil, SAME) > 0.3 && seen.differs(&self.blank, OTHER) > 0.5;
        times
            .decisions
            .push(self.screen.until(down, "the next veiled case", STAGE, next)?);
        Ok(())
    }
}

fn same(seen: &Seen, other: &Seen) -> bool {
    seen.differs(other, SAME) < 0.02
}

/// How long one look at the stage takes: no figure here is more exact.
pub(super) fn precision(screen: &Screen, figures: &mut Figures) -> anyhow::Result<()> {
    let mut times = Vec::new();
    for _ in 0..200 {
        let began = Instant::now();
        screen.look(STAGE)?;
        times.push(began.elapsed());
    }
    figures.add_times("one look at the screen by this benchmark", &times)
}
