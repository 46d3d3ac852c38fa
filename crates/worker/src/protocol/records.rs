//! What lies behind the pixels in a worker's memory file: the hashes of the frames, then the cells of the
//! sheet. The parent trusts none of it.

use super::Fields;
use crate::reading::FramePdq;
use scrim_hashing::pdq::{Pdq, PdqHash};
use scrim_media::Cell;

/// Length of one frame's hash: frame, hash, quality, the cell that stands for it.
pub(super) const HASH_BYTES: usize = 38;
/// Length of one cell: frame, left, top, width, height.
pub(super) const CELL_BYTES: usize = 20;
/// Stands for no cell.
const NO_CELL: u8 = u8::MAX;

/// The hashes behind the pixels.
pub(crate) fn write_hashes(hashes: &[FramePdq]) -> Vec<u8> {
    let one = |FramePdq { frame, pdq, cell }: &FramePdq| {
        let last = [pdq.quality, cell.unwrap_or(NO_CELL)];
        [&frame.to_le_bytes()[..], &pdq.hash.0, &last].concat()
    };
    hashes.iter().flat_map(one).collect()
}

/// Reads hashes of a file with so many frames and cells; `None` where they are not in order, or no hash
/// has such a quality or such a cell.
pub(crate) fn read_hashes(bytes: &[u8], frames: u32, cells: u8) -> Option<Vec<FramePdq>> {
    let mut next = 0;
    let (records, rest) = bytes.as_chunks::<HASH_BYTES>();
    let read = |record: &[u8; HASH_BYTES]| {
        let mut fields = Fields(record);
        let frame = fields.u32().filter(|frame| (next..frames).contains(frame))?;
        next = frame.checked_add(1)?;
        let hash = PdqHash(fields.take()?);
        let quality = fields.u8().filter(|quality| *quality <= 100)?;
        let cell = Some(fields.u8()?).filter(|cell| *cell != NO_CELL);
        let pdq = Pdq { hash, quality };
        cell.is_none_or(|cell| cell < cells)
            .then_some(FramePdq { frame, pdq, cell })
    };
    let hashes = records.iter().map(read).collect::<Option<_>>();
    hashes.filter(|_| rest.is_empty())
}

/// The cells behind the hashes.
pub(crate) fn write_cells(cells: &[Cell]) -> Vec<u8> {
    let one = |cell: &Cell| [cell.frame, cell.left, cell.top, cell.width, cell.height].map(u32::to_le_bytes);
    cells
        .iter()
        .flat_map(|cell| one(cell).as_flattened().to_vec())
        .collect()
}

/// Reads the cells of a sheet of this size and so many frames; `None` where their frames are not in order,
/// or one lies beside the sheet.
pub(crate) fn read_cells(bytes: &[u8], frames: u32, (across, down): (u32, u32)) -> Option<Vec<Cell>> {
    let mut next = 0;
    let (records, rest) = bytes.as_chunks::<CELL_BYTES>();
    let read = |record: &[u8; CELL_BYTES]| {
        let mut fields = Fields(record);
        let frame = fields.u32().filter(|frame| (next..frames).contains(frame))?;
        next = frame.checked_add(1)?;
        let (left, top, width, height) = (fields.u32()?, fields.u32()?, fields.u32()?, fields.u32()?);
        let within = |from: u32, length: u32, whole: u32| {
            let end = from.checked_add(length);
            length > 0 && end.is_some_and(|end| end <= whole)
        };
        (within(left, width, across) && within(top, height, down)).then_some(Cell {
            frame,
            left,
            top,
            width,
            height,
        })
    };
    let cells = records.iter().map(read).collect::<Option<_>>();
    cells.filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hash(frame: u32, quality: u8) -> FramePdq {
        let pdq = Pdq {
            hash: PdqHash([7; 32]),
            quality,
        };
        let cell = (frame > 0).then_some(1);
        FramePdq { frame, pdq, cell }
    }

    fn cell(frame: u32, left: u32) -> Cell {
        Cell {
            frame,
            left,
            top: 0,
            width: 40,
            height: 30,
        }
    }

    #[test]
    fn hashes_survive_their_bytes_and_are_checked() {
        let good = [hash(0, 100), hash(2, 0)];
        let bytes = write_hashes(&good);
        assert_eq!(bytes.len(), 2 * HASH_BYTES);
        assert_eq!(read_hashes(&bytes, 3, 2), Some(good.to_vec()));
        assert_eq!(read_hashes(&bytes, 2, 2), None, "a frame beyond the last");
        assert_eq!(read_hashes(&bytes, 3, 1), None, "a cell beyond the last");
        assert_eq!(read_hashes(&bytes[1..], 3, 2), None, "half a hash");
        for bad in [
            [hash(1, 9), hash(1, 9)],
            [hash(1, 9), hash(0, 9)],
            [hash(0, 9), hash(1, 101)],
        ] {
            assert_eq!(read_hashes(&write_hashes(&bad), 3, 2), None, "{bad:?}");
        }
    }

    #[test]
    fn cells_survive_their_bytes_and_lie_on_the_sheet() {
        let good = [cell(0, 0), cell(2, 46)];
        let bytes = write_cells(&good);
        assert_eq!(bytes.len(), 2 * CELL_BYTES);
        assert_eq!(read_cells(&bytes, 3, (86, 30)), Some(good.to_vec()));
        assert_eq!(read_cells(&bytes, 2, (86, 30)), None, "a frame beyond the last");
        assert_eq!(read_cells(&bytes, 3, (85, 30)), None, "beside the sheet");
        assert_eq!(read_cells(&bytes[1..], 3, (86, 30)), None, "half a cell");
        let nowhere = Cell { width: 0, ..cell(1, 0) };
        for bad in [
            [cell(1, 0), cell(1, 46)],
            [cell(0, 0), cell(1, u32::MAX)],
            [cell(0, 0), nowhere],
        ] {
            assert_eq!(read_cells(&write_cells(&bad), 3, (86, 30)), None, "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn no_hashes_break_their_reader(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            frames: u32,
            cells: u8,
        ) {
            if let Some(hashes) = read_hashes(&bytes, frames, cells) {
                prop_assert_eq!(write_hashes(&hashes), bytes);
            }
        }

        #[test]
        fn no_cells_break_their_reader(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            frames: u32,
            size: (u32, u32),
        ) {
            if let Some(cells) = read_cells(&bytes, frames, size) {
                prop_assert_eq!(write_cells(&cells), bytes);
            }
        }
    }
}
