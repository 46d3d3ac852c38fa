//! What lists ask for beyond the rules, as rows. How many people a verdict takes is the model's.

use super::{
    chain,
    columns::{from_json, json},
    telling,
    verdicts::Open,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    second_looks::NoList,
};
use scrim_model::{
    ids::{BankId, PersonId},
    quorum::PairTerms,
    second_looks::SecondLooks,
    verdict::PairVerdict,
};
use std::collections::HashMap;

pub(crate) fn of(db: Db<'_>, bank: BankId) -> Result<Option<SecondLooks>, StoreError> {
    let found = db
        .prepare_cached("SELECT second_looks FROM bank WHERE id = ?1")?
        .query_row([bank.0], |row| row.get::<Option<String>>(0))
        .optional()?;
    found.map(read).transpose()
}

pub(crate) fn set(tx: &Tx<'_>, by: Option<PersonId>, bank: BankId, wanted: SecondLooks) -> Result<(), NoList> {
    let set = tx
        .db
        .execute(
            "UPDATE bank SET second_looks = ?2 WHERE id = ?1",
            (bank.0, json(&wanted)),
        )
        .map_err(StoreError::from)?;
    if set == 0 {
        return Err(NoList::NoSuch);
    }
    let fact = serde_json::json!({"bank": bank, "by": by, "second_looks": wanted});
    chain::append(tx, "second_looks_set", &fact);
    Ok(())
}

fn read(kept: Option<String>) -> Result<SecondLooks, StoreError> {
    let read = kept.map(|text| from_json(&text, "bank.second_looks")).transpose()?;
    Ok(read.unwrap_or_default())
}

/// What the lists ask for, read once for all verdicts that are given together.
pub(super) struct Terms {
    /// Of the lists that ask for something of their own.
    lists: HashMap<BankId, SecondLooks>,
    /// Somebody else is there who could be asked.
    several_people: bool,
}

impl Terms {
    pub(super) fn read(db: Db<'_>) -> Result<Self, StoreError> {
        let mut sql = db.prepare_cached("SELECT id, second_looks FROM bank WHERE second_looks IS NOT NULL")?;
        let rows = sql.query_map((), |row| Ok((BankId(row.get(0)?), row.get(1)?)))?;
        let lists = rows.map(|row| {
            row.map_err(StoreError::from)
                .and_then(|(bank, kept)| Ok((bank, read(kept)?)))
        });
        let lists: HashMap<_, _> = lists.collect::<Result<_, StoreError>>()?;
        Ok(Self {
            several_people: lists.is_empty() || telling::several_people(db)?,
            lists,
        })
    }

    /// What a pair of an open case is judged by.
    pub(super) fn of(&self, open: &Open, pair: &PairVerdict) -> PairTerms {
        let (facts, bank) = (open.facts(pair), open.bank(pair));
        let asked = bank.and_then(|bank| self.lists.get(&bank)).copied().unwrap_or_default();
        // Whoever is alone lets nothing through, whatever a list asks for.
        let different = if self.several_people {
            asked.different
        } else {
            SecondLooks::default().different
        };
        PairTerms {
            trust: facts.trust,
            altered_copy: facts.breeds_variant(),
            second_looks: SecondLooks { different, ..asked },
        }
    }
}
