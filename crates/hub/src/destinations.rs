//! Destinations as they are set up and told of, over the API and at the machine.

use crate::{
    deliver::{Secrets, leaving},
    keys::HubKeys,
    tokens::{NoEntropy, random},
};
use scrim_model::{
    delivery::{Banks, Destination, Kind, State},
    ids::DestinationId,
};
use scrim_store::{
    deliveries::DeliveryRow,
    destinations::{DestinationRow, NewDestination, Open},
};
use scrim_upstream::{
    call::NotSetUp,
    hma::{BankName, NoBankName},
    ncmec::Ncmec,
    platform::{NoSecret, Platform, Secret},
};
use scrim_wire::http::{
    deliveries::{DeliveryInfo, DeliveryState},
    destinations::{AddDestination, AddDestinationTo, DestinationInfo, DestinationKind},
};
use uuid::Uuid;
use zeroize::Zeroizing;

/// The longest name of a destination, in characters.
const LONGEST_NAME: usize = 60;

/// Why a destination cannot be set up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotPrepared {
    /// The name.
    #[error("the name of a destination is one line of 1 to {LONGEST_NAME} characters")]
    Name,
    /// The address.
    #[error(transparent)]
    Address(#[from] NotSetUp),
    /// The secret.
    #[error(transparent)]
    Secret(#[from] NoSecret),
    /// A bank's name.
    #[error(transparent)]
    Bank(#[from] NoBankName),
    /// An address where there is one already.
    #[error("a matcher is told where it is asked: leave the address out")]
    HasAddress,
    /// The account.
    #[error("an account has a name and a password")]
    Account,
    /// No randomness.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
}

/// What is kept of a destination that is to be added, and the secret that was made for it.
///
/// # Errors
/// [`NotPrepared`].
pub(crate) fn prepare(
    keys: &HubKeys,
    wanted: AddDestination,
) -> Result<(NewDestination, Option<Zeroizing<String>>), NotPrepared> {
    let name = wanted.name.trim().to_owned();
    if !(1..=LONGEST_NAME).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(NotPrepared::Name);
    }
    let id = DestinationId(Uuid::now_v7());
    let (kind, secrets, made) = match wanted.to {
        AddDestinationTo::Platform { source_id, secret } => {
            let made = match &secret {
                None => Some(Secret::text(&*random::<32>()?)),
                Some(_) => None,
            };
            let secret = secret.or_else(|| made.as_deref().cloned()).unwrap_or_default();
            Platform::at(&wanted.address, Secret::parse(&secret)?)?;
            (
                Kind::Platform { source: source_id },
                Some(Secrets::Platform { secret }),
                made,
            )
        }
        AddDestinationTo::Ncmec { user, password } => {
            if user.is_empty() || password.is_empty() {
                return Err(NotPrepared::Account);
            }
            Ncmec::at(&wanted.address, user.clone(), Zeroizing::new(password.clone()))?;
            (Kind::Ncmec, Some(Secrets::Ncmec { user, password }), None)
        }
        AddDestinationTo::Hma { matcher_id, confirmed } => {
            if !wanted.address.is_empty() {
                return Err(NotPrepared::HasAddress);
            }
            let (matcher, confirmed) = (matcher_id, BankName::try_from(confirmed)?.into());
            (Kind::Hma { matcher, confirmed }, None, None)
        }
    };
    let rule = Destination {
        kind,
        harm: wanted.harm,
        banks: wanted.banks.map_or(Banks::All, Banks::Only),
        mode: wanted.mode,
    };
    let new = NewDestination {
        id,
        name,
        rule,
        address: wanted.address,
        secret: match secrets {
            Some(secrets) => secrets.seal(keys, id)?,
            None => Vec::new(),
        },
    };
    Ok((new, made))
}

/// A destination, without its secret.
pub(crate) fn told_of(row: DestinationRow, open: Open) -> DestinationInfo {
    let matcher_id = row.rule.kind.matcher();
    let (kind, source_id, confirmed) = match row.rule.kind {
        Kind::Platform { source } => (DestinationKind::Platform, Some(source), None),
        Kind::Ncmec => (DestinationKind::Ncmec, None, None),
        Kind::Hma { confirmed, .. } => (DestinationKind::Hma, None, Some(confirmed)),
    };
    DestinationInfo {
        id: row.id,
        name: row.name,
        kind,
        source_id,
        matcher_id,
        confirmed,
        address: row.address,
        harm: row.rule.harm,
        banks: match row.rule.banks {
            Banks::All => None,
            Banks::Only(banks) => Some(banks),
        },
        mode: row.rule.mode,
        reasons: row.reasons,
        added_at: row.added_at,
        waiting: open.waiting,
        dead: open.dead,
    }
}

/// A delivery, with the bytes that leave; `destinations` are those that were not removed.
pub(crate) fn delivery(row: &DeliveryRow, destinations: &[DestinationRow]) -> DeliveryInfo {
    let (state, at, why) = match row.delivery.state {
        State::Planned => (DeliveryState::Waiting, row.planned_at, None),
        State::Sending { until } => (DeliveryState::Waiting, until, None),
        State::Waiting { at } => (DeliveryState::Waiting, at, None),
        State::Delivered { at } => (DeliveryState::Delivered, at, None),
        State::Dead { at, why } => (DeliveryState::Dead, at, Some(why)),
        State::Withdrawn { at } => (DeliveryState::Withdrawn, at, None),
    };
    let known = destinations.iter().find(|known| known.id == row.destination);
    let leaves = known.and_then(|known| leaving(row, known).ok()?.shown(&known.address));
    DeliveryInfo {
        id: row.id,
        destination_id: row.destination,
        case_id: row.case,
        planned_at: row.planned_at,
        state,
        at,
        tries: row.tries,
        in_doubt: row.delivery.in_doubt,
        why,
        says: why.map(|why| why.says().to_owned()),
        leaves,
    }
}
