//! Reaching a matcher: by its address and with its credential, which is sealed where it is kept.

use crate::{keys::HubKeys, tokens::NoEntropy};
use scrim_model::{
    ids::MatcherId,
    matcher::{MatcherKind, NoAnswer},
};
use scrim_store::matchers::MatcherRow;
use scrim_upstream::{
    call::{Bounds, Credential, Failure, NotSetUp, Service},
    hma::Hma,
    shield::Shield,
};
use scrim_wire::http::matchers::{MatcherCredential, MatcherSecret};
use std::time::Duration;
use zeroize::{Zeroize as _, Zeroizing};

/// How long and how much. A call takes no longer than a try in the background may; at the door all calls together have
/// less ([`super::ask`]).
const BOUNDS: Bounds = Bounds {
    connecting: Duration::from_secs(2),
    whole: Duration::from_secs(20),
    ..Bounds::RECOMMENDED
};

/// A credential, sealed under the master key for one matcher alone.
///
/// # Errors
/// [`NoEntropy`].
pub(super) fn sealed(keys: &HubKeys, id: MatcherId, secret: &MatcherSecret) -> Result<Vec<u8>, NoEntropy> {
    let text = Zeroizing::new(serde_json::to_vec(secret).unwrap_or_default());
    keys.seal_secret(&text, &bound(id))
}

/// What a matcher's credential is bound to.
fn bound(id: MatcherId) -> Vec<u8> {
    [b"matcher ".as_slice(), id.0.as_bytes()].concat()
}

/// A service at an address, with a credential.
///
/// # Errors
/// [`NotSetUp`].
pub(super) fn service(address: &str, secret: &MatcherSecret) -> Result<Service, NotSetUp> {
    let credential = match &secret.credential {
        MatcherCredential::None => Credential::None,
        MatcherCredential::Bearer { token } => Credential::Bearer(Zeroizing::new(token.clone())),
        MatcherCredential::Basic { name, password } => Credential::Basic {
            name: name.clone(),
            password: Zeroizing::new(password.clone()),
        },
        MatcherCredential::Headers { headers } => {
            let each = headers.iter();
            Credential::Headers(
                each.map(|(name, value)| (name.clone(), Zeroizing::new(value.clone())))
                    .collect(),
            )
        }
    };
    let certificate = secret.certificate.as_ref().map(String::as_bytes);
    Service::with_certificate(address, credential, BOUNDS, certificate)
}

/// A matcher that can be called.
pub(super) enum Reached {
    Hma(Hma),
    Shield(Shield),
}

/// An HMA that can be called.
///
/// # Errors
/// [`NoAnswer::NotSetUp`] where it is none, or what is kept of it cannot be opened or used.
pub(crate) fn reach(keys: &HubKeys, row: &MatcherRow) -> Result<Hma, NoAnswer> {
    match reach_any(keys, row)? {
        Reached::Hma(hma) => Ok(hma),
        Reached::Shield(_) => Err(NoAnswer::NotSetUp),
    }
}

/// A matcher of any kind that can be called.
///
/// # Errors
/// [`NoAnswer::NotSetUp`] where what is kept of it cannot be opened or used.
pub(super) fn reach_any(keys: &HubKeys, row: &MatcherRow) -> Result<Reached, NoAnswer> {
    let text = keys.open_secret(&row.secret, &bound(row.id));
    let text = text.map_err(|_not_ours| NoAnswer::NotSetUp)?;
    let secret: MatcherSecret = serde_json::from_slice(&text).map_err(|_something_else| NoAnswer::NotSetUp)?;
    let service = service(&row.address, &secret);
    forget(secret);
    let service = service.map_err(|_unusable| NoAnswer::NotSetUp)?;
    Ok(match row.rule.kind {
        MatcherKind::Hma => Reached::Hma(Hma::new(service)),
        MatcherKind::Shield => Reached::Shield(Shield::new(service)),
    })
}

/// Leaves nothing of a credential behind.
fn forget(secret: MatcherSecret) {
    let mut certificate = secret.certificate;
    certificate.zeroize();
    match secret.credential {
        MatcherCredential::None => {}
        MatcherCredential::Bearer { mut token } => token.zeroize(),
        MatcherCredential::Basic { mut password, .. } => password.zeroize(),
        MatcherCredential::Headers { headers } => headers.into_values().for_each(|mut value| value.zeroize()),
    }
}

/// Why there is no answer, in the model's words.
pub(super) fn no_answer(failed: Failure) -> NoAnswer {
    match failed {
        Failure::Silent => NoAnswer::Silent,
        Failure::TooLate => NoAnswer::TooLate,
        Failure::TooLong => NoAnswer::TooLong,
        Failure::Redirects => NoAnswer::Redirects,
        Failure::Credential => NoAnswer::Credential,
        Failure::Missing => NoAnswer::Missing,
        Failure::TooOften => NoAnswer::TooOften,
        Failure::Refused(_) => NoAnswer::Refused,
        Failure::Fails(_) => NoAnswer::Fails,
        Failure::Unintelligible => NoAnswer::Unintelligible,
    }
}
