//! Which kinds of entries there are, one line each: how it is called in the log, how much of it is told to whom, and by
//! which word of its row somebody did it.

use super::Reader;
use serde::{Deserialize, Serialize};

/// Kinds of rows that are never told: what somebody looked at, and that they took their record along, is theirs, and in
/// nobody else's list; and when nobody was left for a queue says when somebody left something out.
pub const NEVER_TOLD: [&str; 4] = ["look_granted", "look_closed", "record_taken", "queue_untaken"];

/// How much of an entry is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Telling {
    /// All of it, to everybody who reads the audit.
    Whole,
    /// What people do at cases: who it was is told of one case alone, and nothing of it to those who review.
    Work,
    /// What no desk of ours asks for: all of it, and nothing to those who review, who lead others among them.
    Apart,
}

/// By which word of a row somebody did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoneBy {
    /// `by`.
    By,
    /// `person`: whom it is about did it.
    Person,
    /// `source`.
    Source,
    /// Somebody did, and the row does not say who.
    Untold,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $telling:ident, $by:ident;)+) => {
        /// What an entry of the audit tells of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum EntryKind {
            $($(#[$doc])* $name,)+
            /// Something that this version does not know: a later one wrote it.
            #[serde(other)]
            Other,
        }

        impl EntryKind {
            /// Every kind that is known.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its name in the log and in the contract.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                    Self::Other => "other",
                }
            }

            fn telling(self) -> Telling {
                match self {
                    $(Self::$name => Telling::$telling,)+
                    Self::Other => Telling::Work,
                }
            }

            /// By which word of its row somebody did it.
            pub fn done_by(self) -> DoneBy {
                match self {
                    $(Self::$name => DoneBy::$by,)+
                    Self::Other => DoneBy::By,
                }
            }
        }
    };
}

kinds! {
    /// An alarm about somebody was raised.
    AlarmRaised, "alarm_raised", Work, By;
    /// A lead has taken one up.
    AlarmAcknowledged, "alarm_acknowledged", Work, By;
    /// A platform asked for another look.
    AppealMade, "appeal_made", Whole, Source;
    /// That was answered.
    AppealClosed, "appeal_closed", Whole, By;
    /// A list was made.
    BankMade, "bank_made", Whole, By;
    /// A case was opened.
    CaseOpened, "case_opened", Whole, By;
    /// A case was sent elsewhere.
    CaseRedirected, "case_redirected", Work, By;
    /// A case was marked as urgent.
    CaseUrgent, "case_urgent", Work, By;
    /// That was taken back.
    CaseUrgentLifted, "case_urgent_lifted", Work, By;
    /// Messages to destinations were written down.
    DeliveriesPlanned, "deliveries_planned", Whole, By;
    /// One arrived.
    Delivered, "delivered", Whole, By;
    /// One is given up until somebody sends it again.
    DeliveryDead, "delivery_dead", Whole, By;
    /// Somebody had it sent again.
    DeliverySentAgain, "delivery_sent_again", Whole, By;
    /// What desks have to be was set.
    DeskPolicySet, "desk_policy_set", Whole, By;
    /// A destination was added.
    DestinationAdded, "destination_added", Whole, By;
    /// A destination was switched.
    DestinationModeSet, "destination_mode_set", Whole, By;
    /// The word for a reason was set.
    DestinationReasonSet, "destination_reason_set", Whole, By;
    /// A destination was removed.
    DestinationRemoved, "destination_removed", Whole, By;
    /// Something followed from a verdict, or was taken back.
    Effect, "effect", Whole, By;
    /// Known content was put on a list.
    EntryAdded, "entry_added", Whole, By;
    /// The floor of limits was set.
    FloorSet, "floor_set", Whole, By;
    /// What a group gives was set.
    GroupSet, "group_set", Whole, By;
    /// A group was removed.
    GroupRemoved, "group_removed", Whole, By;
    /// A legal hold was set.
    HoldSet, "hold_set", Whole, By;
    /// A legal hold was lifted.
    HoldLifted, "hold_lifted", Whole, By;
    /// Somebody's hours were set.
    HoursSet, "hours_set", Whole, By;
    /// The looks at a case were exported.
    LedgerExported, "ledger_exported", Whole, By;
    /// Something that limits forbid was asked for, as no desk does that keeps them.
    LimitTried, "limit_tried", Apart, Person;
    /// A matcher's entry was learned.
    ListingLearned, "listing_learned", Whole, By;
    /// It is listed elsewhere now.
    ListingMoved, "listing_moved", Whole, By;
    /// It was seen there, or not any more.
    ListingSeen, "listing_seen", Whole, By;
    /// A look-alike was added.
    LookAlikeAdded, "look_alike_added", Work, By;
    /// A look-alike was removed.
    LookAlikeRemoved, "look_alike_removed", Work, By;
    /// An upload matches more than it did.
    MatchesAdded, "matches_added", Whole, By;
    /// A matcher was added.
    MatcherAdded, "matcher_added", Whole, By;
    /// A matcher was changed.
    MatcherChanged, "matcher_changed", Whole, By;
    /// A pass over what a matcher lists ended.
    MatcherReconciled, "matcher_reconciled", Whole, By;
    /// A matcher was removed.
    MatcherRemoved, "matcher_removed", Whole, By;
    /// Somebody left a note.
    NoteLeft, "note_left", Work, By;
    /// Somebody has chosen another password.
    PasswordChanged, "password_changed", Whole, Person;
    /// Somebody was given another password.
    PasswordSet, "password_set", Whole, By;
    /// Passwords are not taken any more.
    PasswordsEnded, "passwords_ended", Whole, By;
    /// Somebody was added, or a source.
    PersonAdded, "person_added", Whole, By;
    /// Somebody was changed, or a source: role, switched off or on.
    PersonChanged, "person_changed", Whole, By;
    /// Somebody was erased.
    PersonErased, "person_erased", Whole, By;
    /// A picture was destroyed.
    PictureDestroyed, "picture_destroyed", Whole, By;
    /// A queue was made.
    QueueMade, "queue_made", Whole, By;
    /// A queue was set.
    QueueSet, "queue_set", Whole, By;
    /// An upload came in.
    Received, "received", Whole, Source;
    /// Somebody opened another person's record.
    RecordOpened, "record_opened", Whole, By;
    /// What waited was matched again, and is stopped.
    Rematched, "rematched", Whole, By;
    /// A platform said that it has removed something.
    RemovalTold, "removal_told", Whole, Source;
    /// A case was handed over for a report.
    ReportHandedOver, "report_handed_over", Whole, By;
    /// For how long pictures are kept was set.
    RetentionSet, "retention_set", Whole, By;
    /// Somebody's role followed their groups.
    RoleFollowed, "role_followed", Whole, By;
    /// What a role allows was set.
    RoleSet, "role_set", Whole, By;
    /// The rules were set.
    RulesSet, "rules_set", Whole, By;
    /// The classes were set.
    SchemeSet, "scheme_set", Whole, By;
    /// How much is looked at twice was set.
    SecondLooksSet, "second_looks_set", Whole, By;
    /// What is severe was set.
    SevereSet, "severe_set", Whole, By;
    /// Somebody failed to sign in.
    SignInFailed, "sign_in_failed", Whole, By;
    /// Somebody signed in.
    SignedIn, "signed_in", Whole, Person;
    /// A sign-in ended.
    SignedOut, "signed_out", Whole, Untold;
    /// All sign-ins of somebody were ended.
    SignedOutEverywhere, "signed_out_everywhere", Whole, By;
    /// A source was given a new key.
    SourceKeyMade, "source_key_made", Whole, By;
    /// How many stops are checked was set.
    StopChecksSet, "stop_checks_set", Whole, By;
    /// Whom one can turn to was set.
    SupportSet, "support_set", Whole, By;
    /// A team was made or set.
    TeamSet, "team_set", Whole, By;
    /// A team was removed.
    TeamRemoved, "team_removed", Whole, By;
    /// A verdict was given.
    VerdictGiven, "verdict_given", Work, Person;
    /// A verdict was reversed.
    VerdictReversed, "verdict_reversed", Work, Person;
    /// A verdict was taken back.
    VerdictUndone, "verdict_undone", Work, Person;
    /// A matcher that had not answered did.
    Verified, "verified", Whole, By;
}

impl EntryKind {
    /// The kind of a row of the log; none of what is never told.
    pub fn of(code: &str) -> Option<Self> {
        if NEVER_TOLD.contains(&code) {
            return None;
        }
        let known = Self::ALL.iter().copied().find(|kind| kind.code() == code);
        Some(known.unwrap_or(Self::Other))
    }

    /// Whether somebody is told of entries of this kind at all.
    pub fn is_told_to(self, reader: Reader) -> bool {
        self.telling() == Telling::Whole || !reader.reviews
    }

    /// Whether people are named in it.
    pub fn names_people(self, reader: Reader) -> bool {
        match self.telling() {
            Telling::Whole => true,
            Telling::Apart => !reader.reviews,
            Telling::Work => reader.of_one_case && !reader.reviews,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const READERS: [Reader; 4] = [
        Reader {
            reviews: false,
            of_one_case: false,
        },
        Reader {
            reviews: false,
            of_one_case: true,
        },
        Reader {
            reviews: true,
            of_one_case: false,
        },
        Reader {
            reviews: true,
            of_one_case: true,
        },
    ];

    #[test]
    fn every_kind_has_the_name_it_is_sent_by_and_is_found_by_it() {
        let codes: BTreeSet<_> = EntryKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), EntryKind::ALL.len());
        for kind in EntryKind::ALL {
            assert_eq!(serde_json::to_value(kind).expect("a word"), kind.code());
            assert_eq!(EntryKind::of(kind.code()), Some(*kind));
        }
        assert_eq!(EntryKind::of("from_a_later_version"), Some(EntryKind::Other));
    }

    #[test]
    fn what_somebody_looked_at_is_no_entry_at_all() {
        for kind in NEVER_TOLD {
            assert_eq!(EntryKind::of(kind), None);
        }
    }

    #[test]
    fn who_gave_a_verdict_is_told_of_one_case_and_to_nobody_who_reviews() {
        for reader in READERS {
            let named = EntryKind::VerdictGiven.names_people(reader);
            assert_eq!(named, reader.of_one_case && !reader.reviews, "{reader:?}");
            assert!(EntryKind::PersonChanged.names_people(reader));
        }
    }

    #[test]
    fn who_tried_to_get_round_a_limit_is_told_to_nobody_who_reviews() {
        for reader in READERS {
            let told = EntryKind::LimitTried.is_told_to(reader);
            assert_eq!(
                (told, EntryKind::LimitTried.names_people(reader)),
                (!reader.reviews, !reader.reviews)
            );
        }
    }

    #[test]
    fn nobody_is_named_in_what_somebody_is_not_told_of() {
        for (kind, reader) in EntryKind::ALL
            .iter()
            .flat_map(|kind| READERS.map(|reader| (kind, reader)))
        {
            assert!(
                kind.is_told_to(reader) || !kind.names_people(reader),
                "{kind:?} {reader:?}"
            );
        }
    }
}
