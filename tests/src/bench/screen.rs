//! A screen as it looks from outside: its pixels, and a keyboard. Knows nothing of what is on it.

pub use super::seen::Seen;
use anyhow::Context as _;
use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};
use x11rb::{
    connection::Connection as _,
    protocol::{
        xkb::{AXOption, BoolCtrl, ConnectionExt as _, Control, ID, VMod},
        xproto::{
            ConnectionExt as _, CreateWindowAux, ImageFormat, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState,
            ModMask, Window, WindowClass,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

/// Between two looks at the screen: far below a frame, and enough to leave the server time for its work.
const BETWEEN_LOOKS: Duration = Duration::from_micros(400);

/// How long anything may take to show up.
const DEADLINE: Duration = Duration::from_secs(20);

/// Keys by their X names.
pub mod keys {
    /// Return.
    pub const ENTER: u32 = 0xFF0D;
    /// Tab.
    pub const TAB: u32 = 0xFF09;
    /// Pause.
    pub const PAUSE: u32 = 0xFF13;
    /// The left Shift.
    pub const SHIFT: u32 = 0xFFE1;
    /// Escape.
    pub const ESCAPE: u32 = 0xFF1B;
    /// Insert, which a screen reader takes for its own key.
    pub const INSERT: u32 = 0xFF63;
    /// The left Control.
    pub const CONTROL: u32 = 0xFFE3;
    /// The left Alt.
    pub const ALT: u32 = 0xFFE9;
    /// The space bar.
    pub const SPACE: u32 = 0x0020;
}

/// A part of the screen, px.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// From the left.
    pub x: i16,
    /// From the top.
    pub y: i16,
    /// How wide.
    pub width: u16,
    /// How high.
    pub height: u16,
}

/// A connection to a display.
pub struct Screen {
    x: RustConnection,
    root: Window,
    other: Window,
    first_keycode: u8,
    keysyms_each: usize,
    keysyms: Vec<u32>,
}

impl Screen {
    /// Connects.
    ///
    /// # Errors
    /// When there is no such display, or it cannot pretend to be a keyboard.
    pub fn connect(display: &str) -> anyhow::Result<Self> {
        let (x, number) = x11rb::connect(Some(display))?;
        let setup = x.setup();
        let root = setup.roots.get(number).context("the display has a screen")?.root;
        let other = other_window(&x, root)?;
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        x.xtest_get_version(2, 2)?.reply()?;
        let mapping = x.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        Ok(Self {
            root,
            other,
            first_keycode: first,
            keysyms_each: usize::from(mapping.keysyms_per_keycode).max(1),
            keysyms: mapping.keysyms,
            x,
        })
    }

    /// Looks at a region.
    ///
    /// # Errors
    /// When it is not on the screen.
    pub fn look(&self, at: Region) -> anyhow::Result<Seen> {
        let image = self
            .x
            .get_image(ImageFormat::Z_PIXMAP, self.root, at.x, at.y, at.width, at.height, !0);
        let bytes = image?.reply()?.data;
        let pixels = bytes.chunks_exact(4);
        Ok(Seen {
            levels: pixels.map(|bgrx| bgrx.get(1).copied().unwrap_or_default()).collect(),
            width: usize::from(at.width),
        })
    }

    /// Looks again and again until the region is as wanted; answers how long after `began` that was.
    ///
    /// # Errors
    /// When it never is.
    pub fn until(
        &self,
        began: Instant,
        what: &str,
        at: Region,
        wanted: impl Fn(&Seen) -> bool,
    ) -> anyhow::Result<Duration> {
        loop {
            if wanted(&self.look(at)?) {
                return Ok(began.elapsed());
            }
            if began.elapsed() > DEADLINE {
                let file = std::env::temp_dir().join("scrim-bench-screen.png");
                self.photograph(&file)?;
                anyhow::bail!("never on the screen: {what}; {} is what there is", file.display());
            }
            thread::sleep(BETWEEN_LOOKS);
        }
    }

    /// Looks again and again for so long.
    ///
    /// # Errors
    /// When the region is once not as wanted, with `what` it was to stay.
    pub fn stays(&self, what: &str, at: Region, wanted: impl Fn(&Seen) -> bool, time: Duration) -> anyhow::Result<()> {
        let began = Instant::now();
        while began.elapsed() < time {
            let seen = self.look(at)?;
            if !wanted(&seen) {
                let file = std::env::temp_dir().join("scrim-bench-seen.png");
                seen.keep(&file)?;
                let after = began.elapsed().as_millis();
                anyhow::bail!(
                    "{what} did not stay, after {after} ms; {} is what was seen",
                    file.display()
                );
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    /// Waits until a region has stayed the same for `quiet`.
    ///
    /// # Errors
    /// When it never does.
    pub fn settled(&self, at: Region, quiet: Duration) -> anyhow::Result<Seen> {
        let began = Instant::now();
        let (mut last, mut since) = (self.look(at)?, began);
        while since.elapsed() < quiet {
            anyhow::ensure!(began.elapsed() < DEADLINE, "the screen never comes to rest");
            thread::sleep(Duration::from_millis(5));
            let now = self.look(at)?;
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        Ok(last)
    }

    /// Puts a key down; answers when.
    ///
    /// # Errors
    /// When the keyboard has no such key.
    pub fn down(&self, key: u32) -> anyhow::Result<Instant> {
        self.fake(KEY_PRESS_EVENT, key)
    }

    /// Lets a key go; answers when.
    ///
    /// # Errors
    /// When the keyboard has no such key.
    pub fn up(&self, key: u32) -> anyhow::Result<Instant> {
        self.fake(KEY_RELEASE_EVENT, key)
    }

    /// Presses keys one after the other and lets each go; answers when the last went down.
    ///
    /// # Errors
    /// When the keyboard has no such key.
    pub fn press(&self, keys: &[u32]) -> anyhow::Result<Instant> {
        let mut last = Instant::now();
        for key in keys {
            last = self.down(*key)?;
            self.up(*key)?;
        }
        Ok(last)
    }

    /// Types words of small letters and digits.
    ///
    /// # Errors
    /// When the keyboard lacks one of them.
    pub fn write(&self, words: &str) -> anyhow::Result<()> {
        self.press(&words.chars().map(u32::from).collect::<Vec<_>>()).map(drop)
    }

    /// Turns on Sticky Keys, as the server itself offers them: a modifier that is pressed and let go counts for the
    /// next key.
    ///
    /// # Errors
    /// When the keyboard cannot do so.
    pub fn sticky_keys(&self) -> anyhow::Result<()> {
        self.x.xkb_use_extension(1, 0)?.reply()?;
        let (keyboard, none, nothing) = (ID::USE_CORE_KBD.into(), ModMask::default(), VMod::default());
        let (sticky, options) = (BoolCtrl::STICKY_KEYS, AXOption::default());
        let leave = BoolCtrl::default();
        self.x
            .xkb_set_controls(
                keyboard,
                none,
                none,
                none,
                none,
                nothing,
                nothing,
                nothing,
                nothing,
                0,
                0,
                options,
                sticky,
                sticky,
                Control::CONTROLS_ENABLED,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                leave,
                leave,
                options,
                options,
                &[0; 32],
            )?
            .check()?;
        Ok(())
    }

    fn fake(&self, event: u8, key: u32) -> anyhow::Result<Instant> {
        let of_one = |keysyms: &[u32]| keysyms.first() == Some(&key);
        let place = self.keysyms.chunks(self.keysyms_each).position(of_one);
        let offset = u8::try_from(place.with_context(|| format!("no key gives {key:#x}"))?)?;
        let now = Instant::now();
        let code = self.first_keycode + offset;
        self.x.xtest_fake_input(event, code, 0, self.root, 0, 0, 0)?;
        self.x.flush()?;
        Ok(now)
    }

    /// The largest window on the screen.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn window(&self) -> anyhow::Result<Option<(Window, Region)>> {
        let mut found: Option<(Window, Region)> = None;
        for window in self.x.query_tree(self.root)?.reply()?.children {
            // A window may close between the listing and the asking.
            let (Ok(shown), Ok(place)) = (
                self.x.get_window_attributes(window)?.reply(),
                self.x.get_geometry(window)?.reply(),
            ) else {
                continue;
            };
            let largest = found.is_none_or(|(_, region)| region.width < place.width);
            if shown.map_state == MapState::VIEWABLE && place.width > 200 && largest {
                let (x, y, width, height) = (place.x, place.y, place.width, place.height);
                found = Some((window, Region { x, y, width, height }));
            }
        }
        Ok(found)
    }

    /// Gives the keys to a window; answers when.
    ///
    /// # Errors
    /// When it is not there.
    pub fn focus(&self, window: Window) -> anyhow::Result<Instant> {
        let now = Instant::now();
        self.x
            .set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?
            .check()?;
        Ok(now)
    }

    /// Gives the keys to another window, as if a person had gone there; answers when.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn focus_other(&self) -> anyhow::Result<Instant> {
        self.focus(self.other)
    }

    /// Keeps the whole screen as a grey picture.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn photograph(&self, file: &Path) -> anyhow::Result<()> {
        let whole = self.x.get_geometry(self.root)?.reply()?;
        let (width, height) = (whole.width, whole.height);
        let seen = self.look(Region {
            x: 0,
            y: 0,
            width,
            height,
        })?;
        seen.keep(file)
    }
}

/// A small window of our own in the corner, for the keys to go to: with none to take them, the window
/// under the pointer would still have them.
fn other_window(x: &RustConnection, root: Window) -> anyhow::Result<Window> {
    let window = x.generate_id()?;
    let whole = x.get_geometry(root)?.reply()?;
    let (right, bottom) = (i16::try_from(whole.width)?, i16::try_from(whole.height)?);
    let options = CreateWindowAux::new().override_redirect(1);
    let class = WindowClass::INPUT_OUTPUT;
    x.create_window(0, window, root, right - 8, bottom - 8, 8, 8, 0, class, 0, &options)?
        .check()?;
    x.map_window(window)?.check()?;
    Ok(window)
}
