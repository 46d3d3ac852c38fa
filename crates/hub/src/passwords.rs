//! Passwords: argon2id at a stated cost, at least twelve characters, and so many at once.

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use std::sync::{Arc, LazyLock};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::{JoinError, spawn_blocking},
};
use zeroize::Zeroizing;

/// What a password costs: 19 MiB, two passes, one lane, as OWASP's password storage cheat sheet asks for at least.
/// What was made at another cost is checked at that.
const COST: (u32, u32, u32) = (19 * 1_024, 2, 1);

/// How many are worked out at once: together 76 MiB, whoever asks.
const AT_ONCE: usize = 4;

/// How many wait beside those; with more, whoever comes is asked to come again.
const WAITING: usize = 128;

/// The fewest characters of a password (NIST SP 800-63B asks for 8; 12 without further rules is its
/// spirit for accounts that matter).
pub const FEWEST: usize = 12;

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// Too short.
    #[error("a password has at least {FEWEST} characters")]
    TooShort,
    /// The system gives no randomness for the salt.
    #[error("the password could not be hashed")]
    Failed,
}

/// There are too many sign-ins at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are being checked at once")]
pub struct Busy;

/// Where passwords are worked out, so that no number of sign-ins exhausts the memory.
#[derive(Debug)]
pub struct Passwords {
    working: Arc<Semaphore>,
    coming: Arc<Semaphore>,
}

/// The right to work one password out.
#[derive(Debug)]
pub struct Turn {
    _working: OwnedSemaphorePermit,
    _coming: OwnedSemaphorePermit,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            working: Arc::new(Semaphore::new(AT_ONCE)),
            coming: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
        }
    }
}

impl Passwords {
    /// Waits for one's turn.
    ///
    /// # Errors
    /// [`Busy`] where so many wait that one had better come again.
    pub async fn turn(&self) -> Result<Turn, Busy> {
        let coming = Arc::clone(&self.coming).try_acquire_owned().map_err(|_full| Busy)?;
        let working = Arc::clone(&self.working)
            .acquire_owned()
            .await
            .map_err(|_closed| Busy)?;
        Ok(Turn {
            _working: working,
            _coming: coming,
        })
    }
}

impl Turn {
    /// [`verify`], beside everything else the hub does; the turn lasts until that is done, also where whoever asked
    /// has gone.
    ///
    /// # Errors
    /// Where the work broke off.
    pub async fn verify(self, password: Zeroizing<String>, kept: Option<String>) -> Result<bool, JoinError> {
        let work = move || {
            let right = verify(&password, kept.as_deref());
            drop(self);
            right
        };
        spawn_blocking(work).await
    }

    /// [`hash`], likewise.
    ///
    /// # Errors
    /// Where the work broke off.
    pub async fn hash(self, password: Zeroizing<String>) -> Result<Result<String, NotTaken>, JoinError> {
        let work = move || {
            let hashed = hash(&password);
            drop(self);
            hashed
        };
        spawn_blocking(work).await
    }
}

fn argon2id() -> Result<Argon2<'static>, NotTaken> {
    let (memory_kib, passes, lanes) = COST;
    let params = Params::new(memory_kib, passes, lanes, None).map_err(|_error| NotTaken::Failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What is kept of a password: argon2's own text, with its salt and cost.
///
/// # Errors
/// [`NotTaken`].
pub fn hash(password: &str) -> Result<String, NotTaken> {
    if password.chars().count() < FEWEST {
        return Err(NotTaken::TooShort);
    }
    let hashed = argon2id().map(|argon2id| argon2id.hash_password(password.as_bytes()));
    hashed?.map(|hash| hash.to_string()).map_err(|_error| NotTaken::Failed)
}

/// Whether `password` is the one that `kept` was made of. Takes as long for nobody as for somebody, so
/// that a name cannot be guessed by the clock.
pub fn verify(password: &str, kept: Option<&str>) -> bool {
    static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password").unwrap_or_default());
    let matches = |kept: &str| {
        PasswordHash::new(kept).is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
    };
    let right = matches(kept.unwrap_or(&NOBODY));
    right && kept.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let kept = hash("correct horse battery").expect("long enough");
        assert!(verify("correct horse battery", Some(&kept)));
        assert!(!verify("correct horse batterY", Some(&kept)));
        assert!(!verify("nobody has this password", None));
    }

    #[test]
    fn what_is_kept_says_how_it_was_made() {
        let kept = hash("correct horse battery").expect("long enough");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
    }

    #[tokio::test]
    async fn so_many_work_so_many_wait_and_whoever_comes_then_is_sent_away() {
        let passwords = Arc::new(Passwords::default());
        let mut working = Vec::new();
        for _one in 0..AT_ONCE {
            working.push(passwords.turn().await.expect("a turn"));
        }
        let wait = || {
            let passwords = Arc::clone(&passwords);
            tokio::spawn(async move { passwords.turn().await.map(drop) })
        };
        let waiting: Vec<_> = (0..WAITING).map(|_one| wait()).collect();
        while passwords.coming.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(
            waiting.iter().all(|one| !one.is_finished()),
            "only so many work at once"
        );
        assert_eq!(passwords.turn().await.map(drop), Err(Busy));
        drop(working);
        for one in waiting {
            assert_eq!(one.await.expect("it ends"), Ok(()));
        }
        assert!(passwords.turn().await.is_ok());
    }

    #[test]
    fn a_short_password_is_refused() {
        assert_eq!(hash("eleven char"), Err(NotTaken::TooShort));
    }
}
