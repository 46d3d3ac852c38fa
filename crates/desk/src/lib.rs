//! The desk: what a moderator can do, without a window.
//!
//! [`Desk`] drives the pure review session of `scrim-model`: it feeds it events, carries out its
//! effects against the hub, keeps pictures only as long as the session wants them, and publishes one
//! view of everything. Deliberately knows nothing of Tauri, HTML or keys on a keyboard, and decides
//! nothing: rules are the model's, permissions the hub's.

mod account;
mod appearance;
#[cfg(unix)]
mod bell;
mod browser;
mod callback;
mod clock;
mod desk;
mod directory;
mod export;
mod frames;
mod holding;
mod journal;
mod keyring;
mod memory;
mod newest;
mod notices;
mod random;
mod reach;
mod seat;
mod taken_along;
mod test_picture;
mod updating;

pub use account::Remembered;
#[cfg(unix)]
pub use bell::{Bell, Unanswered, ring};
pub use browser::{Browser, NotOpened, SafeAddress, SystemBrowser};
pub use clock::{Clock, SystemClock};
pub use desk::{Connect, Desk, Gone, Setup, over_network};
pub use directory::{DataDirectory, DirectoryError};
pub use frames::{Frame, FrameKind, FrameStore, NAME_BYTES};
pub use journal::{Journal, JournalError, Letter, Says};
pub use keyring::{KeyringState, NoKeyring, OsKeyring, Secrets, keyring_state};
pub use memory::{LOOK_BYTES, try_locking};
pub use notices::{NotShown, Notices, Sentence, SystemNotices};
pub use random::{Random, SystemRandom};
pub use reach::{HubState, hub_state};
pub use scrim_media::clear::ClearPicture;
pub use seat::{Leaving, Seat, Silent, Tells, Told, seat};
pub use updating::{BadChannel, Built, Channel, Installer, NotTaken, SystemInstaller, Updates};
