//! What a confirmed verdict tells a destination: the table of verdicts, as a function.
//!
//! What people did not assess is never a vote, words never leave, and a verdict never travels to a list of another harm
//! type. What is told is about one [`Subject`] at a time, and is one of few values: what a destination knows of a subject
//! is the last one it took.

use super::{Destination, Kind, listing::list_changes};
use crate::{
    appeal::AppealOutcome,
    effect::PairFacts,
    ids::{BankId, EntryId, ItemId, MatcherId, PersonId, VerdictId},
    matching::{HarmType, MatchKind},
    time::Span,
    urgent::UrgentReason,
    verdict::{Content, DisputeReason, Listing, MatchAxis, Verdict},
};
use serde::{Deserialize, Serialize};

/// A confirmed verdict with what the hub knows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// What was decided.
    pub verdict: Verdict,
    /// What the hub knows of its pairs.
    pub pairs: Vec<SettledPair>,
    /// Every upload of the case.
    pub items: Vec<SettledItem>,
    /// What the case was for.
    pub purpose: Purpose,
    /// Whether more than one person works at the hub: one alone sends nothing away.
    pub several_people: bool,
}

/// What a case is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To decide on an upload.
    Review,
    /// To decide anew on what a platform appeals; what follows is its own message.
    Appeal,
    /// To look after the work itself: a check of what was stopped.
    Check,
    /// The same: a picture of the organisation's own that is known to be harmless. Nothing follows from it, here or
    /// outside.
    LookAlike,
}

/// A pair of the verdict, as the hub knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledPair {
    /// The entry.
    pub entry: EntryId,
    /// Its list.
    pub bank: BankId,
    /// What that list is about.
    pub harm: HarmType,
    /// How it matched. One by a hash of the hub's own, made of an altered copy, matched by what whoever lists the entry
    /// does not have.
    pub facts: PairFacts,
    /// Whose entry it is.
    pub origin: Origin,
    /// The matcher that lists it, if one does.
    pub listed: Option<MatcherId>,
    /// Whether it has one perceptual hash of its own, and no more: of an animation's several, none stands for it alone.
    pub hashed: bool,
}

/// Whose entry one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The hub's own, or nobody knows.
    Own,
    /// From NCMEC's hash sharing, under a name that feedback can be given to.
    Ncmec,
}

/// An upload of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettledItem {
    /// Which.
    pub item: ItemId,
    /// Who sent it.
    pub source: PersonId,
    /// What the verdict means for it; none where it inherits nothing.
    pub outcome: Option<Outcome>,
    /// The entry of the hub's own that was made of it, where one was and has a perceptual hash.
    pub made: Option<MadeEntry>,
}

/// An entry made of an upload. It lies on a list of the hub's own, whatever lists the upload matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeEntry {
    /// The entry.
    pub entry: EntryId,
    /// Its list.
    pub bank: BankId,
    /// What that list is about.
    pub harm: HarmType,
}

/// What a verdict means for an upload, in the words that its platform acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is what a list holds, or it is abusive: take it down.
    Confirmed,
    /// Against another policy than the list's: take it down by that one.
    OtherPolicy,
    /// Harmless, or recognised wrongly: leave it.
    Cleared,
}

/// What something is told about. A destination knows one thing at a time of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case", deny_unknown_fields)]
pub enum Subject {
    /// An upload.
    Item {
        /// Which.
        item: ItemId,
    },
    /// The danger that an upload may tell of, whatever is decided on it.
    Danger {
        /// Which upload.
        item: ItemId,
    },
    /// An appeal of one decision on an upload.
    Appeal {
        /// Which upload.
        item: ItemId,
        /// The verdict that had decided.
        verdict: VerdictId,
    },
    /// One fingerprint of an entry of NCMEC's.
    Fingerprint {
        /// Which entry.
        entry: EntryId,
        /// Which of its fingerprints.
        fingerprint: Fingerprint,
    },
    /// An entry, where a matcher lists it.
    Entry {
        /// Which.
        entry: EntryId,
    },
    /// A hash on a matcher's bank of confirmed content.
    Confirmed {
        /// Of which entry.
        entry: EntryId,
        /// Of which altered copy of it; none: the entry's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        copy: Option<ItemId>,
    },
}

/// A kind of fingerprint that feedback is given on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Fingerprint {
    /// Of equal bytes. Whatever digest recognised them, they are equal in this one too.
    Md5,
    /// Of a near picture.
    Pdq,
}

/// What is said of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "says", content = "what", rename_all = "snake_case")]
pub enum Says {
    /// What became of an upload.
    Outcome(Outcome),
    /// A child may be at immediate risk.
    Urgent(UrgentReason),
    /// What became of an appeal.
    Appeal(AppealOutcome),
    /// A vote on a fingerprint.
    Vote(Vote),
    /// The hash belongs on the matcher's bank of confirmed content.
    Bank,
    /// The matcher's entry is to match no more.
    Disable,
}

/// A vote on a fingerprint of somebody else's entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "vote", rename_all = "snake_case")]
pub enum Vote {
    /// It is rightly listed.
    Affirmative,
    /// It is not.
    Negative {
        /// Why; the destination has its own word for it.
        ground: Ground,
    },
}

/// Why a fingerprint is voted against: a closed set, without the words that somebody may have added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It matched another picture.
    Collision,
    /// The people shown are adults.
    Adult,
    /// Nothing sexual is shown.
    NoSexualContent,
    /// Drawn or generated.
    DrawnOrGenerated,
    /// Listed in the wrong category.
    WrongCategory,
    /// A corrupt file or a collage.
    Artefact,
    /// Something else, which somebody said in words.
    Other,
}

/// What a destination is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Message {
    /// About what.
    pub subject: Subject,
    /// What; none: that it is to know nothing of it, whatever other cases say.
    pub says: Option<Says>,
}

/// What a confirmed verdict tells a destination that is not off. Taking it back is [`super::turn`]'s.
pub fn what_leaves(settled: &Settled, destination: &Destination) -> Vec<Message> {
    if settled.purpose != Purpose::Review || !settled.several_people {
        return Vec::new();
    }
    match &destination.kind {
        Kind::Platform { source } => outcomes(settled, destination, *source),
        Kind::Ncmec => pairs(settled, destination, Origin::Ncmec)
            .filter_map(|(pair, matched, listing)| vote(pair, matched, listing))
            .collect(),
        Kind::Hma { matcher, .. } => list_changes(settled, destination, *matcher),
    }
}

/// The pairs that a destination hears of.
pub(super) fn heard<'a>(settled: &'a Settled, destination: &'a Destination) -> impl Iterator<Item = &'a SettledPair> {
    let hears = |pair: &&SettledPair| destination.hears_of(pair.bank, pair.harm);
    settled.pairs.iter().filter(hears)
}

/// Those whose entry comes from the destination's own kind, with what was said of each.
fn pairs<'a>(
    settled: &'a Settled,
    destination: &'a Destination,
    origin: Origin,
) -> impl Iterator<Item = (&'a SettledPair, MatchAxis, &'a Listing)> {
    let theirs = heard(settled, destination).filter(move |pair| pair.origin == origin);
    theirs.flat_map(|pair| {
        let said = settled.verdict.pairs.iter().filter(|said| said.entry == pair.entry);
        said.map(move |said| (pair, said.matched, &said.listing))
    })
}

fn outcomes(settled: &Settled, destination: &Destination, source: PersonId) -> Vec<Message> {
    if settled.verdict.is_undetermined() || heard(settled, destination).next().is_none() {
        return Vec::new();
    }
    let own = settled.items.iter().filter(|item| item.source == source);
    let told = own.filter_map(|item| {
        let says = Some(Says::Outcome(item.outcome?));
        let subject = Subject::Item { item: item.item };
        Some(Message { subject, says })
    });
    told.collect()
}

/// Feedback on the fingerprint that matched. One of the hub's own, made of an altered copy, is no fingerprint of theirs.
fn vote(pair: &SettledPair, matched: MatchAxis, listing: &Listing) -> Option<Message> {
    let vote = match (listing, matched) {
        _ if pair.facts.via_variant => return None,
        (Listing::Agrees, _) => Vote::Affirmative,
        (Listing::Disputes { reason }, _) => Vote::Negative { ground: reason.into() },
        (Listing::NotAssessed, MatchAxis::Different) => Vote::Negative {
            ground: Ground::Collision,
        },
        (Listing::NotAssessed, MatchAxis::SameExact | MatchAxis::SameAltered | MatchAxis::Undetermined) => return None,
    };
    let fingerprint = match pair.facts.kind {
        MatchKind::Exact => Fingerprint::Md5,
        MatchKind::Near { .. } => Fingerprint::Pdq,
        // Which fingerprint of theirs matched, if any did, nobody knows.
        MatchKind::SaidNear => return None,
    };
    let entry = pair.entry;
    Some(Message {
        subject: Subject::Fingerprint { entry, fingerprint },
        says: Some(Says::Vote(vote)),
    })
}

impl Says {
    /// How long a destination may take until it can tell whether this, sent with no answer, has arrived. Until then it
    /// is not sent again, since it would be done twice. What is banked is found by a matcher of the HMA kind once its
    /// index is built anew, which was measured to take up to a hundred seconds.
    pub fn settles_after(self) -> Span {
        match self {
            Self::Bank => Span::seconds(100),
            Self::Outcome(_) | Self::Vote(_) | Self::Disable | Self::Urgent(_) | Self::Appeal(_) => Span::ZERO,
        }
    }
}

impl Outcome {
    /// What a confirmed verdict means for the upload it is about.
    pub fn of(verdict: &Verdict) -> Self {
        let listed = |pair: &crate::verdict::PairVerdict| {
            pair.matched.is_same() && !matches!(pair.listing, Listing::Disputes { .. })
        };
        if verdict.content == Content::OtherPolicy {
            Self::OtherPolicy
        } else if verdict.content == Content::Abusive || verdict.pairs.iter().any(listed) {
            Self::Confirmed
        } else {
            Self::Cleared
        }
    }
}

impl From<&DisputeReason> for Ground {
    fn from(reason: &DisputeReason) -> Self {
        match reason {
            DisputeReason::Adult => Self::Adult,
            DisputeReason::NoSexualContent => Self::NoSexualContent,
            DisputeReason::DrawnOrGenerated => Self::DrawnOrGenerated,
            DisputeReason::WrongCategory => Self::WrongCategory,
            DisputeReason::Artefact => Self::Artefact,
            // The words stay.
            DisputeReason::Other { text: _ } => Self::Other,
        }
    }
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 7] = [
        Self::Collision,
        Self::Adult,
        Self::NoSexualContent,
        Self::DrawnOrGenerated,
        Self::WrongCategory,
        Self::Artefact,
        Self::Other,
    ];
}

#[cfg(test)]
mod tests;
