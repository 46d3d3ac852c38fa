import { describe, expect, it } from 'vitest';
import type { FullSize } from '../../lib/host/wire.gen.ts';
import { clamped, partAt, scaleFor, stepped, tileBox, tilesUnder, touches } from './full-size.ts';

const SIZE: FullSize = { width_px: 4_000, height_px: 3_000, tile_px: 1_024, columns: 4, rows: 3 };
const BOX = { width: 700, height: 400 };

describe('the full size', () => {
  it('shows one px of the picture on one of the screen, and a small picture as large as it can', () => {
    expect(scaleFor(SIZE, BOX, 1)).toBe(1);
    expect(scaleFor(SIZE, BOX, 2)).toBe(0.5);
    expect(scaleFor({ ...SIZE, width_px: 350, height_px: 200 }, BOX, 1)).toBe(2);
  });

  it('shows nothing beside the picture, wherever one goes', () => {
    expect(clamped({ x: -50, y: 9_000 }, SIZE, BOX, 1)).toEqual({ x: 350, y: 2_800 });
    const narrow = { ...SIZE, width_px: 200 };
    expect(clamped({ x: 0, y: 1_500 }, narrow, BOX, 1)).toEqual({ x: 100, y: 1_500 });
  });

  it('goes half a window by one arrow, so that what was seen stays in sight', () => {
    expect(stepped({ x: 1_000, y: 1_000 }, 'right', BOX, 1)).toEqual({ x: 1_350, y: 1_000 });
    expect(stepped({ x: 1_000, y: 1_000 }, 'up', BOX, 0.5)).toEqual({ x: 1_000, y: 600 });
  });

  it('tells the part in the window in whole px that hold all of it', () => {
    const part = partAt({ x: 350.5, y: 200 }, SIZE, BOX, 1);
    expect(part).toEqual({ left: 0, top: 0, width: 701, height: 400 });
    const whole = partAt({ x: 100, y: 100 }, { ...SIZE, width_px: 200, height_px: 200 }, BOX, 2);
    expect(whole).toEqual({ left: 0, top: 0, width: 200, height: 200 });
  });

  it('knows where a tile lies, also the smaller ones at the edge', () => {
    expect(tileBox(SIZE, { column: 3, row: 2 })).toEqual({
      left: 3_072,
      top: 2_048,
      width: 928,
      height: 952,
    });
  });

  it('tells parts apart by the tiles under them and by nothing else', () => {
    const part = { left: 900, top: 0, width: 700, height: 400 };
    expect(tilesUnder(SIZE, part)).toBe(tilesUnder(SIZE, { ...part, left: 800 }));
    expect(tilesUnder(SIZE, part)).not.toBe(tilesUnder(SIZE, { ...part, left: 1_100 }));
    expect(touches(SIZE, { column: 1, row: 0 }, part)).toBe(true);
    expect(touches(SIZE, { column: 2, row: 0 }, part)).toBe(false);
  });
});
