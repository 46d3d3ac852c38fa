//! What becomes of a source's key when it is given a new one. Knows no key.

use crate::time::{Span, Time};

/// For how long an old key may be taken beside the new one at most: 30 days, in which a platform that rolls out slowly
/// can change it everywhere.
pub const MOST_HOURS: u16 = 720;

/// An old key is asked to live too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an old key is taken for 0 to 720 hours more: {hours} hours is too long")]
pub struct TooLong {
    /// What was asked for.
    pub hours: u16,
}

/// For how long the old key is still taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OldKey {
    lasts: Span,
}

impl OldKey {
    /// It ends at once.
    pub const ENDS: Self = Self { lasts: Span::ZERO };

    /// It is taken for so many hours more.
    ///
    /// # Errors
    /// [`TooLong`].
    pub fn lasts_hours(hours: u16) -> Result<Self, TooLong> {
        if hours > MOST_HOURS {
            return Err(TooLong { hours });
        }
        Ok(Self {
            lasts: Span::hours(i64::from(hours)),
        })
    }

    /// When it ends, if the new one is made now; none where it ends with that.
    pub fn ends_at(self, now: Time) -> Option<Time> {
        (self.lasts > Span::ZERO).then(|| now + self.lasts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_old_key_ends_at_once_or_within_thirty_days(hours in any::<u16>(), now in 0_i64..1 << 48) {
            let now = Time(now);
            match OldKey::lasts_hours(hours) {
                Ok(old) => match old.ends_at(now) {
                    None => prop_assert_eq!(hours, 0),
                    Some(ends) => prop_assert!(now < ends && ends <= now + Span::hours(720)),
                },
                Err(refused) => prop_assert!(hours > 720 && refused.hours == hours),
            }
        }
    }
}
