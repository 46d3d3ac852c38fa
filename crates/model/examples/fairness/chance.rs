//! Draws from a seed: the same seed, the same draws.

/// A stream of draws (`SplitMix64`).
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own, so that more draws here change none there.
    pub(crate) fn apart(&mut self) -> Self {
        Self(self.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to 1, never 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn between(&mut self, least: f64, most: f64) -> f64 {
        least + (most - least) * self.unit()
    }

    pub(crate) fn one_in(&mut self, so_many: f64) -> bool {
        self.unit() * so_many < 1.0
    }

    /// Until the next of events that come at random, `mean` apart.
    pub(crate) fn gap(&mut self, mean: f64) -> f64 {
        -(1.0 - self.unit()).ln() * mean
    }

    /// Heavy-tailed: Pareto with the exponent 1.5 and a mean of about 1, cut off at `most`.
    pub(crate) fn heavy_tailed(&mut self, most: f64) -> f64 {
        const EXPONENT: f64 = 1.5;
        let least = (EXPONENT - 1.0) / EXPONENT;
        (least * (1.0 - self.unit()).powf(-1.0 / EXPONENT)).min(most)
    }

    /// One of these, as often as they weigh.
    pub(crate) fn weighed<T: Copy>(&mut self, of: &[(T, f64)]) -> Option<T> {
        let mut left = self.unit() * of.iter().map(|(_, weight)| weight).sum::<f64>();
        let found = of.iter().find(|(_, weight)| {
            left -= weight;
            left < 0.0
        });
        found.or(of.last()).map(|(one, _)| *one)
    }
}
