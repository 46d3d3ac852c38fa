import { describe, expect, it } from 'vitest';
import { SIZE, SOLVED, isSolved, mixed, push, slide, type Direction } from './tiles.ts';

/** A repeatable chance. */
function chance(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Half of all boards cannot be solved: the parity of inversions and of the gap's row decides. */
function canBeSolved(board: readonly number[]): boolean {
  const tiles = board.filter((tile) => tile !== 0);
  const inversions = tiles.flatMap((a, at) => tiles.slice(at + 1).filter((b) => a > b)).length;
  const gapRowFromBelow = SIZE - Math.floor(board.indexOf(0) / SIZE);
  return (inversions + gapRowFromBelow) % 2 === 1;
}

describe('sliding tiles', () => {
  it('slides a tile into the gap and back', () => {
    const slid = slide(SOLVED, 'right');
    expect(slid.slice(-2)).toEqual([0, 15]);
    expect(slide(slid, 'left')).toEqual(SOLVED);
  });

  it('does nothing at an edge', () => {
    expect(slide(SOLVED, 'up')).toBe(SOLVED);
    expect(slide(SOLVED, 'left')).toBe(SOLVED);
  });

  it('never wraps from one row to the next', () => {
    const board = [1, 2, 3, 4, 0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    expect(slide(board, 'right')).toBe(board);
  });

  it('pushes only a tile beside the gap', () => {
    expect(push(SOLVED, 14)).toEqual(slide(SOLVED, 'right'));
    expect(push(SOLVED, 0)).toBe(SOLVED);
  });

  it('mixes to boards that are whole, not solved, and can be solved', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const board = mixed(chance(seed));
      expect([...board].sort((a, b) => a - b)).toEqual([...SOLVED].sort((a, b) => a - b));
      expect(isSolved(board)).toBe(false);
      expect(canBeSolved(board)).toBe(true);
    }
  });

  it('undoes every slide by its opposite', () => {
    const opposite: Record<Direction, Direction> = {
      up: 'down',
      down: 'up',
      left: 'right',
      right: 'left',
    };
    const board = mixed(chance(7));
    for (const way of Object.keys(opposite) as Direction[]) {
      const slid = slide(board, way);
      if (slid !== board) expect(slide(slid, opposite[way])).toEqual(board);
    }
  });
});
