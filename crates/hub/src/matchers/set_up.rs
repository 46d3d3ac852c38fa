//! Matchers as they are set up and told of, over the API and at the machine.

use super::reach::{sealed, service};
use crate::{keys::HubKeys, tokens::NoEntropy};
use scrim_model::{
    ids::{BankId, MatcherId},
    matcher::{ListMapping, Matcher, MatcherKind, Sends},
};
use scrim_store::{
    matchers::{MatcherChange, MatcherRow, NewMatcher},
    questions::OpenTo,
};
use scrim_upstream::{
    call::NotSetUp,
    hma::{BankName, NoBankName},
    shield::{ClassName, NoClassName},
};
use scrim_wire::http::matchers::{AddMatcher, ChangeMatcher, MatcherCredential, MatcherInfo, MatcherSecret};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The longest name of a matcher, in characters.
const LONGEST_NAME: usize = 60;

/// Why a matcher cannot be set up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotPrepared {
    /// The name.
    #[error("the name of a matcher is one line of 1 to {LONGEST_NAME} characters")]
    Name,
    /// A list's name.
    #[error(transparent)]
    List(#[from] NoBankName),
    /// A classification's name.
    #[error(transparent)]
    Class(#[from] NoClassName),
    /// An HMA that is to be sent uploads.
    #[error("an HMA is asked by hash: nothing else is sent to it")]
    Sends,
    /// The credential.
    #[error("a credential has no empty part, and a header's name and value are those of HTTP")]
    Credential,
    /// An address that no credential was given for.
    #[error(
        "a credential is never sent to another address by itself: give it again with the address, or say that there is none"
    )]
    CredentialAnew,
    /// The address or the certificate.
    #[error(transparent)]
    Service(#[from] NotSetUp),
    /// No randomness.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
}

/// What is kept of a matcher that is to be added.
///
/// # Errors
/// [`NotPrepared`].
pub(crate) fn prepare(keys: &HubKeys, wanted: AddMatcher) -> Result<NewMatcher, NotPrepared> {
    let name = wanted.name.trim().to_owned();
    if !(1..=LONGEST_NAME).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(NotPrepared::Name);
    }
    usable(&wanted.secret)?;
    service(&wanted.address, &wanted.secret)?;
    let id = MatcherId(Uuid::now_v7());
    Ok(NewMatcher {
        id,
        name,
        rule: Matcher {
            kind: wanted.kind,
            sends: sends(wanted.kind, wanted.sends)?,
            lists: mapping(wanted.kind, wanted.lists)?,
        },
        mode: wanted.mode,
        secret: sealed(keys, id, &wanted.secret)?,
        address: wanted.address,
    })
}

/// What is kept of a change to a matcher.
///
/// # Errors
/// [`NotPrepared`].
pub(crate) fn change(keys: &HubKeys, row: &MatcherRow, wanted: ChangeMatcher) -> Result<MatcherChange, NotPrepared> {
    let kind = row.rule.kind;
    let address = wanted.address.filter(|address| *address != row.address);
    let secret = match &wanted.secret {
        None if address.is_some() => return Err(NotPrepared::CredentialAnew),
        None => None,
        Some(secret) => {
            usable(secret)?;
            service(address.as_ref().unwrap_or(&row.address), secret)?;
            Some(sealed(keys, row.id, secret)?)
        }
    };
    Ok(MatcherChange {
        mode: wanted.mode,
        lists: wanted.lists.map(|lists| mapping(kind, lists)).transpose()?,
        sends: wanted.sends.map(|wanted| sends(kind, wanted)).transpose()?,
        secret,
        address,
    })
}

/// Lists by names that the matcher could give one.
fn mapping(kind: MatcherKind, lists: BTreeMap<String, BankId>) -> Result<ListMapping, NotPrepared> {
    for name in lists.keys().cloned() {
        match kind {
            MatcherKind::Hma => drop(BankName::try_from(name)?),
            MatcherKind::Shield => drop(ClassName::try_from(name)?),
        }
    }
    Ok(ListMapping(lists))
}

/// What a matcher of that kind can be sent.
fn sends(kind: MatcherKind, wanted: Sends) -> Result<Sends, NotPrepared> {
    match (kind, wanted) {
        (MatcherKind::Hma, Sends::Uploads) => Err(NotPrepared::Sends),
        (MatcherKind::Hma, Sends::Hashes) | (MatcherKind::Shield, _) => Ok(wanted),
    }
}

/// Whether a credential could be sent at all.
fn usable(secret: &MatcherSecret) -> Result<(), NotPrepared> {
    let sendable = |value: &str| reqwest::header::HeaderValue::from_str(value).is_ok() && !value.is_empty();
    let named = |name: &str| reqwest::header::HeaderName::from_bytes(name.as_bytes()).is_ok();
    let well = match &secret.credential {
        MatcherCredential::None => true,
        MatcherCredential::Bearer { token } => sendable(token),
        // A colon would end the name.
        MatcherCredential::Basic { name, password } => !name.is_empty() && !name.contains(':') && !password.is_empty(),
        MatcherCredential::Headers { headers } => {
            !headers.is_empty() && headers.iter().all(|(name, value)| named(name) && sendable(value))
        }
    };
    if well { Ok(()) } else { Err(NotPrepared::Credential) }
}

/// A matcher, without its credential.
pub(crate) fn told_of(row: MatcherRow, open: Option<OpenTo>) -> MatcherInfo {
    MatcherInfo {
        id: row.id,
        name: row.name,
        kind: row.rule.kind,
        address: row.address,
        sends: row.rule.sends,
        lists: row.rule.lists.0,
        mode: row.mode,
        added_at: row.added_at,
        unanswered: open.map_or(0, |open| open.many),
        unanswered_since: open.map(|open| open.since),
        why: open.map(|open| open.why),
        says: open.map(|open| open.why.says().to_owned()),
    }
}
