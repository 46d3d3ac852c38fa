//! Lists as they are: so many rows into a hub by its own command, and how long a hub with them takes to answer.
//!
//! Rows are lines of comma-separated values with a SHA-1, an MD5 and a PDQ hash each, drawn at random, which is what an
//! index likes least to build. The command runs while no hub does, so that nothing else writes.
//!
//! To start with ten million, their rows are written beside the command: what a start reads is the same, and the command
//! would take half an hour.

use super::{figures::Figures, memory::peak_mb};
use crate::{
    harness::{HubOptions, TestHub},
    pictures::dice::Dice,
};
use anyhow::{Context as _, ensure};
use data_encoding::HEXLOWER;
use rusqlite::Connection;
use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
    process::{Child, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Sets what is drawn here apart from everything else of the same seed.
const PURPOSE: u64 = 11;
/// How many rows there are.
const FEW: usize = 100_000;
const MORE: usize = 1_000_000;
const MANY: usize = 10_000_000;
/// How often a start is measured once the hub has kept its index.
const STARTS: usize = 5;
/// How often the command's memory is asked for. The system keeps the peak; only its last moment can be missed.
const ASKED: Duration = Duration::from_millis(20);

/// Measures imports of a tenth of a million rows and of a million, and starts with them and, unless it is to be `small`,
/// with ten million.
///
/// # Errors
/// When a program fails, or does not take every row.
pub fn measure(small: bool) -> anyhow::Result<Figures> {
    let mut figures = Figures::default();
    let (hub, least) = imported(FEW, &mut figures)?;
    if small {
        hub.finish()?;
    } else {
        with_many(hub, &mut figures)?;
    }
    let (hub, most) = imported(MORE, &mut figures)?;
    hub.finish()?;
    figures.compare("peak memory of an import", &named(MORE), &named(FEW), least / most);
    Ok(figures)
}

/// Starts of a hub with ten million entries.
fn with_many(mut hub: TestHub, figures: &mut Figures) -> anyhow::Result<()> {
    hub.stop()?;
    Connection::open(hub.data().join("scrim.db"))?.execute_batch(&format!(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;
         DROP INDEX hash_change_entry;
         DROP INDEX hash_change_pdq;
         CREATE TEMP TABLE number AS
             WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {MANY}) SELECT n FROM n;
         INSERT INTO entry (id, bank, state, added_at)
             SELECT unhex(printf('%032x', n)), one.bank, one.state, one.added_at
             FROM number, (SELECT bank, state, added_at FROM entry LIMIT 1) one;
         INSERT INTO hash_change (entry, pdq, quality, added)
             SELECT unhex(printf('%032x', n)), randomblob(32), 100, 1 FROM number;
         CREATE INDEX hash_change_entry ON hash_change (entry);
         CREATE INDEX hash_change_pdq ON hash_change (pdq) WHERE variant_item IS NULL;
         PRAGMA journal_mode = WAL;"
    ))?;
    starts(&mut hub, MANY, figures)?;
    hub.finish()
}

/// A hub with so many entries by its own command, started; and the most memory that took, in MB.
fn imported(count: usize, figures: &mut Figures) -> anyhow::Result<(TestHub, f64)> {
    let name = named(count);
    let folder = tempfile::tempdir()?;
    let list = folder.path().join("list.csv");
    write(&list, count)?;
    let mut hub = TestHub::start(HubOptions::default())?;
    hub.stop()?;
    let (seconds, peak) = import(&hub, &list, count)?;
    figures.add(&format!("import, {name}"), "rows/s", vec![count as f64 / seconds])?;
    figures.add(&format!("peak memory of the import, {name}"), "MB", vec![peak])?;
    starts(&mut hub, count, figures)?;
    Ok((hub, peak))
}

/// The first start reads the log of hashes, those after it what the hub has kept of its index.
fn starts(hub: &mut TestHub, count: usize, figures: &mut Figures) -> anyhow::Result<()> {
    let name = named(count);
    figures.add(&format!("first start, {name}"), "s", vec![start(hub)?])?;
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        hub.stop()?;
        starts.push(start(hub)?);
    }
    figures.add(&format!("start, {name}"), "s", starts)
}

fn named(count: usize) -> String {
    if count < 1_000_000 {
        format!("{} k entries", count / 1_000)
    } else {
        format!("{} M entries", count / 1_000_000)
    }
}

fn write(at: &Path, count: usize) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(at)?);
    let mut dice = Dice::new(count as u64, PURPOSE);
    let mut digits = |bytes: usize| hex(&mut dice, bytes);
    writeln!(out, "sha1,md5,pdq,quality,id")?;
    for row in 0..count {
        let (sha1, md5, pdq) = (digits(20), digits(16), digits(32));
        writeln!(out, "{sha1},{md5},{pdq},100,row-{row}")?;
    }
    out.flush().context("the disk takes the list")
}

/// That many bytes in hexadecimal.
fn hex(dice: &mut Dice, bytes: usize) -> String {
    let drawn: Vec<u8> = (0..bytes.div_ceil(8)).flat_map(|_| dice.bits().to_le_bytes()).collect();
    HEXLOWER.encode(drawn.get(..bytes).unwrap_or(&drawn))
}

/// Imports it; answers how many seconds that took, and the most memory it had, in MB.
fn import(hub: &TestHub, list: &Path, count: usize) -> anyhow::Result<(f64, f64)> {
    let list = list.to_string_lossy();
    let mut command = hub.program(&["list", "import", &list, "--bank", "many", "--format", "csv"])?;
    let began = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (status, peak) = watched(&mut child)?;
    let seconds = began.elapsed().as_secs_f64();
    ensure!(status.success(), "the import ended with {status}");
    let banks = hub.lines(&["bank", "list"])?;
    ensure!(
        banks.contains(&count.to_string()),
        "all {count} rows are there: {banks}"
    );
    Ok((seconds, peak))
}

fn watched(child: &mut Child) -> anyhow::Result<(ExitStatus, f64)> {
    let mut peak = 0.0_f64;
    loop {
        if let Ok(now) = peak_mb(child.id()) {
            peak = peak.max(now);
        }
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak));
        }
        thread::sleep(ASKED);
    }
}

/// Seconds from the start of the program to its first answer.
fn start(hub: &mut TestHub) -> anyhow::Result<f64> {
    let began = Instant::now();
    hub.start_again()?;
    Ok(began.elapsed().as_secs_f64())
}
