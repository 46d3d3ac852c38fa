//! The master key, and what is derived from it.
//!
//! It is in the system's keyring or in a file that is not in the data folder, never in the database: who
//! has a copy of the data alone has nothing to look at. Per rendition there is a key of its own, wrapped
//! here.

use crate::tokens::{NoEntropy, random};
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use scrim_media::sealed::{Key, NONCE_PREFIX_BYTES, open, seal};
use scrim_model::second_looks::Draw;
use sha2::Sha256;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};
use uuid::Uuid;
use zeroize::Zeroizing;

/// The longest secret that is kept for a service outside, bytes.
const LONGEST_SECRET: usize = 4_096;

/// Where the master key is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPlace {
    /// In the system's keyring.
    Keyring,
    /// In a file of 64 hex digits, made when missing.
    File(PathBuf),
}

/// Why there is no master key.
#[derive(Debug, thiserror::Error)]
pub enum NoKey {
    /// The keyring is not there, or locked.
    #[error("the system's keyring cannot be used: unlock it, or name a key file with --key-file")]
    Keyring(#[source] keyring::Error),
    /// The file cannot be read or made.
    #[error("the key file {path} cannot be used")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("the key file {path} does not hold 64 hex digits")]
    NotAKey {
        /// Which.
        path: PathBuf,
    },
    /// The data was sealed with a key that is gone.
    #[error(
        "this data was sealed with a master key that is not in {place}: restore that key, nothing can be opened without it"
    )]
    Missing {
        /// Where it was looked for.
        place: String,
    },
    /// The data was sealed with another key.
    #[error("this data was sealed with another master key than the one given")]
    Other,
    /// The key lies with the data it seals.
    #[error("the key file must not be in the data folder: a copy of the data would carry its key")]
    InDataFolder,
    /// No randomness.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
}

/// The master key's children. The master key itself is dropped once they are derived.
pub struct HubKeys {
    wrapping: Key,
    secrets: Key,
    signing: SigningKey,
    check: [u8; 32],
    draws: Zeroizing<[u8; 32]>,
}

/// A wrapped key that does not open: the master key is another, or the row was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key does not unwrap")]
pub struct NotUnwrapped;

impl HubKeys {
    /// Finds or makes the master key for the hub `hub_id`. `used` says that data was sealed before, so
    /// that a missing key is an error and not a reason to make another.
    ///
    /// # Errors
    /// [`NoKey`].
    pub fn find(place: &KeyPlace, hub_id: &str, used: bool) -> Result<Self, NoKey> {
        let master = match place {
            KeyPlace::Keyring => from_keyring(hub_id, used)?,
            KeyPlace::File(path) => from_file(path, used)?,
        };
        Ok(Self::derived(&master))
    }

    /// Derives what is needed (HKDF-SHA-256, one label each).
    ///
    /// # Panics
    /// Never: 32 bytes are far below what HKDF can give.
    pub fn derived(master: &[u8; 32]) -> Self {
        let child = |label: &str| {
            let mut out = Zeroizing::new([0_u8; 32]);
            Hkdf::<Sha256>::new(None, master)
                .expand(label.as_bytes(), out.as_mut_slice())
                .expect("32 bytes are far below what HKDF can give");
            out
        };
        Self {
            wrapping: Key::new(*child("scrim wrapping 1")),
            secrets: Key::new(*child("scrim secrets 1")),
            signing: SigningKey::from_bytes(&child("scrim checkpoints 1")),
            check: *child("scrim key check 1"),
            draws: child("scrim draws 1"),
        }
    }

    /// Tells this key from another, and nothing else of it.
    pub fn check(&self) -> [u8; 32] {
        self.check
    }

    /// Signs checkpoints.
    pub fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// The throw of the dice of a case or an upload for a purpose: the same whenever it is asked for, at every hub that
    /// shares the master key, and nothing that anybody who knows its id could work out.
    ///
    /// # Panics
    /// Never: 8 bytes are far below what HKDF can give.
    pub fn draw(&self, purpose: &str, of: Uuid) -> Draw {
        let mut bits = [0_u8; 8];
        Hkdf::<Sha256>::new(Some(purpose.as_bytes()), self.draws.as_slice())
            .expand(of.as_bytes(), &mut bits)
            .expect("8 bytes are far below what HKDF can give");
        Draw::of(u64::from_be_bytes(bits))
    }

    /// Wraps a key, bound to what it belongs to.
    ///
    /// # Errors
    /// [`NoEntropy`].
    pub fn wrap(&self, key: &Key, associated: &[u8]) -> Result<Vec<u8>, NoEntropy> {
        let nonce = random::<NONCE_PREFIX_BYTES>()?;
        Ok(seal(&self.wrapping, associated, *nonce, key.bytes()))
    }

    /// Seals a secret that the hub shows elsewhere, bound to what it belongs to.
    ///
    /// # Errors
    /// [`NoEntropy`].
    pub fn seal_secret(&self, secret: &[u8], associated: &[u8]) -> Result<Vec<u8>, NoEntropy> {
        let nonce = random::<NONCE_PREFIX_BYTES>()?;
        Ok(seal(&self.secrets, associated, *nonce, secret))
    }

    /// Opens such a secret.
    ///
    /// # Errors
    /// [`NotUnwrapped`].
    pub fn open_secret(&self, sealed: &[u8], associated: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotUnwrapped> {
        open(&self.secrets, associated, sealed, LONGEST_SECRET).map_err(|_error| NotUnwrapped)
    }

    /// Unwraps a key.
    ///
    /// # Errors
    /// [`NotUnwrapped`].
    pub fn unwrap(&self, wrapped: &[u8], associated: &[u8]) -> Result<Key, NotUnwrapped> {
        let bytes = open(&self.wrapping, associated, wrapped, 32).map_err(|_error| NotUnwrapped)?;
        bytes.as_slice().try_into().map(Key::new).map_err(|_error| NotUnwrapped)
    }
}

/// The default place: the keyring where there is one, else a file in the user's configuration folder.
pub fn default_place(hub_id: &str) -> KeyPlace {
    let file = config_folder().join(format!("hub-{hub_id}.key"));
    if file.exists() || !keyring_answers() {
        KeyPlace::File(file)
    } else {
        KeyPlace::Keyring
    }
}

fn config_folder() -> PathBuf {
    let xdg = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config"));
    xdg.or_else(home).unwrap_or_else(|| PathBuf::from(".")).join("scrim")
}

/// Only setting tells: a locked keyring answers a reading as if there were nothing.
fn keyring_answers() -> bool {
    keyring::Entry::new("scrim-hub", "probe")
        .is_ok_and(|entry| entry.set_password("probe").is_ok() && entry.delete_credential().is_ok())
}

fn from_keyring(hub_id: &str, used: bool) -> Result<Zeroizing<[u8; 32]>, NoKey> {
    let entry = keyring::Entry::new("scrim-hub", hub_id).map_err(NoKey::Keyring)?;
    match entry.get_password() {
        Ok(text) => parse(&text).ok_or(NoKey::Other),
        Err(keyring::Error::NoEntry) if used => Err(NoKey::Missing {
            place: "the keyring".into(),
        }),
        Err(keyring::Error::NoEntry) => {
            let fresh = random::<32>()?;
            entry.set_password(&hex::encode(*fresh)).map_err(NoKey::Keyring)?;
            Ok(fresh)
        }
        Err(error) => Err(NoKey::Keyring(error)),
    }
}

fn from_file(path: &Path, used: bool) -> Result<Zeroizing<[u8; 32]>, NoKey> {
    let failed = |source| NoKey::File {
        path: path.to_owned(),
        source,
    };
    match fs::read_to_string(path).map(Zeroizing::new) {
        Ok(text) => parse(&text).ok_or_else(|| NoKey::NotAKey { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound && used => Err(NoKey::Missing {
            place: path.display().to_string(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let fresh = random::<32>()?;
            write_private(path, &hex::encode(*fresh)).map_err(failed)?;
            Ok(fresh)
        }
        Err(error) => Err(failed(error)),
    }
}

fn parse(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let bytes = Zeroizing::new(hex::decode(text.trim()).ok()?);
    bytes.as_slice().try_into().ok().map(Zeroizing::new)
}

/// Makes a file that only its owner reads, on disk before anything is sealed with what it holds.
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

/// Refuses a key file in the data folder.
///
/// # Errors
/// [`NoKey::InDataFolder`].
pub fn outside(place: &KeyPlace, data: &Path) -> Result<(), NoKey> {
    let KeyPlace::File(file) = place else { return Ok(()) };
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_error| path.to_owned());
    let folder = file.parent().map(whole).unwrap_or_default();
    if folder.starts_with(whole(data)) {
        Err(NoKey::InDataFolder)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_key_opens_only_for_what_it_belongs_to() {
        let keys = HubKeys::derived(&[7; 32]);
        let key = Key::new([9; 32]);
        let wrapped = keys.wrap(&key, b"item 1").expect("the system gives randomness");
        assert_eq!(keys.unwrap(&wrapped, b"item 1").expect("its own").bytes(), key.bytes());
        assert!(keys.unwrap(&wrapped, b"item 2").is_err());
        assert!(HubKeys::derived(&[8; 32]).unwrap(&wrapped, b"item 1").is_err());
    }

    #[test]
    fn a_secret_opens_only_for_what_it_belongs_to() {
        let keys = HubKeys::derived(&[7; 32]);
        let sealed = keys.seal_secret(b"word", b"one").expect("the system gives randomness");
        assert_eq!(keys.open_secret(&sealed, b"one").expect("its own").as_slice(), b"word");
        assert!(keys.open_secret(&sealed, b"two").is_err());
        assert!(HubKeys::derived(&[8; 32]).open_secret(&sealed, b"one").is_err());
        assert!(keys.unwrap(&sealed, b"one").is_err(), "it is no wrapped key");
    }

    #[test]
    fn a_missing_key_is_not_replaced_where_data_was_sealed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("hub.key");
        let place = KeyPlace::File(path);
        assert!(matches!(HubKeys::find(&place, "h", true), Err(NoKey::Missing { .. })));
        let made = HubKeys::find(&place, "h", false).expect("made");
        let found = HubKeys::find(&place, "h", true).expect("found again");
        assert_eq!(made.check(), found.check());
    }

    #[test]
    fn a_key_file_in_the_data_folder_is_refused() {
        let data = tempfile::tempdir().expect("a temporary folder");
        let inside = KeyPlace::File(data.path().join("hub.key"));
        assert!(matches!(outside(&inside, data.path()), Err(NoKey::InDataFolder)));
    }
}
