//! Reaching a destination: with its secret, once, and with a name for every way to fail.

use super::{Leaving, leaving, secret_of};
use crate::{clock, keys::HubKeys};
use scrim_model::{
    delivery::{Failure, Kind},
    ids::DestinationId,
};
use scrim_store::{deliveries::DeliveryRow, destinations::DestinationRow};
use scrim_upstream::{
    call,
    ncmec::{FingerprintType, Ncmec, Reason},
    platform::{Platform, Secret},
};
use scrim_wire::http::deliveries::Callback;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

/// What the hub shows a destination, as it is sealed.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Secrets {
    /// What signs messages to a platform.
    Platform {
        /// `whsec_…`.
        secret: String,
    },
    /// An account with NCMEC.
    Ncmec {
        /// Its name.
        user: String,
        /// Its password.
        password: String,
    },
}

impl Drop for Secrets {
    fn drop(&mut self) {
        match self {
            Self::Platform { secret } => secret.zeroize(),
            Self::Ncmec { user, password } => {
                user.zeroize();
                password.zeroize();
            }
        }
    }
}

impl Secrets {
    /// Sealed under the master key, for one destination alone.
    pub(crate) fn seal(&self, keys: &HubKeys, id: DestinationId) -> Result<Vec<u8>, crate::tokens::NoEntropy> {
        let text = Zeroizing::new(serde_json::to_vec(self).unwrap_or_default());
        keys.seal_secret(&text, &secret_of(id))
    }

    fn open(keys: &HubKeys, destination: &DestinationRow) -> Result<Self, Failure> {
        let text = keys.open_secret(&destination.secret, &secret_of(destination.id));
        let text = text.map_err(|_not_ours| Failure::Secret)?;
        serde_json::from_slice(&text).map_err(|_something_else| Failure::Secret)
    }
}

/// A destination that can be called.
enum Reached {
    Platform(Platform),
    Ncmec(Ncmec),
}

fn reach(keys: &HubKeys, destination: &DestinationRow) -> Result<Reached, Failure> {
    let secrets = Secrets::open(keys, destination)?;
    let address = &destination.address;
    match (destination.rule.kind, &secrets) {
        (Kind::Platform { .. }, Secrets::Platform { secret }) => {
            let secret = Secret::parse(secret).map_err(|_no_secret| Failure::NotSetUp)?;
            let platform = Platform::at(address, secret).map_err(|_address| Failure::NotSetUp)?;
            Ok(Reached::Platform(platform))
        }
        (Kind::Ncmec, Secrets::Ncmec { user, password }) => {
            let password = Zeroizing::new(password.clone());
            let ncmec = Ncmec::at(address, user.clone(), password).map_err(|_address| Failure::NotSetUp)?;
            Ok(Reached::Ncmec(ncmec))
        }
        _ => Err(Failure::Secret),
    }
}

/// Sends one delivery once.
///
/// # Errors
/// [`Failure`].
pub(crate) async fn send(keys: &HubKeys, destination: &DestinationRow, row: &DeliveryRow) -> Result<(), Failure> {
    let leaving = leaving(row, destination)?;
    match (reach(keys, destination)?, leaving) {
        (Reached::Platform(platform), Leaving::Platform { body }) => platform
            .tell(&row.id.to_string(), seconds(), body)
            .await
            .map_err(failure),
        (
            Reached::Ncmec(ncmec),
            Leaving::Ncmec {
                target,
                fingerprint,
                reason,
                body,
            },
        ) => {
            if let Some(chosen) = reason {
                let there = ncmec.reasons(fingerprint).await.map_err(failure)?;
                if !there.iter().any(|reason| reason.guid == chosen) {
                    return Err(Failure::ReasonGone);
                }
            }
            ncmec.vote(&target, body).await.map_err(failure)
        }
        _ => Err(Failure::NotSetUp),
    }
}

/// Asks a destination whether it can be reached, telling it nothing. Answers what it offers: its reasons, by the kind of
/// fingerprint.
///
/// # Errors
/// [`Failure`].
pub(crate) async fn check(
    keys: &HubKeys,
    destination: &DestinationRow,
) -> Result<Vec<(&'static str, Vec<Reason>)>, Failure> {
    match reach(keys, destination)? {
        Reached::Platform(platform) => {
            let timestamp = clock::now();
            let ping = serde_json::to_vec(&Callback::Ping { timestamp }).map_err(|_never| Failure::NotSetUp)?;
            let id = format!("ping_{}", timestamp.0);
            platform.tell(&id, seconds(), ping).await.map_err(failure)?;
            Ok(Vec::new())
        }
        Reached::Ncmec(ncmec) => {
            let mut all = Vec::new();
            for fingerprint in [FingerprintType::Md5, FingerprintType::Pdq] {
                all.push((fingerprint.name(), ncmec.reasons(fingerprint).await.map_err(failure)?));
            }
            Ok(all)
        }
    }
}

fn seconds() -> i64 {
    clock::now().0 / 1_000
}

fn failure(failed: call::Failure) -> Failure {
    match failed {
        call::Failure::Silent => Failure::Silent,
        call::Failure::TooLate => Failure::TooLate,
        call::Failure::TooLong => Failure::TooLong,
        call::Failure::Redirects => Failure::Redirects,
        call::Failure::Credential => Failure::Credential,
        call::Failure::Missing => Failure::Missing,
        call::Failure::TooOften => Failure::TooOften,
        call::Failure::Refused(_) => Failure::Refused,
        call::Failure::Fails(_) => Failure::Fails,
        call::Failure::Unintelligible => Failure::Unintelligible,
    }
}
