//! What a delivery changes at a matcher of the HMA kind, and telling it.

use super::reach::failure;
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    delivery::{Failure, Says, Subject},
    ids::CaseId,
};
use scrim_store::deliveries::{DeliveryRow, ListedAt, Receipt};
use scrim_upstream::{
    call,
    hma::{BankName, ContentId, Hma, Listing, Told},
};

/// What is done at an HMA.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AtHma {
    /// It is told this.
    Tell(Told),
    /// It was banked before, and what was to take that back never arrived: it is told this only if it is there no more,
    /// which its index may not know yet.
    TellUnless {
        /// What it is told.
        told: Told,
        /// Where it was banked.
        banked: Listing,
    },
    /// What may have been banked, with no receipt to tell under which number, is looked for and removed.
    TakeBack {
        /// On which bank.
        bank: BankName,
        /// The hash.
        hash: PdqHash,
        /// The note it was banked with.
        note: String,
    },
    /// Nothing: what is to be taken back was there before, and is somebody else's.
    Nothing,
}

/// What a delivery does at an HMA whose bank of confirmed content has this name.
pub(super) fn at_hma(row: &DeliveryRow, confirmed: &str) -> Result<AtHma, Failure> {
    let known = row.at_matcher.as_ref().ok_or(Failure::NotSetUp)?;
    let bank = || bank(confirmed);
    let hash = known.hash.ok_or(Failure::NoHash);
    let listed = known.listing.as_ref().ok_or(Failure::NoListing);
    Ok(match (row.subject, row.says, &known.receipt) {
        (Subject::Confirmed { .. }, Some(Says::Bank), receipt) => {
            let told = Told::ConfirmSignal {
                bank: bank()?,
                hash: hash?,
                note: self::note(known.told_for),
            };
            match receipt {
                Some(receipt) if receipt.is_ours => AtHma::TellUnless {
                    told,
                    banked: listing(&receipt.at)?,
                },
                _ => AtHma::Tell(told),
            }
        }
        (Subject::Confirmed { .. }, None, Some(receipt)) if receipt.is_ours => AtHma::Tell(Told::Remove {
            listing: listing(&receipt.at)?,
        }),
        (Subject::Confirmed { .. }, None, Some(_theirs)) => AtHma::Nothing,
        (Subject::Confirmed { .. }, None, None) => AtHma::TakeBack {
            bank: bank()?,
            hash: hash?,
            note: self::note(known.told_for),
        },
        (Subject::Entry { .. }, Some(Says::Disable), _) => AtHma::Tell(Told::Disable {
            listing: listing(listed?)?,
            note: self::note(known.told_for),
        }),
        // It was off before, or gone.
        (Subject::Entry { .. }, None, Some(receipt)) if !receipt.is_ours => AtHma::Nothing,
        // What was disabled under its number then is enabled under that number.
        (Subject::Entry { .. }, None, receipt) => AtHma::Tell(Told::Enable {
            listing: listing(receipt.as_ref().map_or(listed, |receipt| Ok(&receipt.at))?)?,
            disabled: self::note(known.told_for),
            note: note(row.case),
        }),
        // Nothing plans such a pair.
        _ => return Err(Failure::NotSetUp),
    })
}

/// What stands beside what the hub changes there: the case, and no person.
pub(crate) fn note(case: CaseId) -> String {
    format!("Scrim case {case}")
}

fn bank(name: &str) -> Result<BankName, Failure> {
    BankName::try_from(name.to_owned()).map_err(|_no_name| Failure::NotSetUp)
}

fn listing(at: &ListedAt) -> Result<Listing, Failure> {
    Ok(Listing {
        bank: bank(&at.list)?,
        content: ContentId(at.number),
    })
}

/// Does it once.
pub(super) async fn tell(hma: &Hma, what: &AtHma) -> Result<Option<Receipt>, Failure> {
    let (bank, receipt) = match what {
        AtHma::Nothing => return Ok(None),
        AtHma::TakeBack { bank, hash, note } => {
            let taken = hma.take_back(bank, *hash, note).await.map_err(failure)?;
            let Some(taken) = taken else { return Ok(None) };
            (bank, taken)
        }
        AtHma::TellUnless { banked, .. } if is_there(hma, banked).await? => {
            let (content, ours) = (banked.content, true);
            (&banked.bank, scrim_upstream::hma::Receipt { content, ours })
        }
        AtHma::Tell(told) | AtHma::TellUnless { told, .. } => match hma.tell(told).await {
            Err(call::Failure::Missing) => return Err(what_is_missing(hma, told).await),
            told_or_not => (told.bank(), told_or_not.map_err(failure)?),
        },
    };
    Ok(Some(Receipt {
        at: ListedAt {
            list: bank.as_str().to_owned(),
            number: receipt.content.0,
        },
        is_ours: receipt.ours,
    }))
}

async fn is_there(hma: &Hma, listing: &Listing) -> Result<bool, Failure> {
    match hma.content(listing).await {
        Ok(_content) => Ok(true),
        Err(call::Failure::Missing) => Ok(false),
        Err(failed) => Err(failure(failed)),
    }
}

/// Whether it is the bank of confirmed content that is not there, and not HMA itself, or what is told of.
async fn what_is_missing(hma: &Hma, told: &Told) -> Failure {
    match (told, hma.banks().await) {
        (Told::ConfirmSignal { bank, .. }, Ok(banks)) if banks.iter().all(|known| known.name != *bank) => {
            Failure::NoBank
        }
        _ => Failure::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliver::leaving;
    use scrim_model::{
        delivery::{Banks, Delivery, Destination, Kind, Mode},
        ids::{DeliveryId, DestinationId, EntryId, ItemId, MatcherId},
        matching::HarmType,
        time::Time,
    };
    use scrim_store::{deliveries::AtMatcher, destinations::DestinationRow};
    use uuid::Uuid;

    const ENTRY: EntryId = EntryId(Uuid::from_u128(3));
    const OWN: Subject = Subject::Confirmed {
        entry: ENTRY,
        copy: None,
    };
    const COPY: Subject = Subject::Confirmed {
        entry: ENTRY,
        copy: Some(ItemId(Uuid::from_u128(4))),
    };
    const LISTED: Subject = Subject::Entry { entry: ENTRY };

    fn at(list: &str, number: u64) -> ListedAt {
        ListedAt {
            list: list.to_owned(),
            number,
        }
    }

    fn row(subject: Subject, says: Option<Says>) -> DeliveryRow {
        DeliveryRow {
            id: DeliveryId(Uuid::from_u128(9)),
            destination: DestinationId(Uuid::from_u128(1)),
            subject,
            says,
            case: CaseId(Uuid::from_u128(2)),
            planned_at: Time(0),
            delivery: Delivery::PLANNED,
            tries: 0,
            reference: None,
            origin: None,
            at_matcher: Some(AtMatcher {
                told_for: CaseId(Uuid::from_u128(1)),
                hash: Some(PdqHash([1; 32])),
                listing: Some(at("NCMEC_EX", 30)),
                receipt: None,
            }),
        }
    }

    /// The one call that changes something there, on one line.
    fn leaves(row: &DeliveryRow) -> Result<String, Failure> {
        let destination = DestinationRow {
            id: row.destination,
            name: "HMA".to_owned(),
            rule: Destination {
                kind: Kind::Hma {
                    matcher: MatcherId(Uuid::from_u128(5)),
                    confirmed: "CONFIRMED".to_owned(),
                },
                harm: HarmType::Csam,
                banks: Banks::All,
                mode: Mode::On,
            },
            address: "https://hma.example/lists/".to_owned(),
            secret: Vec::new(),
            matcher: None,
            reasons: [].into(),
            added_at: Time(0),
        };
        let shown = leaving(row, &destination)?.shown(&destination.address);
        Ok(shown.map_or(String::new(), |shown| {
            format!("{} {} {}", shown.method, shown.url, shown.body)
        }))
    }

    const CASE_1: &str = "Scrim case 00000000-0000-0000-0000-000000000001";
    const CASE_2: &str = "Scrim case 00000000-0000-0000-0000-000000000002";

    #[test]
    fn what_is_confirmed_is_banked_with_the_case_it_was_first_told_for_in_the_note() {
        for subject in [OWN, COPY] {
            let hash = "01".repeat(32);
            assert_eq!(
                leaves(&row(subject, Some(Says::Bank))),
                Ok(format!(
                    r#"POST https://hma.example/lists/c/bank/CONFIRMED/signal {{"note":"{CASE_1}","pdq":"{hash}"}}"#
                ))
            );
        }
    }

    #[test]
    fn what_is_disputed_is_disabled_where_it_is_listed_and_enabled_where_it_was_disabled() {
        let there = |until: u8| {
            let case = if until == 0 { CASE_1 } else { CASE_2 };
            format!(
                r#"PUT https://hma.example/lists/c/bank/NCMEC_EX/content/30 {{"disable_until_ts":{until},"note":"{case}"}}"#
            )
        };
        assert_eq!(leaves(&row(LISTED, Some(Says::Disable))), Ok(there(0)));
        let mut back = row(LISTED, None);
        assert_eq!(leaves(&back), Ok(there(1)));
        // It has come under another number since; what was disabled is what is enabled.
        if let Some(known) = &mut back.at_matcher {
            known.listing = Some(at("NCMEC_EX", 31));
            known.receipt = Some(Receipt {
                at: at("NCMEC_EX", 30),
                is_ours: true,
            });
        }
        assert_eq!(leaves(&back), Ok(there(1)));
        assert!(
            matches!(at_hma(&back, "CONFIRMED"), Ok(AtHma::Tell(Told::Enable { disabled, .. })) if disabled == CASE_1),
            "only what is off by that case is enabled"
        );
        if let Some(known) = &mut back.at_matcher {
            (known.listing, known.receipt) = (None, None);
        }
        assert_eq!(leaves(&back), Err(Failure::NoListing));
    }

    #[test]
    fn what_somebody_else_had_disabled_before_is_left_to_them() {
        let mut back = row(LISTED, None);
        if let Some(known) = &mut back.at_matcher {
            known.receipt = Some(Receipt {
                at: at("NCMEC_EX", 30),
                is_ours: false,
            });
        }
        assert_eq!(at_hma(&back, "CONFIRMED"), Ok(AtHma::Nothing));
        assert_eq!(leaves(&back), Ok(String::new()));
    }

    #[test]
    fn only_what_was_banked_for_a_verdict_of_ours_is_removed_and_by_its_number() {
        let mut back = row(OWN, None);
        let mut with = |receipt: Option<Receipt>| {
            if let Some(known) = &mut back.at_matcher {
                known.receipt = receipt;
            }
            leaves(&back)
        };
        let receipt = |is_ours| {
            Some(Receipt {
                at: at("CONFIRMED", 7),
                is_ours,
            })
        };
        assert_eq!(
            with(receipt(true)),
            Ok("DELETE https://hma.example/lists/c/bank/CONFIRMED/content/7 ".to_owned())
        );
        assert_eq!(with(receipt(false)), Ok(String::new()));
        assert_eq!(at_hma(&back, "CONFIRMED"), Ok(AtHma::Nothing));
    }

    #[test]
    fn what_may_have_been_banked_is_looked_for_by_its_hash_and_note() {
        let found = at_hma(&row(COPY, None), "CONFIRMED");
        let Ok(AtHma::TakeBack { hash, note, .. }) = found else {
            panic!("nothing tells its number: {found:?}")
        };
        assert_eq!((hash, note.as_str()), (PdqHash([1; 32]), CASE_1));
    }

    #[test]
    fn what_is_not_known_is_said_and_nothing_leaves() {
        let mut nothing = row(OWN, Some(Says::Bank));
        nothing.at_matcher = None;
        assert_eq!(leaves(&nothing), Err(Failure::NotSetUp));
        let mut no_hash = row(OWN, Some(Says::Bank));
        if let Some(known) = &mut no_hash.at_matcher {
            known.hash = None;
        }
        assert_eq!(leaves(&no_hash), Err(Failure::NoHash));
        assert!(matches!(
            at_hma(&row(OWN, Some(Says::Bank)), "not a name"),
            Err(Failure::NotSetUp)
        ));
        assert!(matches!(
            at_hma(&row(LISTED, Some(Says::Bank)), "CONFIRMED"),
            Err(Failure::NotSetUp)
        ));
    }
}
