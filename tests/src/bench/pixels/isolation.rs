//! What the sandbox costs, and what a second worker brings: the same files read in this process, by one
//! worker, and by two.

use super::{kind::Kind, stock::StockFile, table::median, tell::tell_budget};
use crate::bench::figures::Figures;
use anyhow::Context as _;
use scrim_media::{Limits, RenditionSettings, Want};
use scrim_worker::{PictureReader, WorkerPool, WorkerSettings};
use std::{hint::black_box, num::NonZeroUsize, path::Path, thread, time::Instant};

/// The most that a worker may take longer, ms a picture.
const BUDGET_MS: f64 = 1.0;
/// How often each picture is read either way.
const TIMES_EACH: usize = 6;
/// How many slices of either throughput there are.
const SLICES: usize = 21;

/// One or two workers of this build.
///
/// # Errors
/// When one does not start.
fn pool(program: &Path, workers: usize) -> anyhow::Result<WorkerPool> {
    let workers = NonZeroUsize::new(workers).context("no worker at all")?;
    Ok(WorkerPool::start(WorkerSettings::recommended(
        program.to_owned(),
        workers,
    ))?)
}

fn look() -> Want {
    Want::Reduced {
        long_edge: RenditionSettings::recommended().look_long_edge_px,
    }
}

/// How much longer a file takes in a worker, for each of some files.
///
/// # Errors
/// When one cannot be read.
pub(super) fn overhead(program: &Path, kind: Kind, files: &[StockFile], figures: &mut Figures) -> anyhow::Result<()> {
    let pool = pool(program, 1)?;
    let mut reader = PictureReader::new();
    let limits = Limits::recommended();
    let mut here = |file: &StockFile| anyhow::Ok(reader.read(&file.bytes, &limits, look())?);
    let there = |file: &StockFile| anyhow::Ok(pool.read(&file.bytes, &limits, look())?);
    for file in files {
        let same = here(file)? == there(file)?;
        anyhow::ensure!(same, "a worker made something else of {}", file.path.display());
    }
    let mut pairs = vec![Vec::new(); files.len()];
    for round in 0..TIMES_EACH {
        for (file, pairs) in files.iter().zip(&mut pairs) {
            pairs.push(if round % 2 == 0 {
                let own = timed(|| here(file))?;
                (own, timed(|| there(file))?)
            } else {
                let other = timed(|| there(file))?;
                (timed(|| here(file))?, other)
            });
        }
    }
    tell_overhead(kind, &pairs, figures)
}

/// Both times of every reading, by picture.
fn tell_overhead(kind: Kind, pairs: &[Vec<(f64, f64)>], figures: &mut Figures) -> anyhow::Result<()> {
    let all = || pairs.iter().flatten();
    let here: Vec<f64> = all().map(|(here, _)| *here).collect();
    let there: Vec<f64> = all().map(|(_, there)| *there).collect();
    let each: Vec<f64> = all().map(|(here, there)| there - here).collect();
    let of_medians = median(there.clone()) - median(here.clone());
    let of_pairs = median(each.clone());
    let of_minima = minima_apart(pairs);
    figures.add(&format!("read {kind} in this process"), "ms", here)?;
    figures.add(&format!("read {kind} in a worker"), "ms", there)?;
    figures.add(&format!("isolation, {kind}, pair by pair"), "ms", each)?;
    tell_budget(
        figures,
        of_pairs <= BUDGET_MS,
        &format!(
            "isolation costs {of_pairs:.2} ms a picture, {kind} (median of pairs; difference of medians \
             {of_medians:.2}, of minima {of_minima:.2}), at most {BUDGET_MS} wanted"
        ),
    );
    Ok(())
}

/// How far each picture's two least times are apart, on average.
fn minima_apart(pairs: &[Vec<(f64, f64)>]) -> f64 {
    let least = |times: Vec<f64>| times.into_iter().fold(f64::INFINITY, f64::min);
    let apart = pairs.iter().map(|own| {
        least(own.iter().map(|(_, there)| *there).collect()) - least(own.iter().map(|(here, _)| *here).collect())
    });
    apart.sum::<f64>() / pairs.len().max(1) as f64
}

/// How many pictures a second one worker and one caller read, and two of both.
///
/// # Errors
/// When a file cannot be read.
pub(super) fn two_workers(
    program: &Path,
    kind: Kind,
    files: &[StockFile],
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let pools = [pool(program, 1)?, pool(program, 2)?];
    let mut rates = [Vec::new(), Vec::new()];
    // The first slices are not counted: they fill the workers' buffers.
    for slice in 0..=SLICES {
        for ((pool, callers), rates) in pools.iter().zip([1, 2]).zip(&mut rates) {
            let seconds = timed(|| read_all(pool, files, callers))? / 1_000.0;
            if slice > 0 {
                rates.push((files.len() * callers) as f64 / seconds);
            }
        }
    }
    let [one, two] = rates;
    let (one_median, two_median) = (median(one.clone()), median(two.clone()));
    figures.add(&format!("{kind} by one worker"), "pictures/s", one)?;
    figures.add(&format!("{kind} by two workers"), "pictures/s", two)?;
    let what = format!("pictures a second, {kind}");
    figures.compare(&what, "two workers", "one worker", two_median / one_median);
    Ok(())
}

/// Each caller reads all files.
fn read_all(pool: &WorkerPool, files: &[StockFile], callers: usize) -> anyhow::Result<()> {
    let limits = Limits::recommended();
    let read = || {
        files.iter().try_for_each(|file| {
            black_box(pool.read(&file.bytes, &limits, look())?);
            anyhow::Ok(())
        })
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..callers).map(|_| scope.spawn(read)).collect();
        let ended = running
            .into_iter()
            .map(|caller| caller.join().expect("no caller panics"));
        ended.collect()
    })
}

/// How long something takes, ms.
fn timed<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<f64> {
    let began = Instant::now();
    let done = work()?;
    let ms = began.elapsed().as_secs_f64() * 1_000.0;
    black_box(done);
    Ok(ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minima_are_compared_picture_by_picture() {
        // A quick picture and a slow one, of which a worker adds 1 and 3 ms at best.
        let pairs = [vec![(10.0, 11.0), (14.0, 12.0)], vec![(90.0, 99.0), (91.0, 93.0)]];
        assert!((minima_apart(&pairs) - 2.0).abs() < 1e-9);
    }

    #[test]
    fn what_a_worker_costs_is_told_with_its_budget() {
        let pairs = [vec![(10.0, 10.4), (10.0, 10.6), (10.0, 13.0)]];
        let mut figures = Figures::default();
        tell_overhead(Kind::ONE, &pairs, &mut figures).unwrap();
        let told = figures.json().to_string();
        assert!(told.contains("budget met: isolation costs 0.60 ms"), "{told}");
    }
}
