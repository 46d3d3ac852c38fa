//! Passwords: argon2id with the crate's recommended cost, at least twelve characters.

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use std::sync::LazyLock;

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

/// What is kept of a password: argon2's own text, with its salt and cost.
///
/// # Errors
/// [`NotTaken`].
pub fn hash(password: &str) -> Result<String, NotTaken> {
    if password.chars().count() < FEWEST {
        return Err(NotTaken::TooShort);
    }
    let hashed = Argon2::default().hash_password(password.as_bytes());
    hashed.map(|hash| hash.to_string()).map_err(|_error| NotTaken::Failed)
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
    fn a_short_password_is_refused() {
        assert_eq!(hash("eleven char"), Err(NotTaken::TooShort));
    }
}
