//! The key as an X server hands it over: a passive grab on its root window, over a connection of its own.

use super::Asked;
use scrim_wire::ipc::view::GlobalCurtain;
use std::{env, thread};
use x11rb::{
    connection::Connection as _,
    errors::{ConnectError, ConnectionError, ReplyError},
    protocol::{
        ErrorKind, Event,
        xproto::{ConnectionExt as _, GrabMode, ModMask},
    },
    rust_connection::RustConnection,
};

/// The space bar, as X calls it.
const SPACE: u32 = 0x0020;

/// Ctrl and Alt, and what may be locked besides: a grab is for exactly the modifiers that it names.
fn modifiers() -> [ModMask; 4] {
    let both = ModMask::CONTROL | ModMask::M1;
    let (caps, num) = (ModMask::LOCK, ModMask::M2);
    [both, both | caps, both | num, both | caps | num]
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
enum NoKey {
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    #[error(transparent)]
    Reply(#[from] ReplyError),
    #[error("this keyboard has no space bar")]
    NoSpaceBar,
}

/// The key, for as long as this lives.
pub(crate) struct Key {
    x: RustConnection,
}

impl Key {
    /// Says when it is pressed, until this program ends or the display is gone.
    pub(crate) fn watch(self, pressed: impl Fn() + Send + 'static) {
        let listen = move || {
            loop {
                match self.x.wait_for_event() {
                    Ok(Event::KeyPress(_)) => pressed(),
                    Ok(_) => {}
                    Err(error) => return tracing::debug!(%error, "no key is heard from other windows any more"),
                }
            }
        };
        if let Err(error) = thread::Builder::new().name("anywhere".into()).spawn(listen) {
            tracing::warn!(%error, "no key is heard from other windows");
        }
    }
}

/// Asks for it.
pub(crate) fn grab() -> Asked {
    if is_wayland(|name| env::var(name).ok()) {
        return Asked::without(GlobalCurtain::Wayland);
    }
    match grabbed() {
        Ok(key) => Asked {
            curtain: GlobalCurtain::Held,
            key: Some(key),
        },
        Err(NoKey::Reply(ReplyError::X11Error(error))) if error.error_kind == ErrorKind::Access => {
            Asked::without(GlobalCurtain::Taken)
        }
        Err(error) => {
            tracing::warn!(%error, "no key drops the curtain from other windows");
            Asked::without(GlobalCurtain::NotOffered)
        }
    }
}

/// Whether this session's windows hear keys by Wayland, an X server beside it or not.
fn is_wayland(variable: impl Fn(&str) -> Option<String>) -> bool {
    let named = variable("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty());
    named || variable("XDG_SESSION_TYPE").is_some_and(|kind| kind == "wayland")
}

fn grabbed() -> Result<Key, NoKey> {
    let (x, screen) = x11rb::connect(None)?;
    let root = x.setup().roots.get(screen).map(|screen| screen.root);
    let (root, code) = (root.unwrap_or_default(), space_bar(&x)?);
    for mods in modifiers() {
        let asked = x.grab_key(false, root, mods, code, GrabMode::ASYNC, GrabMode::ASYNC)?;
        asked.check()?;
    }
    Ok(Key { x })
}

/// Where the space bar is on this keyboard.
fn space_bar(x: &RustConnection) -> Result<u8, NoKey> {
    let (first, last) = (x.setup().min_keycode, x.setup().max_keycode);
    let count = last.saturating_sub(first).saturating_add(1);
    let map = x.get_keyboard_mapping(first, count)?.reply()?;
    let mut keys = map.keysyms.chunks(usize::from(map.keysyms_per_keycode).max(1));
    let at = keys
        .position(|signs| signs.contains(&SPACE))
        .and_then(|at| u8::try_from(at).ok());
    at.and_then(|at| first.checked_add(at)).ok_or(NoKey::NoSpaceBar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_is_asked_for_where_wayland_hands_keys_to_the_window_in_front() {
        let session = |named: &'static [(&str, &str)]| {
            is_wayland(move |name| {
                let found = named.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(session(&[("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")]));
        assert!(session(&[("XDG_SESSION_TYPE", "wayland"), ("DISPLAY", ":0")]));
        assert!(!session(&[("XDG_SESSION_TYPE", "x11"), ("DISPLAY", ":0")]));
        assert!(!session(&[("WAYLAND_DISPLAY", ""), ("DISPLAY", ":0")]));
    }

    #[test]
    fn a_lock_of_letters_or_of_digits_changes_nothing_about_the_key() {
        let both = u16::from(ModMask::CONTROL | ModMask::M1);
        let mut masks = modifiers().map(u16::from);
        masks.sort_unstable();
        assert_eq!(masks, [both, both | 0x02, both | 0x10, both | 0x12]);
    }
}
