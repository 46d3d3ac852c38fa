//! Writes the collection into a folder, or searches it for what the tables in `pictures` name.
//!
//! `scrim-pictures draw FOLDER [COUNT]` · `near FROM TO TRIES` · `chains FROM TO`

use anyhow::Context as _;
use scrim_tests::pictures::{File, chain, collection, near, picture};
use std::{fs, path::Path};

#[expect(clippy::print_stdout, reason = "what is found is this program's output")]
fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| -> anyhow::Result<u32> {
        let word = words.get(at).context("a number is missing")?;
        word.parse().with_context(|| format!("{word} is no number"))
    };
    match words.first().map(String::as_str) {
        Some("draw") => draw(Path::new(words.get(1).context("which folder?")?), number(2)),
        Some("near") => {
            for known in number(1)?..number(2)? {
                println!("{known} {:?}", near::search(known, number(3)?)?);
            }
            Ok(())
        }
        Some("chains") => {
            for known in number(1)?..number(2)? {
                match chain::chain(&picture(known)) {
                    Ok(_) => println!("{known} has a chain"),
                    Err(why) => println!("{why}"),
                }
            }
            Ok(())
        }
        _ => anyhow::bail!("draw FOLDER [COUNT], near FROM TO TRIES, or chains FROM TO"),
    }
}

fn draw(folder: &Path, count: anyhow::Result<u32>) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    for number in 0..count.unwrap_or(collection::SIZE) {
        let file = File::jpeg(&picture(number));
        fs::write(folder.join(&file.name), file.bytes)?;
    }
    Ok(())
}
