//! For how long the pictures of uploads are kept, and when they may be destroyed.
//!
//! Destroying is the one thing that nothing takes back, so every doubt keeps: what waits for somebody, what is held, a
//! clock that leapt, a policy that was set a moment ago. Knows nothing of keys, of media or of who may set what.

use crate::time::{Span, Time};
use serde::{Deserialize, Serialize};

/// The fewest days after which something is destroyed by time.
pub const FEWEST_DAYS: u16 = 1;

/// The most: ten years. Whoever means longer keeps.
pub const MOST_DAYS: u16 = 3_650;

/// The longest reason in words, in characters.
pub const MOST_WORDS: usize = 500;

/// For how long nothing is destroyed by time after a policy was set, or after time leapt: a day in which a mistake can
/// be noticed.
pub const NOTICE: Span = Span::hours(24);

/// How far the hub's time may move between two rounds before that is a leap and not a hub that was off over night.
pub const LEAP: Span = Span::hours(48);

/// Why a picture that nobody has to look at any more is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum KeptFor {
    /// People confirmed it: evidence.
    Confirmed,
    /// People cleared it, or it is another picture than what it matched.
    Cleared,
    /// It was stopped at the door; what stopped it may be disputed one day.
    Stopped,
    /// It could not be read; only its original is there.
    Unreadable,
}

/// What becomes of a picture that is kept for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Keeping {
    /// It stays until somebody asks for its destruction.
    #[default]
    Keep,
    /// It is destroyed by time.
    Destroy {
        /// So many days after the reason came to hold: 1 to 3,650.
        after_days: u16,
    },
}

/// What becomes of pictures, by why they are kept. What nobody names is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct RetentionPolicy {
    /// Confirmed by people.
    pub confirmed: Keeping,
    /// Cleared by people.
    pub cleared: Keeping,
    /// Stopped at the door.
    pub stopped: Keeping,
    /// Not readable.
    pub unreadable: Keeping,
}

/// A policy that cannot be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("pictures are destroyed after 1 to 3650 days, or kept: {after_days} days is neither")]
pub struct DaysOutOfBounds {
    /// What was asked for.
    pub after_days: u16,
}

/// Whether anybody still has to look at a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It waits, is with somebody, can still be taken back, or has effects to come.
    Open,
    /// Nobody has to look.
    Settled {
        /// Why it is kept all the same.
        kept_for: KeptFor,
        /// Since when that holds.
        since: Time,
    },
}

/// A picture that is still there, as far as keeping goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptPicture {
    /// Whether somebody has to look.
    pub need: Need,
    /// Whether it, or its case, is under a legal hold.
    pub held: bool,
}

/// Why a picture is not destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stays {
    /// A legal hold.
    #[error("it is under a legal hold")]
    Held,
    /// Somebody has to look at it first.
    #[error("its case is not settled")]
    Open,
}

/// What the hub remembers of its own looking, so that neither a clock that leapt nor a slip of the pen destroys anything
/// within a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Watch {
    /// When it last looked.
    pub looked_at: Option<Time>,
    /// Until when it destroys nothing by time.
    pub rests_until: Time,
}

impl KeptFor {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Confirmed, Self::Cleared, Self::Stopped, Self::Unreadable];

    /// Its name on the wire and in the log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Cleared => "cleared",
            Self::Stopped => "stopped",
            Self::Unreadable => "unreadable",
        }
    }
}

impl RetentionPolicy {
    /// Everything is kept: what a hub does that was told nothing.
    pub const KEEP_ALL: Self = Self {
        confirmed: Keeping::Keep,
        cleared: Keeping::Keep,
        stopped: Keeping::Keep,
        unreadable: Keeping::Keep,
    };

    /// What becomes of what is kept for a reason.
    pub fn of(&self, kept_for: KeptFor) -> Keeping {
        match kept_for {
            KeptFor::Confirmed => self.confirmed,
            KeptFor::Cleared => self.cleared,
            KeptFor::Stopped => self.stopped,
            KeptFor::Unreadable => self.unreadable,
        }
    }

    /// The policy, if each of its days is within bounds.
    ///
    /// # Errors
    /// [`DaysOutOfBounds`].
    pub fn checked(self) -> Result<Self, DaysOutOfBounds> {
        for kept_for in KeptFor::ALL {
            match self.of(kept_for) {
                Keeping::Destroy { after_days } if !(FEWEST_DAYS..=MOST_DAYS).contains(&after_days) => {
                    return Err(DaysOutOfBounds { after_days });
                }
                Keeping::Destroy { .. } | Keeping::Keep => {}
            }
        }
        Ok(self)
    }

    /// How long after an upload the first picture may be due; none where everything is kept.
    pub fn soonest(&self) -> Option<Span> {
        let spans = KeptFor::ALL.into_iter().filter_map(|kept_for| self.of(kept_for).span());
        spans.min()
    }

    /// When a picture is due to be destroyed by time; never where it is held, somebody has to look, or it is kept.
    pub fn due_at(&self, picture: KeptPicture) -> Option<Time> {
        if picture.held {
            return None;
        }
        match picture.need {
            Need::Open => None,
            Need::Settled { kept_for, since } => Some(since + self.of(kept_for).span()?),
        }
    }

    /// Why a picture was kept, if it is to be destroyed now.
    pub fn due(&self, picture: KeptPicture, watch: Watch, now: Time) -> Option<KeptFor> {
        let due_at = self.due_at(picture)?;
        let Need::Settled { kept_for, .. } = picture.need else {
            return None;
        };
        (watch.is_awake(now) && due_at <= now).then_some(kept_for)
    }
}

impl Keeping {
    fn span(self) -> Option<Span> {
        match self {
            Self::Keep => None,
            Self::Destroy { after_days } => Some(Span::hours(24 * i64::from(after_days))),
        }
    }
}

impl KeptPicture {
    /// Why it was kept, if it may be destroyed on request.
    ///
    /// # Errors
    /// [`Stays`]: a hold says more than a case that is open.
    pub fn on_request(self) -> Result<KeptFor, Stays> {
        match self.need {
            _ if self.held => Err(Stays::Held),
            Need::Open => Err(Stays::Open),
            Need::Settled { kept_for, .. } => Ok(kept_for),
        }
    }
}

impl Watch {
    /// A policy was set at `now`.
    #[must_use]
    pub fn set(self, now: Time) -> Self {
        Self {
            looked_at: Some(now),
            rests_until: self.rests_until.max(now + NOTICE),
        }
    }

    /// It looks at `now`. Where time leapt since the last look, it rests for a day: of the hub's own time, which stands
    /// still until a clock that was ahead is right again.
    #[must_use]
    pub fn look(self, now: Time) -> Self {
        let leapt = self.looked_at.is_some_and(|last| now.since(last) > LEAP);
        let rests_until = if leapt {
            self.rests_until.max(now + NOTICE)
        } else {
            self.rests_until
        };
        Self {
            looked_at: self.looked_at.max(Some(now)),
            rests_until,
        }
    }

    /// Whether it destroys by time.
    pub fn is_awake(self, now: Time) -> bool {
        self.rests_until <= now
    }
}

/// Words that explain something: one line, neither empty nor longer than [`MOST_WORDS`] characters.
pub fn explains(words: &str) -> bool {
    let long = words.chars().count();
    words.trim() == words && (1..=MOST_WORDS).contains(&long) && !words.chars().any(char::is_control)
}
