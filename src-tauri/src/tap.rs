//! For tests in a real window only: writes every picture that leaves the desk to a folder, beside a
//! line that says by what right it existed. Compiled by the feature `tap`, which no build that is
//! given to anybody has; without it there is no code path that puts a picture into a file.

use scrim_desk::{Clock, Frame, FrameKind, SystemClock};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Names the folder.
const VARIABLE: &str = "SCRIM_TAP_DIR";

/// The lines, one JSON object for each picture.
const LINES: &str = "frames.jsonl";

/// Notes a frame that is about to leave. The line is whole and there before the picture has its name,
/// so that whoever reads the folder meanwhile finds no picture without one.
pub(crate) fn note(name: &str, frame: &Frame) {
    let Some(folder) = std::env::var_os(VARIABLE).map(PathBuf::from) else {
        return;
    };
    let (case, grant, tile) = match frame.kind {
        FrameKind::Rest { case, .. } => (Some(case), None, None),
        FrameKind::Look { grant, .. } => (None, Some(grant), None),
        FrameKind::Tile { grant, tile } => (None, Some(grant), Some(tile)),
    };
    let line = serde_json::json!({
        "frame": name,
        "at": SystemClock::new().wall(),
        "rung": frame.kind.rung(),
        "case": case,
        "grant": grant,
        "tile": tile,
        "mime": frame.mime(),
        "bytes": frame.bytes.len(),
    });
    let written = keep(&folder, name, &format!("{line}\n"), &frame.bytes);
    if let Err(error) = written {
        tracing::error!(%error, "the tap cannot write");
    }
}

fn keep(folder: &Path, name: &str, line: &str, bytes: &[u8]) -> io::Result<()> {
    let unnamed = folder.join(format!("unnamed-{name}"));
    fs::write(&unnamed, bytes)?;
    let mut lines = fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join(LINES))?;
    lines.write_all(line.as_bytes())?;
    fs::rename(unnamed, folder.join(name))
}
