//! What is known, what is uploaded, and what each upload truly is.

use crate::pictures::{Alteration, File, alter, collection, near, picture};

/// What an upload truly is, so that scripted people can be right about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// A copy of a known picture.
    Copy {
        /// Which.
        of: u32,
    },
    /// A copy of a known picture that should never have been listed.
    CopyOfMistake,
    /// Another picture that looks alike to the hash, and is harmless.
    NearMiss,
    /// Another picture that looks alike to the hash, and belongs on a list itself.
    NewMaterial,
    /// A picture that nothing known resembles.
    Stranger,
}

/// An upload to be made.
pub(super) struct Planned {
    pub(super) file: File,
    pub(super) truth: Truth,
}

/// How many pictures the bank has.
const KNOWN: usize = 60;
/// The place in the script of the entry that people will dispute.
const MISTAKE: usize = 2;
/// The place among the near misses of the one that is new material.
const NEW: usize = 1;

/// The numbers of the known pictures: those with a near miss first, then others.
pub(super) fn numbers() -> Vec<u32> {
    let with_near_miss = near::NEAR_MISSES.iter().map(|(number, _)| *number);
    let mut numbers: Vec<u32> = Vec::new();
    for number in with_near_miss.chain(0..collection::SIZE) {
        if numbers.len() < KNOWN && !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
}

/// The bank's files.
pub(super) fn known() -> Vec<File> {
    numbers()
        .into_iter()
        .map(|number| File::jpeg(&picture(number)))
        .collect()
}

/// Every upload, in order. The first five are the script's: three altered copies and two near misses.
pub(super) fn uploads() -> Vec<Planned> {
    let numbers = numbers();
    let mut copies = copies(&numbers).into_iter();
    let mut misses = near_misses().into_iter();
    let mut uploads: Vec<Planned> = copies.by_ref().take(3).collect();
    uploads.extend(misses.by_ref().take(2));
    uploads.extend(copies);
    uploads.extend(misses);
    uploads.extend(numbers.iter().skip(40).map(|number| Planned {
        file: named(File::jpeg(&picture(*number)), "untouched"),
        truth: Truth::Copy { of: *number },
    }));
    let strangers = (0..collection::SIZE)
        .filter(|number| !numbers.contains(number))
        .take(100);
    uploads.extend(strangers.map(|number| Planned {
        file: named(File::jpeg(&picture(number)), "stranger"),
        truth: Truth::Stranger,
    }));
    uploads
}

/// One altered copy of each known picture without a near miss.
fn copies(numbers: &[u32]) -> Vec<Planned> {
    let plain = numbers.iter().skip(near::NEAR_MISSES.len());
    let altered = plain.zip(alter::COMMON.iter().cycle()).enumerate();
    altered
        .map(|(place, (number, alteration))| Planned {
            file: alteration.file(&picture(*number)),
            truth: if place == MISTAKE {
                Truth::CopyOfMistake
            } else {
                Truth::Copy { of: *number }
            },
        })
        .collect()
}

fn near_misses() -> Vec<Planned> {
    let drawn = near::NEAR_MISSES.iter().enumerate();
    drawn
        .map(|(place, (number, variation))| Planned {
            file: named(File::jpeg(&near::draw_near_miss(*number, *variation)), "near-miss"),
            truth: if place == NEW {
                Truth::NewMaterial
            } else {
                Truth::NearMiss
            },
        })
        .collect()
}

/// A further altered copy of a known picture.
pub(super) fn another_copy(number: u32) -> File {
    named(Alteration::Recompressed(45).file(&picture(number)), "again")
}

fn named(mut file: File, word: &str) -> File {
    file.name = format!("{word}-{}", file.name);
    file
}
