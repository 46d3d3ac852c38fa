//! What somebody is told, and nobody else, after a lead has settled a case on which they had spoken.
//!
//! It says what was decided and how the two differ, in words about the picture and never about the person. Knows
//! nothing of who the others are.

use crate::{
    quorum::{Decision, Given},
    verdict::{MatchAxis, Verdict},
};
use serde::{Deserialize, Serialize};

/// How a verdict compares with what was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Lesson {
    /// The same.
    Agreed,
    /// They could not tell, and it could be told.
    CouldBeTold,
    /// Whether it is the same picture.
    Match,
    /// Whether the entry belongs on its list.
    Listing,
    /// What the picture shows.
    Content,
    /// It was a look-alike, and told apart.
    LookAlikeToldApart,
    /// It was a look-alike, and taken for a match.
    LookAlikeTakenForMatch,
    /// It was a look-alike, and they could not tell.
    LookAlikeLeftOpen,
}

impl Lesson {
    /// Every lesson.
    pub const ALL: [Self; 8] = [
        Self::Agreed,
        Self::CouldBeTold,
        Self::Match,
        Self::Listing,
        Self::Content,
        Self::LookAlikeToldApart,
        Self::LookAlikeTakenForMatch,
        Self::LookAlikeLeftOpen,
    ];

    /// The first axis on which a verdict and the decision differ.
    pub fn of(yours: &Verdict, decided: &Verdict) -> Self {
        if yours.agrees_with(decided) {
            Self::Agreed
        } else if yours.is_undetermined() {
            Self::CouldBeTold
        } else if !same_matches(yours, decided) {
            Self::Match
        } else if same_listings(yours, decided) {
            Self::Content
        } else {
            Self::Listing
        }
    }

    /// In words.
    pub fn says(self) -> &'static str {
        match self {
            Self::Agreed => "A lead looked at this case as well and came to the same decision.",
            Self::CouldBeTold => {
                "You said that this one could not be told, which is always a good answer. A lead could tell in the end; \
                 what was decided is below."
            }
            Self::Match => {
                "The match was decided otherwise. What helps to tell: an altered copy keeps outlines and where things \
                 are in relation to each other, whatever was done to colours, size or edges; two pictures that merely \
                 look alike share colours and layout, and differ in outlines."
            }
            Self::Listing => {
                "The match was seen alike; whether the entry belongs on its list was decided otherwise. What helps to \
                 tell: a list's own scope, which the policy beside the case describes."
            }
            Self::Content => {
                "The match was seen alike; what the picture is was decided otherwise. What helps to tell: the policy \
                 beside the case. Where it leaves room, \"cannot tell\" and passing a case on are always open to you."
            }
            Self::LookAlikeToldApart => {
                "This was a harmless picture of your organisation's own that looks like something listed. You told the two \
                 apart. Nobody else is told, and nothing followed from it."
            }
            Self::LookAlikeTakenForMatch => {
                "This was a harmless picture of your organisation's own that looks like something listed, and it was taken \
                 for it. Nobody else is told, and nothing followed from it. What helps to tell: an altered copy keeps \
                 outlines and where things are in relation to each other; two pictures that merely look alike share colours \
                 and layout, and differ in outlines."
            }
            Self::LookAlikeLeftOpen => {
                "This was a harmless picture of your organisation's own that looks like something listed. You said that it \
                 could not be told, which is always a good answer. Nobody else is told, and nothing followed from it."
            }
        }
    }
}

fn same_matches(one: &Verdict, other: &Verdict) -> bool {
    let side = |matched: MatchAxis| (matched.is_same(), matched == MatchAxis::Different);
    one.pairs.iter().all(|pair| {
        let same = other
            .pairs
            .iter()
            .find(|o| o.item == pair.item && o.entry == pair.entry);
        same.is_some_and(|same| side(same.matched) == side(pair.matched))
    })
}

fn same_listings(one: &Verdict, other: &Verdict) -> bool {
    one.pairs.iter().all(|pair| {
        let same = other
            .pairs
            .iter()
            .find(|o| o.item == pair.item && o.entry == pair.entry);
        same.is_some_and(|same| std::mem::discriminant(&same.listing) == std::mem::discriminant(&pair.listing))
    })
}

impl Decision {
    /// The verdict by which a lead settled what others had left open, and theirs. Nothing where the first verdict
    /// stands, alone or with a second one.
    pub fn settled(&self) -> Option<(&Given, impl Iterator<Item = &Given>)> {
        match self {
            Self::Confirmed {
                deciding,
                with,
                against,
            } => {
                let others = || with.iter().chain(against);
                let is_last = others().next().is_some() && others().all(|given| given.id < deciding.id);
                is_last.then(|| (deciding, others()))
            }
            Self::Open | Self::Provisional { .. } | Self::Split { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{EntryId, ItemId, PersonId, VerdictId},
        quorum::Quorum,
        verdict::{Content, DisputeReason, Listing, PairVerdict},
    };
    use uuid::Uuid;

    fn said(content: Content, matched: MatchAxis, listing: Listing) -> Verdict {
        Verdict {
            content,
            classification: None,
            pairs: vec![PairVerdict {
                item: ItemId(Uuid::nil()),
                entry: EntryId(Uuid::nil()),
                matched,
                listing,
            }],
        }
    }

    fn agrees() -> Verdict {
        said(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees)
    }

    fn different() -> Verdict {
        said(Content::NotAssessed, MatchAxis::Different, Listing::NotAssessed)
    }

    fn given(number: u128, verdict: Verdict) -> Given {
        Given {
            id: VerdictId(Uuid::from_u128(number)),
            by: PersonId(Uuid::from_u128(number)),
            verdict,
        }
    }

    #[test]
    fn a_lesson_is_about_the_first_axis_on_which_two_verdicts_differ() {
        let reason = DisputeReason::Artefact;
        let disputes = said(Content::Abusive, MatchAxis::SameExact, Listing::Disputes { reason });
        let cannot = said(Content::NotAssessed, MatchAxis::Undetermined, Listing::NotAssessed);
        let settles = said(Content::NotAssessed, MatchAxis::SameExact, Listing::NotAssessed);
        let policy = said(Content::OtherPolicy, MatchAxis::SameExact, Listing::NotAssessed);
        for (yours, decided, lesson) in [
            (agrees(), agrees(), Lesson::Agreed),
            (cannot, agrees(), Lesson::CouldBeTold),
            (different(), agrees(), Lesson::Match),
            (disputes, agrees(), Lesson::Listing),
            (settles, policy, Lesson::Content),
        ] {
            assert_eq!(Lesson::of(&yours, &decided), lesson);
        }
    }

    #[test]
    fn no_lesson_speaks_of_mistakes() {
        for lesson in Lesson::ALL {
            let says = lesson.says().to_lowercase();
            for word in ["wrong", "mistake", "error", "fail", "should have", "incorrect"] {
                assert!(!says.contains(word), "{lesson:?} says {word}");
            }
        }
    }

    #[test]
    fn only_what_a_lead_has_settled_is_fed_back() {
        let taken = |verdicts: &[(u128, Verdict)]| {
            let mut decision = Decision::Open;
            for (number, verdict) in verdicts {
                let given = given(*number, verdict.clone());
                decision = decision.take(given, Quorum::Two, true).expect("taken");
            }
            decision
        };
        assert!(taken(&[(1, agrees())]).settled().is_none());
        assert!(taken(&[(1, agrees()), (2, agrees())]).settled().is_none());
        assert!(taken(&[(1, agrees()), (2, different())]).settled().is_none());
        let settled = taken(&[(1, agrees()), (2, different()), (3, agrees())]);
        let (by, others) = settled.settled().expect("settled");
        assert_eq!((by.id, others.count()), (given(3, agrees()).id, 2));
    }
}
