/**
 * Sliding tiles: a board of numbers with one gap, as a plain value. Silent, without score or clock.
 *
 * Knows no keys and no drawing; chance is handed in.
 */

/** Tiles row by row; 0 is the gap. */
export type Board = readonly number[];

export type Direction = 'up' | 'down' | 'left' | 'right';

export const SIZE = 4;

const DIRECTIONS: readonly Direction[] = ['up', 'down', 'left', 'right'];

/** All in place, the gap last. */
export const SOLVED: Board = [...Array.from({ length: SIZE * SIZE - 1 }, (_, at) => at + 1), 0];

/** The board after a tile slid that way into the gap; the same board where none can. */
export function slide(board: Board, direction: Direction): Board {
  const gap = board.indexOf(0);
  const from = neighbour(gap, direction);
  if (from === undefined) return board;
  return board.map((tile, at) => (at === gap ? (board[from] ?? 0) : at === from ? 0 : tile));
}

/** The board after the tile at this place slid into the gap; the same board where it cannot. */
export function push(board: Board, at: number): Board {
  const gap = board.indexOf(0);
  const way = DIRECTIONS.find((direction) => neighbour(gap, direction) === at);
  return way === undefined ? board : slide(board, way);
}

/** A mixed board that can always be solved, since it was mixed by sliding. */
export function mixed(chance: () => number, slides = 160): Board {
  let board = SOLVED;
  for (let n = 0; n < slides; n += 1) {
    board = slide(board, DIRECTIONS[Math.floor(chance() * DIRECTIONS.length)] ?? 'up');
  }
  return isSolved(board) ? slide(board, 'right') : board;
}

export function isSolved(board: Board): boolean {
  return board.every((tile, at) => tile === SOLVED[at]);
}

/** The place of the tile that would slide this way into the gap. */
function neighbour(gap: number, direction: Direction): number | undefined {
  const [row, column] = [Math.floor(gap / SIZE), gap % SIZE];
  if (direction === 'up') return row < SIZE - 1 ? gap + SIZE : undefined;
  if (direction === 'down') return row > 0 ? gap - SIZE : undefined;
  if (direction === 'left') return column < SIZE - 1 ? gap + 1 : undefined;
  return column > 0 ? gap - 1 : undefined;
}
