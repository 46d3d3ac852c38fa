//! What a unit of work has to itself until it is committed.
//!
//! On `SQLite` every unit has everything: there is one writer. Where units run beside each other, each says
//! here what its rules rest on. The engine locks that before the unit begins and before it reads the time,
//! always in the order in which it stands here, so that no two units wait for each other; the head of the
//! chain comes after all of it.

use scrim_model::ids::{CaseId, LeaseId, PersonId, VerdictId};

/// What is kept for one unit, or for several that are done together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alone {
    pub(super) lists: Lists,
    /// What these people did and hold: limits, looks, breaks, leases.
    pub(super) people: Vec<PersonId>,
    pub(super) cases: Vec<CaseOf>,
}

/// What a unit does with the lists: entries, their hashes, what is cleared and excluded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Lists {
    /// Nothing that has to hold still.
    #[default]
    Apart,
    /// Answers an upload by them.
    Asked,
    /// Changes them.
    Changed,
}

/// A case, by what is known of it before.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CaseOf {
    Itself(CaseId),
    Lease(LeaseId),
    Verdict(VerdictId),
}

impl Alone {
    /// Nothing: it reads, or its statements need no more than themselves.
    pub(crate) fn not() -> Self {
        Self::default()
    }

    /// With the lists.
    pub(crate) fn with(lists: Lists) -> Self {
        Self {
            lists,
            ..Self::default()
        }
    }

    /// With a person's record.
    pub(crate) fn on(person: PersonId) -> Self {
        Self::on_all([person])
    }

    /// With the records of several people.
    pub(crate) fn on_all(people: impl IntoIterator<Item = PersonId>) -> Self {
        Self {
            people: people.into_iter().collect(),
            ..Self::default()
        }
    }

    /// And with a case.
    pub(crate) fn at(self, case: CaseOf) -> Self {
        self.at_all([case])
    }

    /// And with several cases.
    pub(crate) fn at_all(self, cases: impl IntoIterator<Item = CaseOf>) -> Self {
        Self {
            cases: cases.into_iter().collect(),
            ..self
        }
    }
}
