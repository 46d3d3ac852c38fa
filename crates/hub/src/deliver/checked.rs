//! What a destination says of itself when it is asked, over the API and at the machine.

use super::reach::{Offers, check};
use crate::keys::HubKeys;
use scrim_model::delivery::Failure;
use scrim_store::destinations::DestinationRow;
use scrim_upstream::hma::Bank;
use scrim_wire::http::destinations::{CheckedBank, DestinationChecked, OwnReason};

/// Asks it. A platform is sent a `ping`, NCMEC is asked for its reasons, a matcher for its bank of confirmed content.
///
/// # Errors
/// [`Failure`]: it does not answer, or not as it should.
pub(crate) async fn checked(keys: &HubKeys, destination: &DestinationRow) -> Result<DestinationChecked, Failure> {
    Ok(told(check(keys, destination).await?))
}

fn told(offers: Offers) -> DestinationChecked {
    match offers {
        Offers::Nothing => DestinationChecked {
            ready: true,
            says: Vec::new(),
            reasons: Vec::new(),
            bank: None,
        },
        Offers::Reasons(all) => DestinationChecked {
            ready: true,
            says: Vec::new(),
            reasons: all
                .into_iter()
                .flat_map(|(kind, reasons)| reasons.into_iter().map(move |one| (kind, one)))
                .map(|(kind, one)| OwnReason {
                    fingerprint: kind.to_owned(),
                    word: one.guid,
                    reason: one.name,
                })
                .collect(),
            bank: None,
        },
        Offers::Bank { name, bank } => {
            let says = of_bank(&name, bank.as_ref());
            DestinationChecked {
                ready: says.is_none(),
                says: says.into_iter().collect(),
                reasons: Vec::new(),
                bank: Some(CheckedBank {
                    name,
                    found: bank.is_some(),
                    share: bank.map(|bank| bank.matching_enabled_ratio),
                }),
            }
        }
    }
}

/// What is wrong with a bank; nothing where it matches as it should.
fn of_bank(name: &str, bank: Option<&Bank>) -> Option<String> {
    match bank {
        None => Some(format!("the bank {name} is not there yet")),
        Some(bank) if bank.is_off() => Some(format!("the bank {name} matches nothing there")),
        Some(bank) if bank.matches_by_chance() => Some(format!("the bank {name} matches by chance there")),
        Some(_) => None,
    }
}
