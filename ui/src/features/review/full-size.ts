/**
 * Where the parts of a picture lie when it is shown in its full size. Plain arithmetic: knows no DOM, no
 * keys and no limits.
 */
import type { FullSize, Part, Tile } from '../../lib/host/wire.gen.ts';
import type { Direction } from './lens.ts';

/** A window onto the picture, in CSS px. */
export interface Box {
  width: number;
  height: number;
}

/** A place in the picture, in px of its full size. */
export interface Point {
  x: number;
  y: number;
}

/** One press of an arrow, as a share of what the window shows: what was seen stays half in sight. */
const STEP = 0.5;

const WAYS: Record<Direction, Point> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** CSS px for a px of the picture: one on one of the screen's, more where it would not fill the window. */
export function scaleFor(size: FullSize, box: Box, pixelRatio: number): number {
  const fit = Math.min(box.width / size.width_px, box.height / size.height_px);
  return Math.max(1 / pixelRatio, fit);
}

/** The nearest middle at which the window shows nothing beside the picture, where it can. */
export function clamped(at: Point, size: FullSize, box: Box, scale: number): Point {
  const along = (from: number, whole: number, length: number) => {
    const half = Math.min(length / scale, whole) / 2;
    return Math.min(whole - half, Math.max(half, from));
  };
  return {
    x: along(at.x, size.width_px, box.width),
    y: along(at.y, size.height_px, box.height),
  };
}

/** The middle after one press of an arrow. */
export function stepped(at: Point, way: Direction, box: Box, scale: number): Point {
  const { x, y } = WAYS[way];
  return {
    x: at.x + (x * STEP * box.width) / scale,
    y: at.y + (y * STEP * box.height) / scale,
  };
}

/** The part of the picture in the window, in whole px that hold all of it. */
export function partAt(at: Point, size: FullSize, box: Box, scale: number): Part {
  const along = (middle: number, whole: number, length: number) => {
    const half = Math.min(length / scale, whole) / 2;
    const from = Math.max(0, Math.floor(middle - half));
    return [from, Math.min(whole, Math.ceil(middle + half)) - from] as const;
  };
  const [left, width] = along(at.x, size.width_px, box.width);
  const [top, height] = along(at.y, size.height_px, box.height);
  return { left, top, width, height };
}

/** Left, top, width and height of a tile, in px of the full size. */
export function tileBox(size: FullSize, { column, row }: Tile): Part {
  const [left, top] = [column * size.tile_px, row * size.tile_px];
  return {
    left,
    top,
    width: Math.min(size.tile_px, size.width_px - left),
    height: Math.min(size.tile_px, size.height_px - top),
  };
}

/** Whether a tile has any of a part. */
export function touches(size: FullSize, tile: Tile, part: Part): boolean {
  const box = tileBox(size, tile);
  const over = (a: number, length: number, b: number, other: number) =>
    a < b + other && b < a + length;
  return (
    over(box.left, box.width, part.left, part.width) &&
    over(box.top, box.height, part.top, part.height)
  );
}

/** Tells parts apart by the tiles they touch: only another set of them is worth telling the desk. */
export function tilesUnder(size: FullSize, part: Part): string {
  const along = (from: number, length: number) => [
    Math.floor(from / size.tile_px),
    Math.floor((from + Math.max(1, length) - 1) / size.tile_px),
  ];
  return [...along(part.left, part.width), ...along(part.top, part.height)].join(' ');
}
