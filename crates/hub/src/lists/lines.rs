//! The lines of a file, none longer than a bound: what is longer is passed over without being kept.

use super::row::BadRow;
use std::io::{self, BufRead};

/// The longest line that is read, bytes. A row has some hundreds; an animation's hundreds of hashes have some tens of
/// thousands.
pub(super) const MOST_BYTES: usize = 64 * 1024;

/// Reads lines.
pub(super) struct Lines<R> {
    input: R,
    line: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn of(input: R) -> Self {
        Self {
            input,
            line: Vec::new(),
            number: 0,
        }
    }

    /// The next line with its number, counted from 1; nothing at the end.
    pub(super) fn next_line(&mut self) -> io::Result<Option<(u64, Result<&str, BadRow>)>> {
        self.line.clear();
        let (mut read, mut too_long) = (0_usize, false);
        loop {
            let piece = self.input.fill_buf()?;
            if piece.is_empty() {
                break;
            }
            let (upto, ends) = match memchr::memchr(b'\n', piece) {
                Some(at) => (at, true),
                None => (piece.len(), false),
            };
            too_long |= self.line.len().saturating_add(upto) > MOST_BYTES;
            if !too_long {
                self.line.extend_from_slice(piece.get(..upto).unwrap_or_default());
            }
            let taken = upto.saturating_add(usize::from(ends));
            read = read.saturating_add(taken);
            self.input.consume(taken);
            if ends {
                break;
            }
        }
        if read == 0 {
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        let line = if too_long { Err(BadRow::TooLong) } else { self.text() };
        Ok(Some((self.number, line)))
    }

    fn text(&self) -> Result<&str, BadRow> {
        let text = std::str::from_utf8(&self.line).map_err(|_not_it| BadRow::NotText)?;
        let text = text.strip_suffix('\r').unwrap_or(text);
        // Some programs begin a file with a mark that says how it is to be read.
        let text = if self.number == 1 {
            text.strip_prefix('\u{feff}').unwrap_or(text)
        } else {
            text
        };
        if text.contains('\0') {
            return Err(BadRow::Control);
        }
        Ok(text)
    }
}
