//! Rounds: all subjects one after the other over the same file, then over the next. Whoever begins
//! changes with every round.

use super::{
    kind::{Coding, Kind},
    ours::{BarePlanes, Made, Ours},
    peer::{Peer, Task, Told},
    same_work::{same_hash, same_pictures, same_told_hash},
    stock::StockFile,
    table::{Table, Work},
};
use crate::bench::figures::OURS;
use anyhow::Context as _;
use std::{
    collections::BTreeMap,
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::Instant,
};

/// What the decoder alone is called.
pub(super) const BARE: &str = "libjpeg-turbo";

/// The subjects and what was seen of them beside their times.
pub(super) struct Rounds {
    ours: Ours,
    bare: BarePlanes,
    peers: Vec<Peer>,
    /// For pictures that peers made, to be looked at.
    scratch: PathBuf,
    /// The most bits by which each peer's hash was from ours.
    pub(super) bits_apart: BTreeMap<String, u32>,
    /// Processor time and time of each peer, ms.
    spent: BTreeMap<String, (f64, f64)>,
}

#[derive(Clone, Copy)]
enum Who {
    Ours,
    Bare,
    Peer(usize),
}

impl Rounds {
    /// For these peers; pictures they make go to `scratch`.
    ///
    /// # Errors
    /// Without memory.
    pub(super) fn new(peers: Vec<Peer>, scratch: PathBuf) -> anyhow::Result<Self> {
        Ok(Self {
            ours: Ours::default(),
            bare: BarePlanes::new()?,
            peers,
            scratch,
            bits_apart: BTreeMap::new(),
            spent: BTreeMap::new(),
        })
    }

    /// Measures one kind of files.
    ///
    /// # Errors
    /// When a subject fails, or does not do the same work as we.
    pub(super) fn measure(&mut self, files: &[StockFile], rounds: usize, table: &mut Table) -> anyhow::Result<()> {
        let mut expected = Vec::new();
        for file in files {
            expected.push(self.ours.ingest(&file.bytes)?);
        }
        let pictures: Vec<(usize, (&StockFile, &Made))> = files.iter().zip(&expected).enumerate().collect();
        let Some((_, (first, made))) = pictures.first() else {
            return Ok(());
        };
        self.warm_up(first, made)?;
        for (round, (picture, (file, made))) in pictures.iter().cycle().take(rounds).enumerate() {
            self.round((round, *picture), file, made, table)
                .with_context(|| format!("while measuring {}", file.path.display()))?;
        }
        Ok(())
    }

    /// The same for every peer, versions and processors' time.
    pub(super) fn notes(&self) -> Vec<String> {
        let peers = self.peers.iter().map(|peer| {
            let (cpu, all) = self.spent.get(peer.name()).copied().unwrap_or((0.0, 1.0));
            let bits = self.bits_apart.get(peer.name()).copied().unwrap_or_default();
            format!(
                "{} is {}; its hashes are at most {bits} of 256 bits from ours; {:.2} processors in use while it worked",
                peer.name(),
                peer.version(),
                cpu / all
            )
        });
        peers.collect()
    }

    /// One turn that does not count, whose pictures are looked at.
    fn warm_up(&mut self, file: &StockFile, expected: &Made) -> anyhow::Result<()> {
        black_box(self.ours.renditions(&file.bytes)?);
        for at in 0..self.peers.len() {
            for task in [Task::Ingest, Task::Renditions] {
                self.same_work(at, task, file, expected)?;
            }
        }
        Ok(())
    }

    fn same_work(&mut self, at: usize, task: Task, file: &StockFile, expected: &Made) -> anyhow::Result<()> {
        let Some(peer) = self.peers.get_mut(at) else {
            return Ok(());
        };
        let keep = self.scratch.join(peer.name());
        fs::create_dir_all(&keep)?;
        peer.work(task, file, Some(&keep))?;
        let name = peer.name().to_owned();
        let context = || format!("{name} did not do the work: {} of {}", task.name(), file.path.display());
        same_pictures(expected, &keep).with_context(context)?;
        if task == Task::Ingest && !peer.has_hash() {
            let bits = self
                .hash_of(&keep.join("raw"), file.kind, expected)
                .with_context(context)?;
            self.keep_bits(&name, bits);
        }
        Ok(fs::remove_dir_all(keep)?)
    }

    /// The hash of pixels that a peer without a hash has decoded, by a peer with one.
    fn hash_of(&mut self, raw: &Path, kind: Kind, expected: &Made) -> anyhow::Result<u32> {
        let Some(other) = self.peers.iter_mut().find(|peer| peer.has_hash()) else {
            return Ok(0);
        };
        same_hash(expected, &other.hash(raw, kind.size_px)?)
    }

    fn round(
        &mut self,
        (round, picture): (usize, usize),
        file: &StockFile,
        expected: &Made,
        table: &mut Table,
    ) -> anyhow::Result<()> {
        let turns = self.turns(file.kind);
        let mut without_hash = Vec::new();
        let mut hash_ms: Option<f64> = None;
        let from_next = turns.iter().cycle().skip(round % turns.len()).take(turns.len());
        for (work, who) in from_next {
            let at = (file.kind, *work);
            match who {
                Who::Ours => table.push(at, OURS, picture, self.ours_ms(*work, file)?),
                Who::Bare => table.push(at, BARE, picture, self.bare_ms(file)?),
                Who::Peer(index) => {
                    let (name, told) = self.peer(*index, *work, file, expected)?;
                    let least = told.hash_ms.into_iter().chain(hash_ms);
                    hash_ms = least.reduce(f64::min);
                    if *work == Work::Shared(Task::Ingest) && told.hash_ms.is_none() {
                        without_hash.push((name, told.ms));
                    } else {
                        table.push(at, &name, picture, told.ms);
                    }
                }
            }
        }
        for (name, ms) in without_hash {
            // Without anybody's hash there is nothing to add, and half of the work is no row.
            if let Some(hash_ms) = hash_ms {
                table.push((file.kind, Work::Shared(Task::Ingest)), &name, picture, ms + hash_ms);
            }
        }
        Ok(())
    }

    fn turns(&self, kind: Kind) -> Vec<(Work, Who)> {
        let everybody = std::iter::once(Who::Ours).chain((0..self.peers.len()).map(Who::Peer));
        let everybody: Vec<Who> = everybody.collect();
        let tasks = [Task::Ingest, Task::Renditions].into_iter();
        let mut turns: Vec<(Work, Who)> = tasks
            .flat_map(|task| everybody.iter().map(move |who| (Work::Shared(task), *who)))
            .collect();
        if matches!(kind.coding, Coding::Baseline | Coding::Progressive) {
            turns.push((Work::Planes, Who::Bare));
        }
        turns
    }

    fn ours_ms(&mut self, work: Work, file: &StockFile) -> anyhow::Result<f64> {
        let began = Instant::now();
        let made = match work {
            Work::Shared(Task::Ingest) => self.ours.ingest(&file.bytes)?,
            Work::Shared(Task::Renditions) | Work::Planes => self.ours.renditions(&file.bytes)?,
        };
        let ms = began.elapsed().as_secs_f64() * 1_000.0;
        black_box(made);
        Ok(ms)
    }

    fn bare_ms(&mut self, file: &StockFile) -> anyhow::Result<f64> {
        let began = Instant::now();
        self.bare.decode(&file.bytes)?;
        Ok(began.elapsed().as_secs_f64() * 1_000.0)
    }

    fn peer(&mut self, index: usize, work: Work, file: &StockFile, expected: &Made) -> anyhow::Result<(String, Told)> {
        let peer = self.peers.get_mut(index).context("there is no such peer")?;
        let task = match work {
            Work::Shared(task) => task,
            Work::Planes => Task::Renditions,
        };
        let told = peer.work(task, file, None)?;
        let (name, has_hash) = (peer.name().to_owned(), peer.has_hash());
        let spent = self.spent.entry(name.clone()).or_default();
        *spent = (spent.0 + told.cpu_ms, spent.1 + told.ms);
        if task == Task::Ingest && has_hash {
            let bits =
                same_told_hash(expected, &told).with_context(|| format!("{name} did not do the work: ingest"))?;
            self.keep_bits(&name, bits);
        }
        Ok((name, told))
    }

    fn keep_bits(&mut self, name: &str, bits: u32) {
        let most = self.bits_apart.entry(name.to_owned()).or_default();
        *most = bits.max(*most);
    }
}
