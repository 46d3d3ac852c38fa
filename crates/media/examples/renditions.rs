//! Writes what a desk may show of a picture beside each other: `renditions PICTURE FOLDER`.

use std::{env, error::Error, fs, path::PathBuf};

use scrim_media::{Limits, Reader, RenditionSettings, Want, renditions};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [picture, folder] = words.as_slice() else {
        return Err("renditions PICTURE FOLDER".into());
    };
    let settings = RenditionSettings::recommended();
    let want = Want::Reduced {
        long_edge: settings.look_long_edge_px,
    };
    let read = Reader::new().read(&fs::read(picture)?, &Limits::recommended(), want, &mut |_frame| {})?;
    fs::create_dir_all(folder)?;
    for rendition in renditions(&read.shown, &settings)?.into_array() {
        let kind = rendition.mime.trim_start_matches("image/");
        fs::write(
            folder.join(format!("{}.{kind}", rendition.rung_name.name())),
            rendition.encoded,
        )?;
    }
    Ok(())
}
