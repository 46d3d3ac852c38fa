//! Reaching a destination: with its secret, once, and with a name for every way to fail.

use super::{Leaving, hma::tell, leaving, secret_of};
use crate::{clock, keys::HubKeys, matchers};
use scrim_model::{
    delivery::{Failure, Kind},
    ids::DestinationId,
};
use scrim_store::{
    deliveries::{DeliveryRow, Receipt},
    destinations::DestinationRow,
};
use scrim_upstream::{
    call,
    hma::{Bank, BankName, Hma},
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
    Hma(Hma),
}

/// What a destination says when it is asked whether it can be reached.
pub(crate) enum Offers {
    /// That it can.
    Nothing,
    /// Its reasons, by the kind of fingerprint.
    Reasons(Vec<(&'static str, Vec<Reason>)>),
    /// The bank of confirmed content: whether it is there.
    Bank {
        /// Its name.
        name: String,
        /// As it is there, if it is.
        bank: Option<Bank>,
    },
}

fn reach(keys: &HubKeys, destination: &DestinationRow) -> Result<Reached, Failure> {
    let address = &destination.address;
    if destination.rule.kind.matcher().is_some() {
        // One that was removed since is told nothing more.
        let matcher = destination.matcher.as_ref().ok_or(Failure::NotSetUp)?;
        return matchers::reach(keys, matcher)
            .map(Reached::Hma)
            .map_err(|_unusable| Failure::NotSetUp);
    }
    let secrets = Secrets::open(keys, destination)?;
    match (&destination.rule.kind, &secrets) {
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

/// Sends one delivery once. Answers the receipt that a matcher gives.
///
/// # Errors
/// [`Failure`].
pub(crate) async fn send(
    keys: &HubKeys,
    destination: &DestinationRow,
    row: &DeliveryRow,
) -> Result<Option<Receipt>, Failure> {
    let leaving = leaving(row, destination)?;
    match (reach(keys, destination)?, leaving) {
        (Reached::Platform(platform), Leaving::Platform { body }) => {
            let told = platform.tell(&row.id.to_string(), seconds(), body).await;
            told.map(|()| None).map_err(failure)
        }
        (Reached::Hma(hma), Leaving::Hma(what)) => tell(&hma, &what).await,
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
            ncmec.vote(&target, body).await.map(|()| None).map_err(failure)
        }
        _ => Err(Failure::NotSetUp),
    }
}

/// Asks a destination whether it can be reached, telling it nothing.
///
/// # Errors
/// [`Failure`].
pub(crate) async fn check(keys: &HubKeys, destination: &DestinationRow) -> Result<Offers, Failure> {
    match reach(keys, destination)? {
        Reached::Platform(platform) => {
            let timestamp = clock::now();
            let ping = serde_json::to_vec(&Callback::Ping { timestamp }).map_err(|_never| Failure::NotSetUp)?;
            let id = format!("ping_{}", timestamp.0);
            platform.tell(&id, seconds(), ping).await.map_err(failure)?;
            Ok(Offers::Nothing)
        }
        Reached::Ncmec(ncmec) => {
            let mut all = Vec::new();
            for fingerprint in [FingerprintType::Md5, FingerprintType::Pdq] {
                all.push((fingerprint.name(), ncmec.reasons(fingerprint).await.map_err(failure)?));
            }
            Ok(Offers::Reasons(all))
        }
        Reached::Hma(hma) => {
            let name = confirmed(destination)?;
            let banks = hma.banks().await.map_err(failure)?;
            let bank = banks.into_iter().find(|bank| bank.name == name);
            let name = name.into();
            Ok(Offers::Bank { name, bank })
        }
    }
}

/// Makes a destination's bank of confirmed content, or finds it where it is there.
///
/// # Errors
/// [`Failure`]; [`Failure::NotSetUp`] for a destination that has none.
pub(crate) async fn make_bank(keys: &HubKeys, destination: &DestinationRow) -> Result<Bank, Failure> {
    match reach(keys, destination)? {
        Reached::Hma(hma) => hma.make_bank(&confirmed(destination)?, true).await.map_err(failure),
        Reached::Platform(_) | Reached::Ncmec(_) => Err(Failure::NotSetUp),
    }
}

fn confirmed(destination: &DestinationRow) -> Result<BankName, Failure> {
    match &destination.rule.kind {
        Kind::Hma { confirmed, .. } => BankName::try_from(confirmed.clone()).map_err(|_no_name| Failure::NotSetUp),
        Kind::Platform { .. } | Kind::Ncmec => Err(Failure::NotSetUp),
    }
}

fn seconds() -> i64 {
    clock::now().0 / 1_000
}

/// A call's failure, as what is not delivered is told of by.
pub(crate) fn failure(failed: call::Failure) -> Failure {
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
