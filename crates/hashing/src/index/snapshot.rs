//! An index as bytes, tables and all, so that a restart reads instead of sorting.
//!
//! It deliberately does not know files, nor what the index was up to date with: whoever keeps one says that in its
//! `mark`, and compares.
//!
//! Format, all numbers little-endian: `SCRIMIDX`, version (u32), bytes of a key (u32), bytes of the mark (u32), the
//! mark, slots (u64), runs (u32), each run's first slot and length (u64 each) · all hashes · for every slot 1 and its
//! key, or 0 and zeros · of every run 16 tables, each 65,537 starts and its slots (u32 each) · CRC-32 of all before it.

use super::{
    levels::{Level, Levels},
    near::NearIndex,
    tables::{CHUNKS, Table, Tables, VALUES},
};
use crate::pdq::PdqHash;
use std::io::{self, Read, Write};

const MAGIC: &[u8; 8] = b"SCRIMIDX";
const VERSION: u32 = 1;
/// A mark is a few numbers.
const MARK_MOST: u32 = 4_096;
/// More runs than any index has: each is at least four times as long as the next.
const RUNS_MOST: u32 = 32;
/// How much is read or written at once, bytes.
const PIECE: usize = 1 << 18;

/// Why bytes are no index.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// Not one of ours, of another version, or of other keys.
    #[error("the file is no index of this version")]
    Other,
    /// It says that it is longer than it may be, or contradicts itself.
    #[error("the file contradicts itself")]
    Contradiction,
    /// Its sum is another: bytes of it have changed.
    #[error("the file was damaged")]
    Damaged,
    /// It ends early, or cannot be read.
    #[error("the file cannot be read")]
    Io(#[from] io::Error),
}

/// An index that was read, and the mark it was written with.
#[derive(Debug)]
pub struct Opened<K> {
    /// The index, as it was.
    pub index: NearIndex<K>,
    /// What its writer wrote beside it.
    pub mark: Vec<u8>,
}

impl<K> NearIndex<K> {
    /// Writes the index with a mark of at most 4,096 bytes beside it; `bytes_of` is how a key is written.
    ///
    /// # Errors
    /// What the writer says, and [`io::ErrorKind::InvalidInput`] where the mark is too long.
    pub fn write_to<const N: usize>(
        &self,
        to: impl Write,
        mark: &[u8],
        bytes_of: impl Fn(&K) -> [u8; N],
    ) -> io::Result<()> {
        let mut out = Summed::over(to);
        let invalid = |_error| io::Error::from(io::ErrorKind::InvalidInput);
        let mark_bytes = u32::try_from(mark.len()).map_err(invalid)?;
        if mark_bytes > MARK_MOST {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        out.write_all(MAGIC)?;
        for number in [VERSION, u32::try_from(N).map_err(invalid)?, mark_bytes] {
            out.write_all(&number.to_le_bytes())?;
        }
        out.write_all(mark)?;
        out.write_all(&(self.hashes.len() as u64).to_le_bytes())?;
        let runs = u32::try_from(self.levels.iter().len()).map_err(invalid)?;
        out.write_all(&runs.to_le_bytes())?;
        for level in self.levels.iter() {
            out.write_all(&(level.from as u64).to_le_bytes())?;
            out.write_all(&(level.len as u64).to_le_bytes())?;
        }
        for hashes in self.hashes.chunks(PIECE / 32) {
            out.write_all(&hashes.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>())?;
        }
        for keys in self.keys.chunks(PIECE / (N + 1)) {
            let piece = keys.iter().flat_map(|key| {
                let bytes = key.as_ref().map_or([0; N], &bytes_of);
                std::iter::once(u8::from(key.is_some())).chain(bytes)
            });
            out.write_all(&piece.collect::<Vec<u8>>())?;
        }
        let tables = self.levels.iter().flat_map(|level| &level.tables.tables);
        for numbers in tables.flat_map(|table| [&table.starts, &table.slots]) {
            for piece in numbers.chunks(PIECE / 4) {
                out.write_all(
                    &piece
                        .iter()
                        .flat_map(|number| number.to_le_bytes())
                        .collect::<Vec<u8>>(),
                )?;
            }
        }
        let sum = out.sum.clone().finalize();
        out.write_all(&sum.to_le_bytes())?;
        out.inner.flush()
    }

    /// Reads an index of at most `most` entries; `key_of` is how a key is read, and answers nothing where it is none.
    ///
    /// # Errors
    /// [`NotRead`]; then the index has to be made from what it was made from.
    pub fn read_from<const N: usize>(
        from: impl Read,
        most: u64,
        key_of: impl Fn([u8; N]) -> Option<K>,
    ) -> Result<Opened<K>, NotRead> {
        let mut input = Summed::over(from);
        let head = input.array::<8>()?;
        let [version, key_bytes, mark_bytes] = [input.u32()?, input.u32()?, input.u32()?];
        if &head != MAGIC || version != VERSION || usize::try_from(key_bytes) != Ok(N) {
            return Err(NotRead::Other);
        }
        if mark_bytes > MARK_MOST {
            return Err(NotRead::Contradiction);
        }
        let mut mark = vec![0; mark_bytes as usize];
        input.read_exact(&mut mark)?;
        let shape = Shape::read(&mut input, most)?;
        let hashes = input.many(shape.slots, |bytes: [u8; 32]| Some(PdqHash(bytes)))?;
        let mut removed = 0;
        let keys = input.keys(shape.slots, &mut removed, key_of)?;
        let mut levels = Vec::new();
        for (from, len) in shape.runs {
            let tables = (0..CHUNKS).map(|_| input.table(len)).collect::<Result<_, _>>()?;
            let tables = Tables { tables };
            levels.push(Level { from, len, tables });
        }
        let sum = input.sum.clone().finalize();
        if input.u32()? != sum {
            return Err(NotRead::Damaged);
        }
        let levels = Levels::of(levels).ok_or(NotRead::Contradiction)?;
        if levels.sorted() > hashes.len() {
            return Err(NotRead::Contradiction);
        }
        let index = Self {
            hashes,
            keys,
            levels,
            removed,
        };
        Ok(Opened { index, mark })
    }
}

/// How many of what there are.
struct Shape {
    slots: usize,
    runs: Vec<(usize, usize)>,
}

impl Shape {
    fn read(input: &mut Summed<impl Read>, most: u64) -> Result<Self, NotRead> {
        let slots = input.u64()?;
        let runs = input.u32()?;
        if slots > most || runs > RUNS_MOST {
            return Err(NotRead::Contradiction);
        }
        let count = |number: u64| usize::try_from(number).map_err(|_too_many| NotRead::Contradiction);
        let mut read = Vec::new();
        for _ in 0..runs {
            let (from, len) = (input.u64()?, input.u64()?);
            // Each alone, so that the lengths of all of them are bounded too.
            if from.checked_add(len).is_none_or(|end| end > slots) {
                return Err(NotRead::Contradiction);
            }
            read.push((count(from)?, count(len)?));
        }
        Ok(Self {
            slots: count(slots)?,
            runs: read,
        })
    }
}

/// Bytes on their way, summed up as they pass.
struct Summed<T> {
    inner: T,
    sum: crc32fast::Hasher,
}

impl<T> Summed<T> {
    fn over(inner: T) -> Self {
        let sum = crc32fast::Hasher::new();
        Self { inner, sum }
    }
}

impl<W: Write> Summed<W> {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.update(bytes);
        self.inner.write_all(bytes)
    }
}

impl<R: Read> Summed<R> {
    fn read_exact(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.inner.read_exact(bytes)?;
        self.sum.update(bytes);
        Ok(())
    }

    fn array<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn u32(&mut self) -> io::Result<u32> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn u64(&mut self) -> io::Result<u64> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// Reads `count` values of `N` bytes each. Memory is taken as bytes come, not as a number promises them.
    fn many<T, const N: usize>(&mut self, count: usize, of: impl Fn([u8; N]) -> Option<T>) -> Result<Vec<T>, NotRead> {
        let mut values = Vec::new();
        let mut piece = vec![0; PIECE / N * N];
        while values.len() < count {
            let now = (count - values.len()).min(PIECE / N);
            let bytes = piece.get_mut(..now * N).unwrap_or_default();
            self.read_exact(bytes)?;
            if values.is_empty() {
                values
                    .try_reserve_exact(count)
                    .map_err(|_no_room| NotRead::Contradiction)?;
            }
            let (whole, _rest) = bytes.as_chunks::<N>();
            for value in whole {
                values.push(of(*value).ok_or(NotRead::Contradiction)?);
            }
        }
        Ok(values)
    }

    fn keys<K, const N: usize>(
        &mut self,
        count: usize,
        removed: &mut usize,
        key_of: impl Fn([u8; N]) -> Option<K>,
    ) -> Result<Vec<Option<K>>, NotRead> {
        // As many hashes have been read.
        let mut keys = Vec::with_capacity(count);
        let mut piece = vec![0; PIECE / (N + 1) * (N + 1)];
        while keys.len() < count {
            let now = (count - keys.len()).min(PIECE / (N + 1));
            let bytes = piece.get_mut(..now * (N + 1)).unwrap_or_default();
            self.read_exact(bytes)?;
            for slot in bytes.chunks_exact(N + 1) {
                let key = match slot.split_first_chunk::<1>() {
                    Some(([1], key)) => key.try_into().ok().and_then(&key_of).map(Some),
                    Some(([0], _zeros)) => Some(None),
                    _ => None,
                };
                let key = key.ok_or(NotRead::Contradiction)?;
                *removed += usize::from(key.is_none());
                keys.push(key);
            }
        }
        Ok(keys)
    }

    fn table(&mut self, len: usize) -> Result<Table, NotRead> {
        let number = |bytes| Some(u32::from_le_bytes(bytes));
        let starts = self.many(VALUES + 1, number)?;
        let ends = starts.last().map(|end| *end as usize);
        if !starts.is_sorted() || ends != Some(len) {
            return Err(NotRead::Contradiction);
        }
        let slots = self.many(len, number)?;
        Ok(Table { starts, slots })
    }
}
