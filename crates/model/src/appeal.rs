//! A platform appeals what was decided on one of its uploads: somebody else decides anew, and the two are compared.
//!
//! Knows nothing of rows. Whoever decides on an appeal is not told that it is one.

use crate::{delivery::Outcome, verdict::Verdict};
use serde::{Deserialize, Serialize};

/// The longest reference by which a platform knows its appeal, characters. No moderator is shown it.
pub const MAX_REFERENCE: usize = 200;

/// What became of an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AppealOutcome {
    /// What was decided stands.
    Upheld,
    /// It does not: the decision is reversed, and a lead settles the case anew.
    Overturned,
}

impl AppealOutcome {
    /// By what each verdict means for the upload. That two people think otherwise of the list is not the platform's
    /// appeal.
    pub fn of(appealed: &Verdict, anew: &Verdict) -> Self {
        if Outcome::of(appealed) == Outcome::of(anew) {
            Self::Upheld
        } else {
            Self::Overturned
        }
    }

    /// The same of an upload that was stopped with nobody looking, which means that it is what was confirmed before.
    pub fn of_stop(anew: &Verdict) -> Self {
        if Outcome::of(anew) == Outcome::Confirmed {
            Self::Upheld
        } else {
            Self::Overturned
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::on_one_pair as said;
    use crate::verdict::{Content, DisputeReason, Listing, MatchAxis};

    #[test]
    fn an_appeal_is_about_what_becomes_of_the_upload() {
        let agrees = said(Content::Abusive, MatchAxis::SameExact, Listing::Agrees);
        let settles = said(Content::NotAssessed, MatchAxis::SameAltered, Listing::NotAssessed);
        let new = said(Content::Abusive, MatchAxis::Different, Listing::NotAssessed);
        let different = said(Content::NotAssessed, MatchAxis::Different, Listing::NotAssessed);
        let reason = DisputeReason::Adult;
        let disputes = said(Content::NotAbusive, MatchAxis::SameExact, Listing::Disputes { reason });
        for (appealed, anew, outcome) in [
            (&agrees, &settles, AppealOutcome::Upheld),
            (&agrees, &new, AppealOutcome::Upheld),
            (&agrees, &different, AppealOutcome::Overturned),
            (&settles, &disputes, AppealOutcome::Overturned),
            (&different, &disputes, AppealOutcome::Upheld),
        ] {
            assert_eq!(AppealOutcome::of(appealed, anew), outcome);
            assert_eq!(AppealOutcome::of(anew, appealed), outcome, "either way round");
        }
    }

    #[test]
    fn a_stop_stands_where_the_upload_is_what_was_confirmed() {
        let settles = said(Content::NotAssessed, MatchAxis::SameAltered, Listing::NotAssessed);
        let new = said(Content::Abusive, MatchAxis::Different, Listing::NotAssessed);
        let different = said(Content::NotAssessed, MatchAxis::Different, Listing::NotAssessed);
        let policy = said(Content::OtherPolicy, MatchAxis::SameExact, Listing::NotAssessed);
        let outcomes = [&settles, &new, &different, &policy].map(AppealOutcome::of_stop);
        let (upheld, overturned) = (AppealOutcome::Upheld, AppealOutcome::Overturned);
        assert_eq!(outcomes, [upheld, upheld, overturned, overturned]);
    }
}
