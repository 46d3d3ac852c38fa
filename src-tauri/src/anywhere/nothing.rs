//! A system where it is not built: Windows and macOS hand such keys over by calls that only unsafe code makes.

use super::Asked;
use scrim_wire::ipc::view::GlobalCurtain;

/// There is none.
pub(crate) enum Key {}

impl Key {
    pub(crate) fn watch(self, _pressed: impl Fn() + Send + 'static) {
        match self {}
    }
}

pub(crate) fn grab() -> Asked {
    Asked::without(GlobalCurtain::NotOffered)
}
