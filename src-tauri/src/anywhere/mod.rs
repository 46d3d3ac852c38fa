//! One key that drops the curtain while another window is in front: Ctrl+Alt+Space, where the system hands it over.
//!
//! It is asked for and not counted on. Under Wayland the window in front alone hears keys, and a grab of the X server's that
//! runs beside it sees those of X programs alone, which nobody could tell from outside: so it is not tried there. What
//! hides without it is the loss of focus.

#[cfg(not(target_os = "linux"))]
mod nothing;
#[cfg(target_os = "linux")]
mod x11;

#[cfg(not(target_os = "linux"))]
pub(crate) use nothing::{Key, grab};
#[cfg(target_os = "linux")]
pub(crate) use x11::{Key, grab};

use scrim_wire::ipc::view::GlobalCurtain;

/// What became of asking for the key.
pub(crate) struct Asked {
    pub(crate) curtain: GlobalCurtain,
    pub(crate) key: Option<Key>,
}

impl Asked {
    fn without(curtain: GlobalCurtain) -> Self {
        Self { curtain, key: None }
    }
}
