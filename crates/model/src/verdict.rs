//! A verdict on three axes: is it the same picture, should it be listed, what is it.
//!
//! Keeps "wrong match" and "wrong entry" apart down to the type. Knows nothing of who gives it or of
//! what follows; see [`crate::evidence`] and [`crate::effect`].

use crate::{
    ids::{EntryId, ItemId},
    scheme::{ClassCode, IndustryClass, NoClass},
};
use serde::{Deserialize, Serialize};

/// First axis, per pair: is the upload the entry's picture?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MatchAxis {
    /// The same picture, unaltered.
    SameExact,
    /// The same picture, altered.
    SameAltered,
    /// Another picture; says nothing about the entry.
    Different,
    /// Could not be told.
    Undetermined,
}

impl MatchAxis {
    /// Whether it says that the picture is the entry's.
    pub fn is_same(self) -> bool {
        matches!(self, Self::SameExact | Self::SameAltered)
    }
}

/// Second axis, per pair: should the entry be listed?
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Listing {
    /// The list is right.
    Agrees,
    /// The list is wrong about this entry.
    Disputes {
        /// Why.
        reason: DisputeReason,
    },
    /// Nobody looked enough to say; never sent to a list as a vote.
    NotAssessed,
}

/// Why an entry should not be listed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum DisputeReason {
    /// The people shown are adults.
    Adult,
    /// Nothing sexual is shown.
    NoSexualContent,
    /// Drawn or generated, and out of this list's scope.
    DrawnOrGenerated,
    /// Listed in the wrong category.
    WrongCategory,
    /// A corrupt file or a collage that matches many things.
    Artefact,
    /// Anything else, in words that never leave the hub.
    Other {
        /// The words.
        text: String,
    },
}

/// Third axis, per item: what is it?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Abuse material.
    Abusive,
    /// Not abuse material.
    NotAbusive,
    /// Against another policy.
    OtherPolicy,
    /// Nobody looked enough to say.
    NotAssessed,
}

impl Content {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Abusive, Self::NotAbusive, Self::OtherPolicy, Self::NotAssessed];

    /// As it is written down.
    pub fn name(self) -> &'static str {
        match self {
            Self::Abusive => "abusive",
            Self::NotAbusive => "not_abusive",
            Self::OtherPolicy => "other_policy",
            Self::NotAssessed => "not_assessed",
        }
    }
}

/// What is written where no class fits. It is no class's code, in whatever letters.
pub const NO_CLASS: &str = "NONE";

/// What a verdict says of its class; on the wire the class's code, or `NONE`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", ts(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub enum Classification {
    /// A class of the hub's scheme. Whether it is one, and may be given, is [`crate::scheme`]'s to say.
    Of(ClassCode),
    /// None of them.
    None,
}

impl Classification {
    /// As it is written down.
    pub fn code(&self) -> &str {
        match self {
            Self::Of(code) => code.as_str(),
            Self::None => NO_CLASS,
        }
    }
}

impl TryFrom<String> for Classification {
    type Error = NoClass;

    fn try_from(text: String) -> Result<Self, NoClass> {
        if text == NO_CLASS {
            Ok(Self::None)
        } else {
            ClassCode::try_from(text).map(Self::Of)
        }
    }
}

impl From<Classification> for String {
    fn from(said: Classification) -> Self {
        match said {
            Classification::Of(code) => code.into(),
            Classification::None => NO_CLASS.to_owned(),
        }
    }
}

impl From<IndustryClass> for Classification {
    fn from(class: IndustryClass) -> Self {
        Self::Of(class.into())
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::Classification;
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

    impl utoipa::PartialSchema for Classification {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .pattern(Some("^[A-Za-z0-9][A-Za-z0-9_.-]{0,15}$"))
                .description(Some(
                    "The code of a class of `GET /v1/scheme`, which is A1, A2, B1 and B2 where nobody has set another; or `NONE`: \
                     none of them.",
                ))
                .into()
        }
    }

    impl utoipa::ToSchema for Classification {}
}

/// The verdict on one pair of item and entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct PairVerdict {
    /// The upload.
    pub item: ItemId,
    /// The entry it was compared with.
    pub entry: EntryId,
    /// Is it the same picture?
    #[serde(rename = "match")]
    pub matched: MatchAxis,
    /// Should the entry be listed?
    pub listing: Listing,
}

/// One person's whole verdict on a case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Verdict {
    /// What the picture is.
    pub content: Content,
    /// Its class, where the person gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub classification: Option<Classification>,
    /// One per pair; at least one.
    pub pairs: Vec<PairVerdict>,
}

/// A verdict that contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Contradiction {
    /// No pair at all.
    #[error("the verdict names no pair")]
    NoPair,
    /// The same pair twice.
    #[error("the verdict names a pair twice")]
    PairTwice,
    /// Only somebody who holds it to be the same picture can say whether it belongs on the list.
    #[error("a listing is assessed only where the match is the same picture")]
    ListingWithoutSame,
    /// An entry that is rightly listed cannot be harmless, and the other way round.
    #[error("the listing and the content contradict each other")]
    ListingAgainstContent,
    /// A class of abuse material on something that is not said to be abusive.
    #[error("a classification needs abusive content")]
    ClassWithoutAbusive,
}

impl Verdict {
    /// Whether every match is `different`.
    pub fn all_different(&self) -> bool {
        !self.pairs.is_empty() && self.pairs.iter().all(|p| p.matched == MatchAxis::Different)
    }

    /// Abusive, and none of the entries' pictures: it proposes an entry of its own.
    pub fn is_new_material(&self) -> bool {
        self.content == Content::Abusive && self.all_different()
    }

    /// Whether nobody can act on it but a lead.
    pub fn is_undetermined(&self) -> bool {
        self.pairs.iter().any(|p| p.matched == MatchAxis::Undetermined)
    }

    /// Checks that the axes fit together.
    ///
    /// # Errors
    /// The first [`Contradiction`] found.
    pub fn consistent(&self) -> Result<(), Contradiction> {
        if self.pairs.is_empty() {
            return Err(Contradiction::NoPair);
        }
        for (at, pair) in self.pairs.iter().enumerate() {
            if self
                .pairs
                .iter()
                .skip(at + 1)
                .any(|p| p.item == pair.item && p.entry == pair.entry)
            {
                return Err(Contradiction::PairTwice);
            }
            self.pair_consistent(pair)?;
        }
        let classed = matches!(self.classification, Some(Classification::Of(_)));
        if classed && self.content != Content::Abusive {
            return Err(Contradiction::ClassWithoutAbusive);
        }
        Ok(())
    }

    fn pair_consistent(&self, pair: &PairVerdict) -> Result<(), Contradiction> {
        match &pair.listing {
            Listing::NotAssessed => Ok(()),
            _ if !pair.matched.is_same() => Err(Contradiction::ListingWithoutSame),
            Listing::Agrees if self.content == Content::NotAbusive => Err(Contradiction::ListingAgainstContent),
            Listing::Disputes { reason } if !reason.allows_abusive() && self.content == Content::Abusive => {
                Err(Contradiction::ListingAgainstContent)
            }
            _ => Ok(()),
        }
    }
}

impl DisputeReason {
    /// Whether the picture may be abusive although the entry is disputed for this reason.
    fn allows_abusive(&self) -> bool {
        matches!(self, Self::WrongCategory | Self::Artefact | Self::Other { .. })
    }
}

/// A verdict on one pair, whichever it is: what most tests are about.
#[cfg(test)]
pub(crate) fn on_one_pair(content: Content, matched: MatchAxis, listing: Listing) -> Verdict {
    let nil = uuid::Uuid::nil();
    let pair = PairVerdict {
        item: ItemId(nil),
        entry: EntryId(nil),
        matched,
        listing,
    };
    Verdict {
        content,
        classification: None,
        pairs: vec![pair],
    }
}
