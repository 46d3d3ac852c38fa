//! The near-match index beside faiss: how long a query takes, what an entry takes, how long a start takes.
//!
//! All search the same hashes for the same queries on one thread, turn by turn. Who finds other entries than comparing
//! with every hash does is not measured but named.

mod hashes;

use super::{
    figures::{Figures, OURS},
    line::{Line, script},
    memory::resident_mb,
};
use crate::pictures::dice::Dice;
use anyhow::{Context as _, ensure};
use hashes::{Lie, draw, queries};
use scrim_hashing::{
    index::NearIndex,
    pdq::{MATCH_DISTANCE, PdqHash},
};
use serde::Deserialize;
use serde_json::json;
use std::{
    env,
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
    process::{self, Command},
    time::Instant,
};

/// The Python that has faiss.
const PYTHON_VARIABLE: &str = "SCRIM_PEERS_PYTHON";
/// How many queries there are, and how many each subject answers before it is the next one's turn.
const QUERIES: usize = 1_000;
const TURN: usize = 50;
/// Sets what is drawn here apart from pictures of the same seed.
const PURPOSE: u64 = 7;
/// How often a start is measured.
const STARTS: usize = 5;
/// How faiss searches, by what it is called in the figures.
const PEERS: [(&str, &str); 2] = [("faiss-flat", "flat"), ("faiss-multihash", "multi")];

/// Measures a million hashes, and unless it is to be `small` ten million.
///
/// # Errors
/// When a peer fails, or our own index finds anything but what comparing with every hash finds.
pub fn measure(small: bool) -> anyhow::Result<Figures> {
    let mut figures = Figures::default();
    let counts: &[usize] = if small { &[1_000_000] } else { &[1_000_000, 10_000_000] };
    for count in counts {
        for lie in [Lie::Random, Lie::Clustered] {
            Subject::draw(*count, lie)?.measure(&mut figures)?;
        }
    }
    figures
        .note("queries: a third anywhere, a third known, a third up to 31 bits off something known; one thread each");
    figures
        .note("faiss is timed in Python around each search, which adds a few microseconds to every query of its own");
    Ok(figures)
}

/// One set of hashes, and what is asked of it.
struct Subject {
    what: String,
    hashes: Vec<PdqHash>,
    queries: Vec<PdqHash>,
    folder: tempfile::TempDir,
}

/// What somebody found for one query: how many, and the sum of their places.
type Found = (usize, u64);

#[derive(Deserialize)]
struct Loaded {
    ms: f64,
}

#[derive(Deserialize)]
struct Searched {
    ms: Vec<f64>,
    found: Vec<usize>,
    sum: Vec<u64>,
}

impl Subject {
    fn draw(count: usize, lie: Lie) -> anyhow::Result<Self> {
        let mut dice = Dice::new(count as u64, PURPOSE);
        let hashes = draw(&mut dice, count, lie);
        let queries = queries(&mut dice, &hashes, QUERIES);
        let millions = count / 1_000_000;
        Ok(Self {
            what: format!("{millions} M {}", lie.name()),
            hashes,
            queries,
            folder: tempfile::tempdir()?,
        })
    }

    fn measure(&self, figures: &mut Figures) -> anyhow::Result<()> {
        let (index, expected) = self.ours(figures)?;
        let mut peers = self.peers(figures)?;
        let mut ours = Vec::with_capacity(QUERIES);
        let mut theirs: Vec<(Vec<f64>, Vec<Found>)> = peers.iter().map(|_| Default::default()).collect();
        for (turn, wanted) in self.queries.chunks(TURN).enumerate() {
            for (at, query) in wanted.iter().enumerate() {
                let began = Instant::now();
                let near = index.within(*query, MATCH_DISTANCE);
                ours.push(began.elapsed().as_secs_f64() * 1_000.0);
                let found = (near.len(), near.iter().map(|near| u64::from(near.key)).sum());
                ensure!(
                    expected.get(turn * TURN + at) == Some(&found),
                    "our index finds other entries than comparing with every hash does"
                );
            }
            for (peer, (times, found)) in peers.iter_mut().zip(&mut theirs) {
                let searched = search(peer, wanted)?;
                times.extend(searched.ms);
                found.extend(searched.found.into_iter().zip(searched.sum));
            }
        }
        let what = format!("query, {}", self.what);
        figures.add_of(OURS, &what, "ms", ours)?;
        for (peer, (times, found)) in peers.iter().zip(theirs) {
            let missed = found.iter().zip(&expected).filter(|(found, all)| found != all).count();
            figures.add_of(&peer.name, &what, "ms", times)?;
            if missed > 0 {
                figures.note(format!(
                    "{} answers {missed} of {QUERIES} queries otherwise than comparing with every hash, {}",
                    peer.name, self.what
                ));
            }
        }
        Ok(())
    }

    /// Our index, with what its making, keeping and reading takes; and what comparing with every hash finds.
    fn ours(&self, figures: &mut Figures) -> anyhow::Result<(NearIndex<u32>, Vec<Found>)> {
        let entries = || self.hashes.iter().copied().zip(0_u32..);
        let before = resident_mb(process::id())?;
        let began = Instant::now();
        let index: NearIndex<u32> = entries().collect();
        figures.add(
            &format!("build, {}", self.what),
            "s",
            vec![began.elapsed().as_secs_f64()],
        )?;
        let grown = (resident_mb(process::id())? - before) * 1_048_576.0 / self.hashes.len() as f64;
        // The hash is 32 bytes of it, the key and whether there is one 8.
        let beside = grown - 32.0 - 8.0;
        figures.add(
            &format!("memory an entry beside hash and key, {}", self.what),
            "B",
            vec![beside],
        )?;
        let file = self.folder.path().join("index");
        let mut out = BufWriter::with_capacity(1 << 20, File::create(&file)?);
        index.write_to(&mut out, b"", |key| key.to_le_bytes())?;
        out.flush()?;
        let starts = (0..STARTS)
            .map(|_| read(&file, self.hashes.len()))
            .collect::<Result<_, _>>()?;
        figures.add(&format!("read from its file, {}", self.what), "s", starts)?;
        // One bit more than the tables serve for: then it compares with every hash.
        let every = self.queries.iter().map(|query| {
            let near = index.within(*query, MATCH_DISTANCE + 1).into_iter();
            let within: Vec<u64> = near
                .filter(|near| near.distance <= MATCH_DISTANCE)
                .map(|near| u64::from(near.key))
                .collect();
            (within.len(), within.iter().sum())
        });
        let every = every.collect();
        Ok((index, every))
    }

    /// faiss with the same hashes, both ways, where it is installed.
    fn peers(&self, figures: &mut Figures) -> anyhow::Result<Vec<Line>> {
        let Some(python) = env::var_os(PYTHON_VARIABLE) else {
            return Ok(Vec::new());
        };
        let file = self.folder.path().join("hashes");
        let mut out = BufWriter::with_capacity(1 << 20, File::create(&file)?);
        for hash in &self.hashes {
            out.write_all(&hash.0)?;
        }
        out.flush()?;
        let mut peers = Vec::new();
        for (name, index) in PEERS {
            let mut command = Command::new(&python);
            command.arg("-B").arg(script("near_index.py"));
            let mut peer = Line::start(name, &mut command, self.folder.path())?;
            let answer = peer.ask(&json!({"do": "load", "file": file, "index": index}))?;
            let Loaded { ms } = serde_json::from_str(&answer).context("how long it took")?;
            figures.add_of(name, &format!("build, {}", self.what), "s", vec![ms / 1_000.0])?;
            figures.note(format!("{name} is version {}, {}", peer.version, self.what));
            peers.push(peer);
        }
        Ok(peers)
    }
}

/// Reads an index from its file; answers how many seconds that took.
fn read(file: &Path, entries: usize) -> anyhow::Result<f64> {
    let began = Instant::now();
    let opened = NearIndex::read_from(File::open(file)?, entries as u64, |bytes| {
        Some(u32::from_le_bytes(bytes))
    })?;
    let seconds = began.elapsed().as_secs_f64();
    ensure!(opened.index.len() == entries, "all of it was read");
    Ok(seconds)
}

fn search(peer: &mut Line, wanted: &[PdqHash]) -> anyhow::Result<Searched> {
    let queries: Vec<String> = wanted.iter().map(ToString::to_string).collect();
    let answer = peer.ask(&json!({"do": "search", "queries": queries, "radius": MATCH_DISTANCE}))?;
    let searched: Searched = serde_json::from_str(&answer)?;
    let all = wanted.len();
    ensure!(
        [searched.ms.len(), searched.found.len(), searched.sum.len()] == [all; 3],
        "{} answered some queries only",
        peer.name
    );
    Ok(searched)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_searched_and_found_as_by_comparing_with_every_hash() {
        for lie in [Lie::Random, Lie::Clustered] {
            let subject = Subject::draw(30_000, lie).unwrap();
            let mut figures = Figures::default();
            let (index, expected) = subject.ours(&mut figures).unwrap();
            assert_eq!((index.len(), expected.len()), (30_000, QUERIES));
            assert!(expected.iter().filter(|(found, _)| *found > 0).count() > QUERIES / 3);
        }
    }
}
