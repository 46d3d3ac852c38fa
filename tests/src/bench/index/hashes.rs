//! The hashes that are searched, and those that are looked for: the same for a seed, whoever draws them.

use crate::pictures::dice::Dice;
use scrim_hashing::pdq::PdqHash;

/// How hashes lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lie {
    /// Anywhere: what flatters an index of tables.
    Random,
    /// Around one centre in fifty, up to 24 bits off, as copies of one picture do.
    Clustered,
}

impl Lie {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Clustered => "clustered",
        }
    }
}

/// How many copies of one picture there are where hashes are clustered.
const COPIES: usize = 50;
/// How far a copy is off at most, bits.
const APART: u64 = 24;

fn any(dice: &mut Dice) -> PdqHash {
    let mut hash = PdqHash([0; 32]);
    for eight in hash.0.as_chunks_mut::<8>().0 {
        *eight = dice.bits().to_le_bytes();
    }
    hash
}

/// A copy with up to `most` bits turned over.
fn near(dice: &mut Dice, hash: PdqHash, most: u64) -> PdqHash {
    let mut copy = hash;
    for _ in 0..dice.bits() % (most + 1) {
        let bit = dice.bits() % 256;
        if let Some(byte) = usize::try_from(bit / 8).ok().and_then(|at| copy.0.get_mut(at)) {
            *byte ^= 1 << (bit % 8);
        }
    }
    copy
}

/// That many hashes.
pub(super) fn draw(dice: &mut Dice, count: usize, lie: Lie) -> Vec<PdqHash> {
    let mut hashes: Vec<PdqHash> = Vec::with_capacity(count);
    for at in 0..count {
        let centre = hashes.get(at - at % COPIES).copied();
        let next = match (lie, centre) {
            (Lie::Clustered, Some(centre)) => near(dice, centre, APART),
            _ => any(dice),
        };
        hashes.push(next);
    }
    hashes
}

/// What is looked for: a third anywhere, a third known, a third up to 31 bits off something known.
pub(super) fn queries(dice: &mut Dice, hashes: &[PdqHash], count: usize) -> Vec<PdqHash> {
    let mut query = |at: usize| match at % 3 {
        0 => any(dice),
        1 => dice.pick(hashes),
        _ => {
            let known = dice.pick(hashes);
            near(dice, known, 31)
        }
    };
    (0..count).map(&mut query).collect()
}
