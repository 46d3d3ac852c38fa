//! What a report to a hotline says of a decided case: taken from the verdict and the ledger, and confirmed by a person.
//!
//! The platform files it. A flag that is left out is allowed, one that is false is not: "viewed" is never said beyond what
//! the ledger bears out, and nothing says that somebody saw the EXIF data, which no desk shows. Knows no XML and no names
//! of services.

use crate::{
    ids::{EntryId, ItemId},
    matching::HarmType,
    scheme::{IndustryClass, Scheme},
    verdict::{Listing, PairVerdict, Verdict},
    viewed::Facts,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The longest reason for which a report is to be read first, in characters: the hotline's own limit.
pub const LONGEST_URGENCY: usize = 3_000;

/// What happened, in the hotline's closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum IncidentType {
    /// Possession, making and passing on of abuse material.
    #[default]
    AbuseMaterial,
    /// A child is sold for sex.
    Trafficking,
    /// Somebody travels to abuse.
    Tourism,
    /// A child is abused.
    Molestation,
    /// A domain whose name leads children to such material.
    MisleadingDomain,
    /// Words or pictures that do.
    MisleadingWords,
    /// A child is enticed to sexual acts.
    Enticement,
    /// Somebody sent such material to a child.
    SentToChild,
}

/// What is beside the class of a file, in the hotline's closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Annotation {
    /// Drawn, or made by a computer without a model's help.
    DrawnOrVirtual,
    /// Passed on in mockery or outrage.
    PotentialMeme,
    /// It is going round fast.
    Viral,
    /// Perhaps made by the child.
    PossiblySelfMade,
    /// Somebody is being hurt.
    PhysicalHarm,
    /// Graphic violence.
    Violence,
    /// An animal is involved.
    Bestiality,
    /// Taken from a live stream.
    LiveStream,
    /// An infant is shown.
    Infant,
    /// Made by a generative model.
    Generated,
}

/// What an authorised person says of one upload for a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// Which upload.
    pub item_id: ItemId,
    /// Whether the whole file was viewed. Proposed from the ledger; may be denied, and never claimed beyond it.
    pub viewed: bool,
    /// What is beside the class.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub annotations: BTreeSet<Annotation>,
}

/// Why a report cannot be put together as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReported {
    /// Nobody has confirmed whether an upload was viewed.
    #[error("upload {item} is part of the report: say whether it was viewed")]
    Unsaid {
        /// Which.
        item: ItemId,
    },
    /// Something is said of an upload that the report is not about, or twice.
    #[error("upload {item} is no part of this report, or is named twice")]
    NotPart {
        /// Which.
        item: ItemId,
    },
    /// The ledger does not bear it out.
    #[error("the ledger does not bear out that all of upload {item} was viewed: leave it at not viewed")]
    NotBorneOut {
        /// Which.
        item: ItemId,
    },
    /// Too many words.
    #[error("why it is urgent is said in at most {LONGEST_URGENCY} characters")]
    TooManyWords,
}

/// What is said of one upload in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Whether the whole file was viewed.
    pub viewed: bool,
    /// What is beside the class.
    pub annotations: BTreeSet<Annotation>,
    /// What the verdict's class is to hotlines, where it gave one that they know.
    pub class: Option<IndustryClass>,
}

/// Whether a decision says that something is child sexual abuse material: the picture of an entry that a list of it rightly
/// has, or new material, which becomes an entry of such a list. That something else is abusive is no hotline's business
/// here, nor that it came near such a list. `harm` gives what an entry's list is about.
pub fn concerns(verdict: &Verdict, harm: impl Fn(EntryId) -> Option<HarmType>) -> bool {
    let such = |pair: &PairVerdict| {
        let disputed = matches!(pair.listing, Listing::Disputes { .. });
        pair.matched.is_same() && !disputed && harm(pair.entry) == Some(HarmType::Csam)
    };
    verdict.is_new_material() || verdict.pairs.iter().any(such)
}

/// Puts together what was confirmed of each upload with what the ledger and the verdict say. Every upload is confirmed by
/// itself: equal bytes were not seen because their twin was. What a class is to hotlines, the scheme says.
///
/// # Errors
/// [`NotReported`].
pub fn report(
    (verdict, scheme): (&Verdict, &Scheme),
    facts: &BTreeMap<ItemId, Facts>,
    confirmed: &[Confirmed],
) -> Result<BTreeMap<ItemId, Said>, NotReported> {
    let class = scheme.reports(verdict.classification.as_ref());
    let mut said = BTreeMap::new();
    for one in confirmed {
        let item = one.item_id;
        let known = facts.get(&item).ok_or(NotReported::NotPart { item })?;
        if one.viewed && !known.viewed.proposes() {
            return Err(NotReported::NotBorneOut { item });
        }
        let (viewed, annotations) = (one.viewed, one.annotations.clone());
        let before = said.insert(
            item,
            Said {
                viewed,
                annotations,
                class,
            },
        );
        if before.is_some() {
            return Err(NotReported::NotPart { item });
        }
    }
    match facts.keys().find(|item| !said.contains_key(item)) {
        Some(item) => Err(NotReported::Unsaid { item: *item }),
        None => Ok(said),
    }
}

/// Checks why a report is to be read first.
///
/// # Errors
/// [`NotReported::TooManyWords`].
pub fn urgency(words: &str) -> Result<(), NotReported> {
    if words.chars().count() > LONGEST_URGENCY {
        Err(NotReported::TooManyWords)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        grant::{Grant, Presented},
        ids::{CaseId, GrantId, LeaseId, PersonId},
        rung::Rung,
        scheme::Class,
        time::Time,
        verdict::{Classification, Content, DisputeReason, MatchAxis},
        viewed::{self, Viewed},
    };
    use proptest::prelude::*;
    use uuid::Uuid;

    fn item(number: u128) -> ItemId {
        ItemId(Uuid::from_u128(number))
    }

    fn verdict(classification: Option<Classification>) -> Verdict {
        Verdict {
            content: Content::Abusive,
            classification,
            pairs: Vec::new(),
        }
    }

    /// The facts of an upload that was or was not seen whole.
    fn seen(viewed: Viewed) -> Facts {
        let none: [Grant; 0] = [];
        Facts {
            viewed,
            ..viewed::facts(&none, None)
        }
    }

    fn says(number: u128, viewed: bool) -> Confirmed {
        Confirmed {
            item_id: item(number),
            viewed,
            annotations: BTreeSet::new(),
        }
    }

    fn all() -> impl Strategy<Value = Viewed> {
        prop_oneof![
            Just(Viewed::No),
            Just(Viewed::Untold),
            Just(Viewed::InPart),
            Just(Viewed::Whole)
        ]
    }

    proptest! {
        #[test]
        fn nobody_can_say_that_a_file_was_viewed_which_the_ledger_does_not_bear_out(
            uploads in proptest::collection::vec((all(), any::<bool>()), 1..6)
        ) {
            let facts: BTreeMap<_, _> = (0..).zip(&uploads).map(|(at, (viewed, _))| (item(at), seen(*viewed))).collect();
            let confirmed: Vec<_> = (0..).zip(&uploads).map(|(at, (_, said))| says(at, *said)).collect();
            let beyond = uploads.iter().any(|(viewed, said)| *said && *viewed != Viewed::Whole);
            match report((&verdict(None), &Scheme::default()), &facts, &confirmed) {
                Ok(report) => {
                    prop_assert!(!beyond);
                    for (item, said) in report {
                        prop_assert!(!said.viewed || facts.get(&item).is_some_and(|facts| facts.viewed == Viewed::Whole));
                    }
                }
                Err(refused) => {
                    let borne_out = !matches!(refused, NotReported::NotBorneOut { .. });
                    prop_assert!(beyond && !borne_out);
                }
            }
        }
    }

    fn pair(entry: u128, matched: MatchAxis, listing: Listing) -> PairVerdict {
        PairVerdict {
            item: item(1),
            entry: EntryId(Uuid::from_u128(entry)),
            matched,
            listing,
        }
    }

    #[test]
    fn a_report_is_about_what_a_list_of_such_material_rightly_has_and_about_new_material() {
        const ABUSE: u128 = 1;
        const OTHER: u128 = 2;
        let harm = |entry: EntryId| {
            let abuse = entry.0.as_u128() == ABUSE;
            Some(if abuse { HarmType::Csam } else { HarmType::Terrorism })
        };
        let about = |content, pairs: &[PairVerdict]| {
            let verdict = Verdict {
                content,
                pairs: pairs.to_vec(),
                ..verdict(None)
            };
            concerns(&verdict, harm)
        };
        let (same, different) = (MatchAxis::SameExact, MatchAxis::Different);
        let unsaid = || Listing::NotAssessed;
        assert!(about(Content::NotAssessed, &[pair(ABUSE, same, unsaid())]));
        assert!(about(Content::Abusive, &[pair(ABUSE, same, Listing::Agrees)]));
        assert!(
            about(Content::Abusive, &[pair(OTHER, different, unsaid())]),
            "new material"
        );
        // Near such a list, and the picture of another one.
        let both = [pair(ABUSE, different, unsaid()), pair(OTHER, same, unsaid())];
        assert!(!about(Content::NotAssessed, &both));
        assert!(
            !about(Content::Abusive, &[pair(OTHER, same, Listing::Agrees)]),
            "another harm"
        );
        let reason = DisputeReason::Adult;
        let disputed = pair(ABUSE, same, Listing::Disputes { reason });
        assert!(!about(Content::NotAbusive, &[disputed]));
        assert!(!about(Content::NotAbusive, &[pair(ABUSE, different, unsaid())]));
    }

    #[test]
    fn every_upload_is_spoken_of_once_and_no_other() {
        let facts: BTreeMap<_, _> = [1, 2].map(|at| (item(at), seen(Viewed::Whole))).into();
        let asked = |confirmed: &[Confirmed]| report((&verdict(None), &Scheme::default()), &facts, confirmed);
        assert_eq!(asked(&[says(1, true)]), Err(NotReported::Unsaid { item: item(2) }));
        let twice = [says(1, true), says(2, true), says(1, true)];
        assert_eq!(asked(&twice), Err(NotReported::NotPart { item: item(1) }));
        let other = [says(1, true), says(2, true), says(3, false)];
        assert_eq!(asked(&other), Err(NotReported::NotPart { item: item(3) }));
        assert!(asked(&[says(1, true), says(2, false)]).is_ok());
    }

    #[test]
    fn the_class_is_the_verdicts_and_none_is_no_class() {
        let class = |given| reported(given, &Scheme::default());
        assert_eq!(class(Some(IndustryClass::B1.into())), Some(IndustryClass::B1));
        assert_eq!(class(Some(Classification::None)), None);
        assert_eq!(class(None), None);
    }

    #[test]
    fn an_own_class_is_reported_as_what_it_means_to_hotlines_and_as_no_class_where_it_means_nothing() {
        let own = |code: &str, reports_as, retired| Class {
            code: code.to_owned(),
            name: code.to_owned(),
            hint: String::new(),
            retired,
            reports_as,
        };
        let scheme = Scheme {
            classes: vec![own("grave", Some(IndustryClass::A2), true), own("local", None, false)],
        };
        let class = |code: &str| reported(code.to_owned().try_into().ok(), &scheme);
        assert_eq!(
            class("grave"),
            Some(IndustryClass::A2),
            "a retired class means what it meant"
        );
        assert_eq!(class("local"), None);
        assert_eq!(class("B1"), None, "what the scheme does not know means nothing");
    }

    /// The class that a report names of an upload.
    fn reported(given: Option<Classification>, scheme: &Scheme) -> Option<IndustryClass> {
        let facts: BTreeMap<_, _> = [(item(1), seen(Viewed::No))].into();
        let said = report((&verdict(given), scheme), &facts, &[says(1, false)]).expect("reported");
        said.into_values().next().and_then(|said| said.class)
    }

    #[test]
    fn a_look_that_was_never_closed_is_no_viewing() {
        let grant = Grant {
            closed: None,
            ..granted()
        };
        let facts: BTreeMap<_, _> = [(item(1), viewed::facts(&[grant], None))].into();
        let claimed = report((&verdict(None), &Scheme::default()), &facts, &[says(1, true)]);
        assert_eq!(claimed, Err(NotReported::NotBorneOut { item: item(1) }));
        let facts: BTreeMap<_, _> = [(item(1), viewed::facts(&[granted()], None))].into();
        assert!(report((&verdict(None), &Scheme::default()), &facts, &[says(1, true)]).is_ok());
    }

    /// A look at the whole picture in grey that was closed.
    fn granted() -> Grant {
        Grant {
            id: GrantId(Uuid::nil()),
            lease: LeaseId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            item: item(1),
            person: PersonId(Uuid::nil()),
            rung: Rung::Grey,
            released: Rung::Grey,
            full_size: false,
            granted_at: Time(0),
            until: Time(10_000),
            charged: true,
            closed: Some(Presented {
                shown_ms: 900,
                region_permille: 1_000,
                width_px: 800,
                height_px: 600,
            }),
            union_permille: None,
            severe: false,
            ended_at: Some(Time(900)),
        }
    }
}
