//! Writes the collection, or a contact sheet of it, into a folder.

use anyhow::Context as _;
use scrim_tests::pictures::{Format, Picture, collection};
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().context("usage: scrim-pictures FOLDER [COUNT]")?);
    let count: u32 = words.next().map_or(Ok(collection::SIZE), |word| word.parse())?;
    std::fs::create_dir_all(&folder)?;
    for number in 0..count {
        let picture: Picture = collection::picture(number);
        std::fs::write(
            folder.join(format!("{}.jpg", picture.name)),
            picture.encode(Format::Jpeg(90)),
        )?;
    }
    Ok(())
}
