//! What holds in one queue: who may take from it, what may be said there, and what must be explained.
//!
//! Knows nothing of which cases are in it; that is [`crate::routing`]'s.

use crate::{
    ids::PersonId,
    look_alike::LookAlikeShare,
    person::Role,
    session::view::Choice,
    sharing::{Assignment, AssignmentProblem},
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The longest policy text, characters: it is read beside every case.
pub const MAX_POLICY: usize = 4_000;

/// The longest reason or note in words, characters.
pub const MAX_WORDS: usize = 1_000;

/// How many people have shares or capacities of their own in one queue, at most.
pub const MAX_ASSIGNED: usize = 1_000;

/// The longest name of a queue, characters.
pub const MAX_NAME: usize = 80;

/// All that a lead may set of a queue.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct QueueSettings {
    /// Who may take from it.
    pub audience: Audience,
    /// What may be said in it.
    pub policy: QueuePolicy,
    /// Which of its cases comes next.
    pub order: Order,
    /// Somebody has been through its cases before: what is worst is not in it, or they are told what comes. Newcomers take
    /// from such queues alone, if they may take from any.
    pub pre_screened: bool,
    /// Shares and capacities of those who have others than everybody has. It opens the queue to nobody.
    pub assignments: BTreeMap<PersonId, Assignment>,
    /// Of how many of its cases one is a benign look-alike, in thousandths; 50 at most.
    pub look_alikes: LookAlikeShare,
}

/// Which case of a queue comes next, of those with the highest priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Whichever of the oldest evens out what people are exposed to: [`crate::sharing`].
    #[default]
    FairShare,
    /// The oldest.
    OldestFirst,
}

/// Who may take cases from a queue, among those who review. Without any name or role it is everybody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Audience {
    /// Whoever is here for one of these.
    pub roles: BTreeSet<Role>,
    /// And these people, whatever they are here for.
    pub people: BTreeSet<PersonId>,
}

/// What may be said of the cases of a queue.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct QueuePolicy {
    /// What to go by, shown beside the case. Plain text.
    pub text: String,
    /// Rulings that are not offered here, and that the hub refuses.
    pub hidden: BTreeSet<Choice>,
    /// Rulings that are taken only with a reason in words.
    pub explained: BTreeSet<Choice>,
}

/// What is wrong with a queue's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingsProblem {
    /// The policy's text is too long.
    #[error("the policy may have {MAX_POLICY} characters at most")]
    PolicyTooLong,
    /// There would be no honest answer where nothing can be told.
    #[error("\"cannot tell\" is always offered: without it people would have to guess")]
    UndeterminedHidden,
    /// Nothing but "cannot tell" would be left.
    #[error("leave at least one ruling beside \"cannot tell\"")]
    NothingLeft,
    /// Roles that never review.
    #[error("only moderators and leads review")]
    NotReviewers,
    /// More assignments than are read with every request for cases.
    #[error("at most {MAX_ASSIGNED} people have a share of their own in a queue")]
    TooManyAssigned,
    /// A share or a capacity.
    #[error(transparent)]
    Assignment(#[from] AssignmentProblem),
}

/// Why a verdict is not taken in its queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgainstPolicy {
    /// It says what is not offered here.
    #[error("this queue does not offer what the verdict says")]
    NotOffered {
        /// Which.
        choice: Choice,
    },
    /// It must be explained.
    #[error("this queue asks for a reason in words")]
    Unexplained {
        /// Which.
        choice: Choice,
    },
}

impl QueueSettings {
    /// Checks that they can be meant.
    ///
    /// # Errors
    /// [`SettingsProblem`].
    pub fn check(&self) -> Result<(), SettingsProblem> {
        let hidden = &self.policy.hidden;
        let never = |role: &Role| !role.allows(crate::person::Permission::Review);
        if self.policy.text.chars().count() > MAX_POLICY {
            Err(SettingsProblem::PolicyTooLong)
        } else if hidden.contains(&Choice::Undetermined) {
            Err(SettingsProblem::UndeterminedHidden)
        } else if hidden.len() + 1 >= Choice::ALL.len() {
            Err(SettingsProblem::NothingLeft)
        } else if self.audience.roles.iter().any(never) {
            Err(SettingsProblem::NotReviewers)
        } else if self.assignments.len() > MAX_ASSIGNED {
            Err(SettingsProblem::TooManyAssigned)
        } else {
            Ok(self.assignments.values().try_for_each(Assignment::check)?)
        }
    }

    /// Somebody's share and capacity in it.
    pub fn assignment(&self, person: PersonId) -> Assignment {
        self.assignments.get(&person).copied().unwrap_or_default()
    }
}

/// Of the queues that somebody may take from those that are for their first days: the pre-screened ones, or all of them
/// where none is. Work for newcomers is softer, and never nothing because nobody set such a queue up.
pub fn for_newcomer<T>(open: Vec<T>, settings: impl Fn(&T) -> &QueueSettings) -> Vec<T> {
    if open.iter().any(|queue| settings(queue).pre_screened) {
        open.into_iter().filter(|queue| settings(queue).pre_screened).collect()
    } else {
        open
    }
}

impl Audience {
    /// Whether somebody who reviews is among them.
    pub fn has(&self, person: PersonId, role: Role) -> bool {
        (self.roles.is_empty() && self.people.is_empty()) || self.roles.contains(&role) || self.people.contains(&person)
    }
}

impl QueuePolicy {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a verdict may be given here with this reason.
    ///
    /// # Errors
    /// [`AgainstPolicy`] with the first ruling that may not.
    pub fn allows(&self, verdict: &Verdict, reason: Option<&str>) -> Result<(), AgainstPolicy> {
        let said = || verdict.choices();
        if let Some(choice) = said().find(|choice| self.hidden.contains(choice)) {
            return Err(AgainstPolicy::NotOffered { choice });
        }
        let explained = reason.is_some_and(|reason| !reason.trim().is_empty());
        let unexplained = said().find(|choice| !explained && self.explained.contains(choice));
        unexplained.map_or(Ok(()), |choice| Err(AgainstPolicy::Unexplained { choice }))
    }
}

impl Verdict {
    /// What its pairs come to, as the keys of the desk name it.
    pub fn choices(&self) -> impl Iterator<Item = Choice> {
        self.pairs.iter().map(|pair| choice(pair, self.content))
    }
}

/// What one pair's part of a verdict comes to.
pub fn choice(pair: &PairVerdict, content: Content) -> Choice {
    match (pair.matched, &pair.listing) {
        (MatchAxis::Undetermined, _) => Choice::Undetermined,
        (MatchAxis::Different, _) if content == Content::Abusive => Choice::NewMaterial,
        (MatchAxis::Different, _) => Choice::Different,
        (MatchAxis::SameExact | MatchAxis::SameAltered, Listing::Agrees) => Choice::Agree,
        (MatchAxis::SameExact | MatchAxis::SameAltered, Listing::Disputes { .. }) => Choice::Dispute,
        (MatchAxis::SameExact | MatchAxis::SameAltered, Listing::NotAssessed) => Choice::Settle,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{EntryId, ItemId},
        sharing::Share,
        verdict::DisputeReason,
    };
    use uuid::Uuid;

    fn said(matched: MatchAxis, listing: Listing, content: Content) -> Verdict {
        Verdict {
            content,
            classification: None,
            pairs: vec![PairVerdict {
                item: ItemId(Uuid::from_u128(1)),
                entry: EntryId(Uuid::from_u128(2)),
                matched,
                listing,
            }],
        }
    }

    /// One verdict for each key.
    fn all() -> [(Choice, Verdict); 6] {
        let disputes = Listing::Disputes {
            reason: DisputeReason::Adult,
        };
        let one = |choice, matched, listing, content| (choice, said(matched, listing, content));
        [
            one(
                Choice::Settle,
                MatchAxis::SameExact,
                Listing::NotAssessed,
                Content::NotAssessed,
            ),
            one(Choice::Agree, MatchAxis::SameAltered, Listing::Agrees, Content::Abusive),
            one(
                Choice::Different,
                MatchAxis::Different,
                Listing::NotAssessed,
                Content::NotAssessed,
            ),
            one(Choice::Dispute, MatchAxis::SameExact, disputes, Content::NotAbusive),
            one(
                Choice::NewMaterial,
                MatchAxis::Different,
                Listing::NotAssessed,
                Content::Abusive,
            ),
            one(
                Choice::Undetermined,
                MatchAxis::Undetermined,
                Listing::NotAssessed,
                Content::NotAssessed,
            ),
        ]
    }

    #[test]
    fn every_key_is_found_again_in_what_it_says() {
        for (choice, verdict) in all() {
            assert_eq!(verdict.choices().collect::<Vec<_>>(), [choice]);
        }
    }

    #[test]
    fn what_is_hidden_is_refused_and_what_must_be_explained_needs_words() {
        for (choice, verdict) in all() {
            let hiding = QueuePolicy {
                hidden: BTreeSet::from([choice]),
                ..QueuePolicy::default()
            };
            let asking = QueuePolicy {
                explained: BTreeSet::from([choice]),
                ..QueuePolicy::default()
            };
            for (other, verdict) in all().iter().filter(|(other, _)| *other != choice) {
                assert_eq!(hiding.allows(verdict, None), Ok(()), "{other:?} beside {choice:?}");
                assert_eq!(asking.allows(verdict, None), Ok(()), "{other:?} beside {choice:?}");
            }
            let not_offered = Err(AgainstPolicy::NotOffered { choice });
            assert_eq!(hiding.allows(&verdict, Some("because")), not_offered);
            for none in [None, Some(""), Some(" \n")] {
                assert_eq!(
                    asking.allows(&verdict, none),
                    Err(AgainstPolicy::Unexplained { choice })
                );
            }
            assert_eq!(asking.allows(&verdict, Some("a mirror image")), Ok(()));
        }
    }

    #[test]
    fn settings_that_leave_no_honest_answer_are_refused() {
        let hiding = |hidden: &[Choice]| QueueSettings {
            policy: QueuePolicy {
                hidden: hidden.iter().copied().collect(),
                ..QueuePolicy::default()
            },
            ..QueueSettings::default()
        };
        let without_the_last = Choice::ALL.split_last().map(|(_, rest)| rest).unwrap_or_default();
        assert_eq!(
            hiding(&[Choice::Undetermined]).check(),
            Err(SettingsProblem::UndeterminedHidden)
        );
        assert_eq!(hiding(without_the_last).check(), Err(SettingsProblem::NothingLeft));
        assert_eq!(hiding(without_the_last.get(1..).unwrap_or_default()).check(), Ok(()));
        let mut none = QueueSettings::default();
        let nothing = Assignment {
            share: Share(0),
            ..Assignment::default()
        };
        none.assignments.insert(PersonId(Uuid::from_u128(1)), nothing);
        assert_eq!(none.check(), Err(SettingsProblem::Assignment(AssignmentProblem::Share)));
        let mut admins = QueueSettings::default();
        admins.audience.roles.insert(Role::Admin);
        assert_eq!(admins.check(), Err(SettingsProblem::NotReviewers));
        let mut long = QueueSettings::default();
        long.policy.text = "x".repeat(MAX_POLICY + 1);
        assert_eq!(long.check(), Err(SettingsProblem::PolicyTooLong));
    }

    #[test]
    fn newcomers_take_from_what_was_screened_before_if_anything_was() {
        let (plain, screened) = (
            QueueSettings::default(),
            QueueSettings {
                pre_screened: true,
                ..QueueSettings::default()
            },
        );
        let theirs = |open: &[&QueueSettings]| for_newcomer(open.to_vec(), |queue| *queue).len();
        assert_eq!(theirs(&[&plain, &screened, &plain]), 1);
        assert_eq!(theirs(&[&plain, &plain]), 2, "nobody is left without work");
    }

    #[test]
    fn a_queue_is_everybodys_until_it_is_said_whose_it_is() {
        let (one, other) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let mut audience = Audience::default();
        assert!(audience.has(one, Role::Moderator));
        audience.people.insert(one);
        assert!(audience.has(one, Role::Moderator) && !audience.has(other, Role::Lead));
        audience.roles.insert(Role::Lead);
        assert!(audience.has(other, Role::Lead) && !audience.has(other, Role::Moderator));
    }
}
