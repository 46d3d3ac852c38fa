//! Secrets that outlive the program: the refresh token and the journal's key, in the system's keyring.
//!
//! Knows nothing of what they are for. Every call may block on the system's own dialog, so none is
//! made from an async task.

use scrim_media::sealed::{KEY_BYTES, Key};
use zeroize::Zeroizing;

/// The name under which the system files our secrets.
const SERVICE: &str = "scrim";

/// The journal's key.
const JOURNAL_KEY: &str = "journal key";

/// Written and deleted to find out whether anything can be kept at all.
const PROBE: &str = "probe";

/// There is no keyring, or it stays locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no keyring keeps secrets here")]
pub struct NoKeyring;

/// Where secrets are kept.
pub trait Secrets: Send + Sync {
    /// What is kept for `account`. A locked keyring may answer that there is nothing.
    ///
    /// # Errors
    /// [`NoKeyring`].
    fn read(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, NoKeyring>;

    /// Keeps a secret, in place of an earlier one.
    ///
    /// # Errors
    /// [`NoKeyring`].
    fn write(&self, account: &str, secret: &[u8]) -> Result<(), NoKeyring>;

    /// Forgets one; fine where there is none.
    ///
    /// # Errors
    /// [`NoKeyring`].
    fn forget(&self, account: &str) -> Result<(), NoKeyring>;
}

/// The system's: Secret Service, Keychain or Credential Manager.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsKeyring;

impl OsKeyring {
    fn entry(account: &str) -> Result<keyring::Entry, NoKeyring> {
        keyring::Entry::new(SERVICE, account).map_err(silenced)
    }
}

impl Secrets for OsKeyring {
    fn read(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, NoKeyring> {
        match Self::entry(account)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(silenced(error)),
        }
    }

    fn write(&self, account: &str, secret: &[u8]) -> Result<(), NoKeyring> {
        Self::entry(account)?.set_secret(secret).map_err(silenced)
    }

    fn forget(&self, account: &str) -> Result<(), NoKeyring> {
        match Self::entry(account)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(silenced(error)),
        }
    }
}

/// What the system says may name an account: only the kind of failure is logged.
#[expect(clippy::needless_pass_by_value, reason = "made to be given to map_err")]
fn silenced(error: keyring::Error) -> NoKeyring {
    let kind = match error {
        keyring::Error::NoDefaultStore => "none on this system",
        keyring::Error::NoStorageAccess(_) => "locked or absent",
        _ => "failed",
    };
    tracing::warn!(kind, "the keyring cannot be used");
    NoKeyring
}

/// What the system's keyring is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyringState {
    /// Something was kept and forgotten again.
    Open,
    /// It is there and locked: keeping something makes the system ask for its password.
    Locked,
    /// None answers.
    Absent,
}

/// Finds out by keeping something worthless; a locked one is left as it is, so that nobody is asked for
/// a password.
pub fn keyring_state() -> KeyringState {
    if system::is_locked() {
        return KeyringState::Locked;
    }
    match OsKeyring.write(PROBE, b"probe").and_then(|()| OsKeyring.forget(PROBE)) {
        Ok(()) => KeyringState::Open,
        Err(NoKeyring) => KeyringState::Absent,
    }
}

#[cfg(target_os = "linux")]
mod system {
    //! The Secret Service, asked what the crate for it has no word for.

    use zbus::blocking::{Connection, Proxy};

    const SERVICE: &str = "org.freedesktop.secrets";
    const COLLECTION: &str = "org.freedesktop.Secret.Collection";
    /// Where new secrets are kept.
    const DEFAULT: &str = "/org/freedesktop/secrets/aliases/default";

    /// Whether there is one and it is locked; no where it cannot be asked.
    pub(super) fn is_locked() -> bool {
        Connection::session()
            .and_then(|bus| Proxy::new(&bus, SERVICE, DEFAULT, COLLECTION)?.get_property("Locked"))
            .unwrap_or(false)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    /// Keychain and Credential Manager are open while the person is signed in to the system.
    pub(super) fn is_locked() -> bool {
        false
    }
}

/// The journal's key: the one that is kept, or `fresh`, kept from now on.
///
/// A locked keyring says that it has nothing and may be unlocked by the first write, so something
/// worthless is written before the key is taken to be missing: else an old key, and with it every
/// unsent verdict, would be overwritten.
///
/// # Errors
/// [`NoKeyring`] where nothing can be kept.
pub(crate) fn journal_key(secrets: &dyn Secrets, fresh: &Key) -> Result<Key, NoKeyring> {
    if let Some(key) = kept_key(secrets)? {
        return Ok(key);
    }
    secrets.write(PROBE, b"probe")?;
    let unlocked = kept_key(secrets)?;
    if secrets.forget(PROBE).is_err() {
        tracing::debug!("the probe stays behind; it is worth nothing");
    }
    if let Some(key) = unlocked {
        return Ok(key);
    }
    secrets.write(JOURNAL_KEY, fresh.bytes())?;
    Ok(fresh.clone())
}

fn kept_key(secrets: &dyn Secrets) -> Result<Option<Key>, NoKeyring> {
    let kept = secrets.read(JOURNAL_KEY)?;
    let bytes = kept.and_then(|bytes| <[u8; KEY_BYTES]>::try_from(bytes.as_slice()).ok());
    Ok(bytes.map(Key::new))
}

#[cfg(test)]
pub(crate) mod fake {
    //! A keyring in memory, with the moods of real ones.

    use super::*;
    use std::{collections::HashMap, sync::Mutex};

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) enum Mood {
        Open,
        /// Reads find nothing, writes fail.
        Locked,
        /// Reads find nothing until a write has made the person unlock it.
        UnlocksOnWrite,
    }

    pub(crate) struct FakeKeyring {
        pub(crate) kept: Mutex<HashMap<String, Vec<u8>>>,
        mood: Mutex<Mood>,
    }

    impl FakeKeyring {
        pub(crate) fn new(mood: Mood) -> Self {
            Self {
                kept: Mutex::default(),
                mood: Mutex::new(mood),
            }
        }
    }

    impl Secrets for FakeKeyring {
        fn read(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, NoKeyring> {
            match *self.mood.lock().unwrap() {
                Mood::Locked | Mood::UnlocksOnWrite => Ok(None),
                Mood::Open => Ok(self.kept.lock().unwrap().get(account).cloned().map(Zeroizing::new)),
            }
        }

        fn write(&self, account: &str, secret: &[u8]) -> Result<(), NoKeyring> {
            let mut mood = self.mood.lock().unwrap();
            if *mood == Mood::Locked {
                return Err(NoKeyring);
            }
            *mood = Mood::Open;
            self.kept.lock().unwrap().insert(account.into(), secret.into());
            Ok(())
        }

        fn forget(&self, account: &str) -> Result<(), NoKeyring> {
            self.kept.lock().unwrap().remove(account);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        fake::{FakeKeyring, Mood},
        *,
    };

    fn key(seed: u8) -> Key {
        Key::new([seed; KEY_BYTES])
    }

    #[test]
    fn the_first_key_is_kept_and_the_second_is_not_needed() {
        let keyring = FakeKeyring::new(Mood::Open);
        assert_eq!(journal_key(&keyring, &key(1)).unwrap().bytes(), key(1).bytes());
        assert_eq!(journal_key(&keyring, &key(2)).unwrap().bytes(), key(1).bytes());
        assert_eq!(keyring.kept.lock().unwrap().len(), 1, "the probe is gone");
    }

    #[test]
    fn a_locked_keyring_keeps_nothing_and_says_so() {
        let keyring = FakeKeyring::new(Mood::Locked);
        assert_eq!(journal_key(&keyring, &key(1)).err(), Some(NoKeyring));
    }

    #[test]
    fn a_keyring_unlocked_by_the_first_write_keeps_its_old_key() {
        let keyring = FakeKeyring::new(Mood::UnlocksOnWrite);
        let old = key(9).bytes().to_vec();
        keyring.kept.lock().unwrap().insert(JOURNAL_KEY.into(), old);
        assert_eq!(journal_key(&keyring, &key(1)).unwrap().bytes(), key(9).bytes());
    }
}
