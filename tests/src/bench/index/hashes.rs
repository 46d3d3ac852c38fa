//! The hashes that are searched, and those that are looked for: the same for a seed, whoever draws them.

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

/// Numbers that look random (`SplitMix64`).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn hash(&mut self) -> PdqHash {
        let mut hash = PdqHash([0; 32]);
        for eight in hash.0.as_chunks_mut::<8>().0 {
            *eight = self.roll().to_le_bytes();
        }
        hash
    }

    /// A copy with up to `most` bits turned over.
    fn near(&mut self, hash: PdqHash, most: u64) -> PdqHash {
        let mut copy = hash;
        for _ in 0..self.roll() % (most + 1) {
            let bit = self.roll() % 256;
            if let Some(byte) = usize::try_from(bit / 8).ok().and_then(|at| copy.0.get_mut(at)) {
                *byte ^= 1 << (bit % 8);
            }
        }
        copy
    }
}

/// That many hashes.
pub(super) fn draw(dice: &mut Dice, count: usize, lie: Lie) -> Vec<PdqHash> {
    let mut hashes: Vec<PdqHash> = Vec::with_capacity(count);
    for at in 0..count {
        let centre = hashes.get(at - at % COPIES).copied();
        let next = match (lie, centre) {
            (Lie::Clustered, Some(centre)) => dice.near(centre, APART),
            _ => dice.hash(),
        };
        hashes.push(next);
    }
    hashes
}

/// What is looked for: a third anywhere, a third known, a third up to 31 bits off something known.
pub(super) fn queries(dice: &mut Dice, hashes: &[PdqHash], count: usize) -> Vec<PdqHash> {
    let any = |dice: &mut Dice| {
        let at = dice.roll() % (hashes.len().max(1) as u64);
        usize::try_from(at).ok().and_then(|at| hashes.get(at)).copied()
    };
    let mut query = |at: usize| match (at % 3, any(dice)) {
        (1, Some(known)) => known,
        (2, Some(known)) => dice.near(known, 31),
        _ => dice.hash(),
    };
    (0..count).map(&mut query).collect()
}
