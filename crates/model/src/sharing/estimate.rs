//! What a case is expected to expose somebody to, from what is known before anybody has looked.

use super::exposure::{LOOK_WEIGHS, Load};
use crate::{
    grant::LOOK_LIFE,
    matching::MatchKind,
    routing::{Facts, MediaKind},
};
use scrim_hashing::pdq::TWIN_DISTANCE;
use std::{collections::BTreeMap, fmt, str::FromStr};

/// As how many measured cases a default weighs: after some dozens of a class it no longer matters.
pub const PRIOR_CASES: i64 = 8;

/// What a look is taken for before any was measured: it is charged, and lasts half of what it may.
const ONE_LOOK: i64 = LOOK_WEIGHS.0 + LOOK_LIFE.0 / 2;

const MOVES: &str = "moves";
const STILL: &str = "still";

/// What is known of a case before anybody has looked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class {
    /// How near the closest match is.
    pub band: Band,
    /// Whether it moves.
    pub moves: bool,
    /// The category of the closest match's entry, in capitals.
    pub category: Option<String>,
}

/// What was kept as a [`Class`] is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no class of cases")]
pub struct NoClass;

/// How near the closest match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Equal bytes.
    Equal,
    /// As near as copies of one picture are: 10 bits.
    Twin,
    /// Farther.
    Far,
}

/// What the cases of one queue were measured to expose people to, by class.
#[derive(Debug, Clone, Default)]
pub struct Estimator {
    measured: BTreeMap<Class, Tally>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    cases: i64,
    load: Load,
}

impl Class {
    /// Of an upload; one that matched nothing is taken for a far match.
    pub fn of(facts: &Facts) -> Self {
        let closest = facts.matches.first();
        Self {
            band: closest.map_or(Band::Far, |closest| Band::of(closest.kind)),
            moves: facts.media == MediaKind::Animation,
            category: closest.and_then(|closest| closest.category.as_deref().map(str::to_ascii_uppercase)),
        }
    }

    /// What holds for a class of which nothing was measured. Our judgement, but for the first: equal bytes need no look,
    /// yet four in five people uncover what is veiled (Bridgland 2023); a twin is looked at once; what is farther twice,
    /// the whole and then what differs; and what moves twice as often.
    pub fn expected_unmeasured(&self) -> Load {
        let still = match self.band {
            Band::Equal => ONE_LOOK * 4 / 5,
            Band::Twin => ONE_LOOK,
            Band::Far => ONE_LOOK * 2,
        };
        Load(if self.moves { still * 2 } else { still })
    }
}

/// As it is kept beside a case: `twin/still/A1`.
impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moves = if self.moves { MOVES } else { STILL };
        let category = self.category.as_deref().unwrap_or_default();
        write!(f, "{}/{moves}/{category}", self.band.name())
    }
}

impl FromStr for Class {
    type Err = NoClass;

    fn from_str(kept: &str) -> Result<Self, NoClass> {
        let mut parts = kept.splitn(3, '/');
        let (band, moves, category) = (parts.next(), parts.next(), parts.next());
        let band = Band::ALL.into_iter().find(|known| Some(known.name()) == band);
        let moves = match moves {
            Some(MOVES) => true,
            Some(STILL) => false,
            _ => return Err(NoClass),
        };
        Ok(Self {
            band: band.ok_or(NoClass)?,
            moves,
            category: category.filter(|name| !name.is_empty()).map(str::to_owned),
        })
    }
}

impl Band {
    const ALL: [Self; 3] = [Self::Equal, Self::Twin, Self::Far];

    fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Twin => "twin",
            Self::Far => "far",
        }
    }

    fn of(kind: MatchKind) -> Self {
        match kind {
            MatchKind::Exact => Self::Equal,
            MatchKind::Near { distance } if distance <= TWIN_DISTANCE => Self::Twin,
            MatchKind::Near { .. } | MatchKind::SaidNear => Self::Far,
        }
    }
}

impl Estimator {
    /// Takes in what one case was measured to be.
    pub fn learn(&mut self, class: &Class, load: Load) {
        self.learn_all(class, 1, load);
    }

    /// Takes in what so many cases were measured to be together.
    pub fn learn_all(&mut self, class: &Class, cases: u32, load: Load) {
        let tally = self.measured.entry(class.clone()).or_default();
        tally.cases = tally.cases.saturating_add(i64::from(cases));
        tally.load = tally.load + load.max(Load::ZERO);
    }

    /// What a case is in the mean, of whatever class; one look counts as [`PRIOR_CASES`] of them.
    pub fn a_case(&self) -> Load {
        let (cases, load) = self
            .measured
            .values()
            .fold((0_i64, Load::ZERO), |(cases, load), tally| {
                (cases.saturating_add(tally.cases), load + tally.load)
            });
        Load((PRIOR_CASES * ONE_LOOK).saturating_add(load.0) / PRIOR_CASES.saturating_add(cases))
    }

    /// What a case of this class is expected to be: the mean of what was measured, in which the default counts as
    /// [`PRIOR_CASES`] cases.
    pub fn expected(&self, class: &Class) -> Load {
        let tally = self.measured.get(class).copied().unwrap_or_default();
        let prior = class.expected_unmeasured().0.saturating_mul(PRIOR_CASES);
        Load(prior.saturating_add(tally.load.0) / PRIOR_CASES.saturating_add(tally.cases))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::BankId, matching::HarmType, routing::MatchFacts};
    use uuid::Uuid;

    fn facts(kind: MatchKind, media: MediaKind, category: Option<&str>) -> Facts {
        let mut facts = Facts::none();
        facts.media = media;
        facts.matches.push(MatchFacts {
            bank: BankId(Uuid::nil()),
            harm: HarmType::Csam,
            kind,
            category: category.map(str::to_owned),
        });
        facts
    }

    #[test]
    fn farther_and_moving_is_expected_to_take_more_looking() {
        let near = |distance| MatchKind::Near { distance };
        let expected = |kind, media| Class::of(&facts(kind, media, None)).expected_unmeasured();
        let still = [MatchKind::Exact, near(10), near(11)].map(|kind| expected(kind, MediaKind::Still));
        assert!(still.is_sorted_by(|a, b| a < b), "{still:?}");
        assert_eq!(expected(near(0), MediaKind::Animation).0, still[1].0 * 2);
        assert_eq!(Class::of(&Facts::none()).expected_unmeasured(), still[2]);
    }

    #[test]
    fn a_category_is_the_same_in_any_case() {
        let class = |name| Class::of(&facts(MatchKind::Exact, MediaKind::Still, Some(name)));
        assert_eq!(class("a1"), class("A1"));
        assert_ne!(class("a1"), class("a2"));
    }

    #[test]
    fn what_is_measured_overcomes_the_default_of_its_own_class_alone() {
        let (one, other) = (
            Class::of(&Facts::none()),
            Class::of(&facts(MatchKind::Exact, MediaKind::Still, None)),
        );
        let mut estimator = Estimator::default();
        assert_eq!(estimator.expected(&one), one.expected_unmeasured());
        estimator.learn_all(&one, 10_000, Load(10_000 * 90_000));
        let off = (estimator.expected(&one).0 - 90_000).abs();
        assert!(off < 100, "{off} ms from what was measured");
        assert_eq!(estimator.expected(&other), other.expected_unmeasured());
    }

    #[test]
    fn a_class_is_read_as_it_was_kept() {
        let near = |distance| MatchKind::Near { distance };
        for kind in [MatchKind::Exact, near(3), near(31)] {
            for media in [MediaKind::Still, MediaKind::Animation] {
                for category in [None, Some("B2"), Some("a/b")] {
                    let class = Class::of(&facts(kind, media, category));
                    assert_eq!(class.to_string().parse(), Ok(class));
                }
            }
        }
        for none in ["", "twin", "near/still/", "twin/walks/A1"] {
            let read = none.parse::<Class>();
            assert_eq!(read, Err(NoClass), "{none}");
        }
    }

    #[test]
    fn no_sum_is_too_large() {
        let class = Class::of(&Facts::none());
        let mut estimator = Estimator::default();
        estimator.learn_all(&class, u32::MAX, Load(i64::MAX));
        estimator.learn(&class, Load(i64::MAX));
        estimator.learn(&class, Load(i64::MIN));
        assert!(estimator.expected(&class) > Load::ZERO);
    }
}
