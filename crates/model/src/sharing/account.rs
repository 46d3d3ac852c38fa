//! What somebody has carried in a queue, beside what would have been their fair part of it.

use super::{assignment::Share, exposure::Load};
use crate::time::Span;

/// Into how many pieces a queue's work is cut to tell somebody's of it.
const PIECES: u128 = 1 << 40;

/// As how many cases somebody's fair part counts at least, so that a first hour makes nobody's balance extreme.
const LEAST_FAIR_CASES: i128 = 8;

/// The farthest from their fair part that somebody is taken for, in thousandths of it.
const FARTHEST: i128 = 4_000;

/// What people in a queue are off their fair part in the mean, in thousandths, from which on they are evened out with full
/// force. Below it gently: in the simulation full force on small differences left whoever was far off farther off.
const NEARLY: i128 = 80;

/// One person in one queue, over the time that fairness is kept over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// Their share there.
    pub share: Share,
    /// How long they worked in that time, in whichever queue.
    pub worked: Span,
    /// What they were measured to have seen of the queue's cases.
    pub carried: Load,
    /// What those of the queue's cases are expected to be that they hold.
    pub in_hand: Load,
}

/// Cases of a queue that the same people may have. Where somebody opted out of some, the others share those between
/// them, and whoever opted out makes up for it with nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// What everybody has carried of them or holds.
    pub load: Load,
    /// The sum of the weights of those who may have them.
    pub weight: u128,
}

/// How somebody stands in a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// What they have carried there, and what they hold.
    pub load: Load,
    /// What would have been their fair part.
    pub fair: Load,
}

/// How uneven a queue is: how far people there are off their fair parts in the mean, and no less than 8 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unevenness {
    far: i128,
    a_case: Load,
}

/// How far somebody is behind their fair part of a queue, beside the others there: 1,000 is as far as people there are
/// off theirs in the mean, and no less than 8 %. Below zero they are ahead, and should be given little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Lean(pub i64);

impl Account {
    /// What their hours weigh: as much as their share says.
    pub fn weight(&self) -> u128 {
        let worked = u128::try_from(self.worked.0).unwrap_or_default();
        worked.saturating_mul(u128::from(self.share.0))
    }

    /// How they stand, where these are the parts of the queue that they may have.
    pub fn standing<'a>(&self, parts: impl IntoIterator<Item = &'a Part>) -> Standing {
        let weight = self.weight();
        Standing {
            load: self.carried + self.in_hand,
            fair: parts.into_iter().map(|part| part.fair(weight)).sum(),
        }
    }
}

impl Part {
    /// Of what these carried together and hold, who may all have it.
    pub fn of<'a>(load: Load, among: impl IntoIterator<Item = &'a Account>) -> Self {
        let weights = among.into_iter().map(Account::weight);
        Self {
            load,
            weight: weights.fold(0, u128::saturating_add),
        }
    }

    fn fair(&self, weight: u128) -> Load {
        let pieces = weight.min(self.weight).saturating_mul(PIECES) / self.weight.max(1);
        let load = u128::try_from(self.load.0).unwrap_or_default();
        Load(i64::try_from(pieces.saturating_mul(load) / PIECES).unwrap_or(i64::MAX))
    }
}

impl Standing {
    /// The same, with what was given to them since.
    #[must_use]
    pub fn given(self, load: Load) -> Self {
        let load = self.load + load;
        Self { load, ..self }
    }

    /// How far behind, in thousandths of the fair part.
    fn behind(&self, a_case: Load) -> i128 {
        let least = LEAST_FAIR_CASES * i128::from(a_case.0.max(1));
        let behind = i128::from(self.fair.0) - i128::from(self.load.0);
        (behind * 1_000 / i128::from(self.fair.0).max(least)).clamp(-FARTHEST, FARTHEST)
    }
}

impl Unevenness {
    /// Of everybody in a queue, where a case is so much in the mean.
    pub fn of<'a>(queue: impl IntoIterator<Item = &'a Standing>, a_case: Load) -> Self {
        let (mut squares, mut people) = (0_u128, 0_u128);
        for one in queue {
            squares += one.behind(a_case).pow(2).unsigned_abs();
            people += 1;
        }
        let mean = squares / people.max(1);
        Self {
            far: i128::try_from(mean.isqrt()).unwrap_or_default().max(NEARLY),
            a_case,
        }
    }

    /// How far one of them leans. Beside the others: where somebody cannot get to their part whatever they are given,
    /// others who are nearly at theirs do not take the same cases from them.
    pub fn lean(&self, own: &Standing) -> Lean {
        Lean(i64::try_from(own.behind(self.a_case) * 1_000 / self.far).unwrap_or_default())
    }

    /// How much a case is in the mean.
    pub fn a_case(&self) -> Load {
        self.a_case
    }
}

impl Lean {
    /// How much a case should be theirs that is expected to be `expected`, in a queue where a case is so much in the
    /// mean.
    pub fn pull(self, expected: Load, a_case: Load) -> i64 {
        let pull = i128::from(self.0) * i128::from(expected.0.max(0)) / i128::from(a_case.0.max(1));
        i64::try_from(pull.clamp(i128::from(i64::MIN), i128::from(i64::MAX))).unwrap_or_default()
    }
}
