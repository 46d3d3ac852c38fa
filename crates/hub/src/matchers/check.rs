//! What a matcher says of itself, and which of its lists count.

use super::reach::{Reached, no_answer, reach_any};
use crate::keys::HubKeys;
use scrim_hashing::pdq::PdqHash;
use scrim_model::matcher::{NoAnswer, Sends};
use scrim_store::matchers::MatcherRow;
use scrim_upstream::{
    call::Failure,
    hma::{Bank, Hma, Readiness},
    shield::{ClassName, Shield},
};
use scrim_wire::http::matchers::{CheckedList, MatcherChecked};

/// Reaches a matcher, whether or not it is on, and reads how it stands and what it lists. Nothing is told it.
///
/// # Errors
/// [`NoAnswer`].
pub(crate) async fn check(keys: &HubKeys, row: &MatcherRow) -> Result<MatcherChecked, NoAnswer> {
    match reach_any(keys, row)? {
        Reached::Hma(hma) => hma_checked(&hma, row).await,
        Reached::Shield(shield) => shield_checked(&shield, row).await,
    }
}

async fn hma_checked(hma: &Hma, row: &MatcherRow) -> Result<MatcherChecked, NoAnswer> {
    let readiness = hma.readiness().await.map_err(no_answer)?;
    let banks = hma.banks().await.map_err(no_answer)?;
    let mut says = Vec::new();
    match readiness {
        Readiness::Ready => {}
        Readiness::Loading => says.push("it has just started and cannot be asked yet".to_owned()),
        Readiness::Stale => says.push("its index is old: what was listed lately is not found there".to_owned()),
    }
    index(hma, &mut says).await.map_err(no_answer)?;
    let mut lists: Vec<CheckedList> = banks.iter().map(|bank| found(row, bank)).collect();
    let there = |name: &str| banks.iter().any(|bank| bank.name.as_str() == name);
    let gone = row.rule.lists.0.iter().filter(|(name, _)| !there(name));
    lists.extend(gone.map(|(name, bank)| CheckedList {
        name: name.clone(),
        found: false,
        bank_id: Some(*bank),
        share: 0.0,
    }));
    for (bank, list) in banks.iter().zip(&lists) {
        of_bank(bank, list, &mut says);
    }
    let gone = lists.iter().filter(|list| !list.found);
    says.extend(gone.map(|list| format!("there is no {} there: nothing of it can match", list.name)));
    if lists.iter().all(|list| list.bank_id.is_none()) {
        says.push("none of its lists is mapped: nothing that it lists counts".to_owned());
    }
    let ready = readiness == Readiness::Ready;
    Ok(MatcherChecked { ready, says, lists })
}

/// A hash that no picture has: as many bits are set as in every hash, in a pattern that no picture makes.
const NO_PICTURES: PdqHash = PdqHash([0x5A; 32]);

/// Asks about one hash that no picture has, which says whether address and credential are right. Which lists it has, it
/// does not tell: there are two that are documented.
async fn shield_checked(shield: &Shield, row: &MatcherRow) -> Result<MatcherChecked, NoAnswer> {
    shield.scan_hashes(&[NO_PICTURES]).await.map_err(no_answer)?;
    let mut says = Vec::new();
    let documented = ClassName::DOCUMENTED.map(|name| CheckedList {
        name: name.to_owned(),
        found: true,
        bank_id: row.rule.lists.bank(name),
        share: 1.0,
    });
    for list in documented.iter().filter(|list| list.bank_id.is_none()) {
        says.push(format!(
            "{} is not mapped: what is known as that is left out",
            list.name
        ));
    }
    let mut lists = Vec::from(documented);
    for (name, bank) in &row.rule.lists.0 {
        if !ClassName::DOCUMENTED.contains(&name.as_str()) {
            says.push(format!(
                "{name} is not documented: whether it is ever answered is not known"
            ));
            lists.push(CheckedList {
                name: name.clone(),
                found: false,
                bank_id: Some(*bank),
                share: 0.0,
            });
        }
    }
    if row.rule.sends == Sends::Uploads {
        says.push("uploads themselves are sent to it, to whoever runs it, and not only their hashes".to_owned());
    }
    let ready = true;
    Ok(MatcherChecked { ready, says, lists })
}

async fn index(hma: &Hma, says: &mut Vec<String>) -> Result<(), Failure> {
    match hma.index().await {
        Ok(index) if index.may_be_empty() => says.push(format!(
            "its index holds {} hashes, and an index of 1, 2, 4, 8 or 16 may find nothing: bank one more",
            index.index_size
        )),
        Ok(_index) => {}
        Err(Failure::Missing) => says.push("it keeps no PDQ hashes: nothing can match".to_owned()),
        Err(failed) => return Err(failed),
    }
    Ok(())
}

fn found(row: &MatcherRow, bank: &Bank) -> CheckedList {
    let name = bank.name.as_str().to_owned();
    CheckedList {
        found: true,
        bank_id: row.rule.lists.bank(&name),
        share: bank.matching_enabled_ratio.clamp(0.0, 1.0),
        name,
    }
}

/// What to know of a list there.
fn of_bank(bank: &Bank, list: &CheckedList, says: &mut Vec<String>) {
    let name = &bank.name;
    if list.bank_id.is_none() {
        says.push(format!("{name} is not mapped: what it lists is left out"));
    } else if bank.is_off() {
        says.push(format!(
            "{name} takes part in no look-ups there: nothing of it is found"
        ));
    } else if bank.matches_by_chance() {
        says.push(format!(
            "{name} takes part in a share of look-ups there: which hashes it answers to is drawn there, by the hash; \
             what was learned from it matches always"
        ));
    }
}
