//! Eight pixels at a time: the unit the filters work in, and turning rows into columns.
//!
//! A running sum along a row depends on its neighbour, so one row alone keeps the processor
//! waiting; eight rows side by side do not. It deliberately knows nothing of what is summed.

/// How many pixels, or rows, are worked on side by side.
pub(super) const LANES: usize = 8;

/// Eight neighbouring pixels of one row, or one pixel of eight rows.
pub(super) type Cell = [f32; LANES];

/// Eight rows of eight pixels.
pub(super) type Block = [Cell; LANES];

pub(super) const EMPTY: Block = [[0.0; LANES]; LANES];

#[inline(always)]
pub(super) fn add(sum: &mut Cell, cell: &Cell) {
    for (s, c) in sum.iter_mut().zip(cell) {
        *s += c;
    }
}

#[inline(always)]
pub(super) fn subtract(sum: &mut Cell, cell: &Cell) {
    for (s, c) in sum.iter_mut().zip(cell) {
        *s -= c;
    }
}

/// A true division: a multiplication by the inverse would round differently.
#[inline(always)]
pub(super) fn divide(sum: &Cell, count: f32) -> Cell {
    sum.map(|s| s / count)
}

/// The cells of one row of `blocks`.
#[inline(always)]
pub(super) fn row(blocks: &[Block], lane: usize) -> impl Iterator<Item = &Cell> {
    blocks.iter().filter_map(move |block| block.get(lane))
}

/// The cells of one row of `blocks`, to write.
#[inline(always)]
pub(super) fn row_mut(blocks: &mut [Block], lane: usize) -> impl Iterator<Item = &mut Cell> {
    blocks.iter_mut().filter_map(move |block| block.get_mut(lane))
}

/// Turns each block over, so that its cells hold one pixel of eight rows, or back.
#[inline(always)]
pub(super) fn transpose(blocks: &mut [Block]) {
    for block in blocks {
        *block = riffle(riffle(riffle(*block)));
    }
}

/// Deals the block's lower half into its upper one. That turns the six bits of a pixel's
/// place (three of row, three of column) one to the left, so three times swap the two.
#[inline(always)]
fn riffle(block: Block) -> Block {
    let [r0, r1, r2, r3, r4, r5, r6, r7] = block;
    let [[o0, o1], [o2, o3]] = [weave(r0, r4), weave(r1, r5)];
    let [[o4, o5], [o6, o7]] = [weave(r2, r6), weave(r3, r7)];
    [o0, o1, o2, o3, o4, o5, o6, o7]
}

/// Deals two cells into one another: `a0 b0 a1 b1 …`.
#[inline(always)]
fn weave(upper: Cell, lower: Cell) -> [Cell; 2] {
    let [a0, a1, a2, a3, a4, a5, a6, a7] = upper;
    let [b0, b1, b2, b3, b4, b5, b6, b7] = lower;
    [[a0, b0, a1, b1, a2, b2, a3, b3], [a4, b4, a5, b5, a6, b6, a7, b7]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transposing_swaps_rows_and_columns() {
        let mut blocks = [EMPTY];
        for (y, cell) in blocks[0].iter_mut().enumerate() {
            for (x, value) in cell.iter_mut().enumerate() {
                *value = f32::from(u8::try_from(y * 8 + x).unwrap());
            }
        }
        let before = blocks[0];
        transpose(&mut blocks);
        for y in 0..LANES {
            for x in 0..LANES {
                assert!((blocks[0][x][y] - before[y][x]).abs() < f32::EPSILON);
            }
        }
    }
}
