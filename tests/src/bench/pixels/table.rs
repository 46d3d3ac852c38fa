//! The times of one run, by kind of file, work and subject; and how one subject compares with another.
//!
//! Every round takes the next picture and gives the same one to all subjects, so a row holds each picture
//! equally often and the rows of two subjects hold the same pictures. Compared are the medians of whole rows;
//! how much that depends on the picture is told by the ratios of each picture's own medians.

use super::{kind::Kind, peer::Task};
use std::fmt;

/// What was done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// What peers do too.
    Shared(Task),
    /// Bare decoding of a JPEG to its planes: no peer, but what nobody can be faster than.
    Planes,
}

/// The times of one subject.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Timed {
    /// The files.
    pub(super) kind: Kind,
    /// What was done to them.
    pub(super) work: Work,
    /// Who did it.
    pub(super) subject: String,
    /// Which picture it was, and how long it took, ms.
    samples: Vec<(usize, f64)>,
}

/// All times.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Timed>,
}

/// How many times as fast one subject is as another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Compared {
    /// By the medians over all pictures.
    pub(super) overall: f64,
    /// By those of the picture where it is least.
    pub(super) least: f64,
    /// By those of the picture where it is most.
    pub(super) most: f64,
}

impl fmt::Display for Work {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Shared(task) => task.name(),
            Self::Planes => "bare planes",
        })
    }
}

impl Table {
    /// Keeps a time.
    pub(super) fn push(&mut self, (kind, work): (Kind, Work), subject: &str, picture: usize, ms: f64) {
        let is = |row: &&mut Timed| row.kind == kind && row.work == work && row.subject == subject;
        match self.rows.iter_mut().find(is) {
            Some(row) => row.samples.push((picture, ms)),
            None => self.rows.push(Timed {
                kind,
                work,
                subject: subject.to_owned(),
                samples: vec![(picture, ms)],
            }),
        }
    }

    /// All who did the same, in the order in which they were first measured.
    pub(super) fn of(&self, kind: Kind, work: Work) -> impl Iterator<Item = &Timed> {
        self.rows.iter().filter(move |row| row.kind == kind && row.work == work)
    }

    /// One subject's times.
    pub(super) fn find(&self, kind: Kind, work: Work, subject: &str) -> Option<&Timed> {
        self.of(kind, work).find(|row| row.subject == subject)
    }

    /// The quickest of all subjects but one.
    pub(super) fn fastest_but(&self, kind: Kind, work: Work, subject: &str) -> Option<&Timed> {
        self.of(kind, work)
            .filter(|row| row.subject != subject)
            .min_by(|one, other| one.median_ms().total_cmp(&other.median_ms()))
    }
}

impl Timed {
    /// Every time, ms.
    pub(super) fn times_ms(&self) -> Vec<f64> {
        self.samples.iter().map(|(_, ms)| *ms).collect()
    }

    /// The median over all pictures, ms.
    pub(super) fn median_ms(&self) -> f64 {
        median(self.times_ms())
    }

    /// How many times as fast this is as another subject.
    pub(super) fn against(&self, other: &Self) -> Compared {
        let mut compared = Compared {
            overall: other.median_ms() / self.median_ms(),
            least: f64::INFINITY,
            most: 0.0,
        };
        for picture in self.pictures() {
            let ratio = other.median_of(picture) / self.median_of(picture);
            compared.least = compared.least.min(ratio);
            compared.most = compared.most.max(ratio);
        }
        compared
    }

    fn pictures(&self) -> impl Iterator<Item = usize> {
        let count = self.samples.iter().map(|(picture, _)| picture + 1).max();
        0..count.unwrap_or_default()
    }

    fn median_of(&self, picture: usize) -> f64 {
        let own = self.samples.iter().filter(|(of, _)| *of == picture);
        median(own.map(|(_, ms)| *ms).collect())
    }
}

/// The lower of the two middle samples where their number is even, so that it is one that was measured.
pub(super) fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    let middle = samples.len().saturating_sub(1) / 2;
    samples.get(middle).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANES: (Kind, Work) = (Kind::ONE, Work::Planes);

    fn table(rows: &[(&str, &[f64])]) -> Table {
        let mut table = Table::default();
        for (subject, times) in rows {
            for (at, ms) in times.iter().enumerate() {
                table.push(PLANES, subject, at % 2, *ms);
            }
        }
        table
    }

    #[test]
    fn a_median_is_a_sample() {
        assert!((median(vec![5.0, 1.0, 3.0]) - 3.0).abs() < 1e-9);
        assert!((median(vec![4.0, 1.0, 3.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!(median(Vec::new()).is_nan());
    }

    #[test]
    fn a_comparison_is_of_whole_rows_and_of_each_picture() {
        // The second picture takes longer, and more so for the peer.
        let table = table(&[("ours", &[1.0, 2.0, 1.0, 2.0]), ("peer", &[3.0, 8.0, 3.0, 8.0])]);
        let ours = table.find(PLANES.0, PLANES.1, "ours").unwrap();
        let compared = ours.against(table.find(PLANES.0, PLANES.1, "peer").unwrap());
        assert_eq!(
            compared,
            Compared {
                overall: 3.0,
                least: 3.0,
                most: 4.0
            }
        );
    }

    #[test]
    fn the_fastest_peer_is_the_one_with_the_least_median() {
        let table = table(&[
            ("ours", &[1.0, 1.0]),
            ("slow", &[9.0, 9.0, 0.5]),
            ("quick", &[4.0, 4.0, 99.0]),
        ]);
        let fastest = table.fastest_but(PLANES.0, PLANES.1, "ours").unwrap();
        assert_eq!(fastest.subject, "quick");
        assert!(table.fastest_but(Kind::TWELVE, Work::Planes, "ours").is_none());
    }
}
