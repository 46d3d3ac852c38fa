import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FullSize, Part, TileView } from '../../lib/host/wire.gen.ts';
import { Pane } from './pane.ts';
import { FrameShelf } from './shelf.ts';

const SIZE: FullSize = { width_px: 3_000, height_px: 2_000, tile_px: 1_024, columns: 3, rows: 2 };

const tile = (column: number, row: number, name: string): TileView => ({
  at: { column, row },
  state: { is: 'ready', frame: { name, width_px: 1_024, height_px: 1_024 } },
});

describe('the pane', () => {
  let pane: Pane;
  let told: Part[];
  let moved: (Part | null)[];
  let fetched: string[];
  let shelf: FrameShelf;
  let clip: HTMLElement;
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const take = (name: string) => shelf.take(name);
  const tiles = () => clip.querySelectorAll<HTMLElement>('img.tile');
  const plane = () => clip.firstElementChild as HTMLElement;

  beforeEach(() => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue(undefined);
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue({
      width: 700,
      height: 400,
    } as DOMRect);
    [told, moved, fetched] = [[], [], []];
    shelf = new FrameShelf((name) => {
      fetched.push(name);
      return `about:blank#${name}`;
    });
    pane = new Pane({ onPart: (part) => told.push(part), onMoved: (part) => moved.push(part) });
    open();
  });
  afterEach(() => vi.restoreAllMocks());

  function open() {
    clip = pane.lay(shelf.take('whole').element, SIZE);
    document.body.append(clip);
    pane.settle();
  }

  it('lays the picture out enlarged, its middle in the window, and says which part that is', () => {
    expect(plane().style.width).toBe('3000px');
    expect([plane().style.left, plane().style.top]).toEqual(['-1150px', '-800px']);
    expect(told).toEqual([{ left: 1_150, top: 800, width: 700, height: 400 }]);
  });

  it('puts each tile in its place once it has come, and fetches it once', async () => {
    pane.draw([tile(1, 1, 'a'), { at: { column: 1, row: 0 }, state: { is: 'coming' } }], take);
    pane.draw([tile(1, 1, 'a')], take);
    await settled();
    expect(fetched).toEqual(['whole', 'a']);
    expect(tiles()).toHaveLength(1);
    expect([tiles()[0]?.style.left, tiles()[0]?.style.height]).toEqual(['1024px', '976px']);
  });

  it('moves by arrows and by dragging, and tells the desk only of other tiles', () => {
    pane.step('right');
    expect(moved.at(-1)).toEqual({ left: 1_500, top: 800, width: 700, height: 400 });
    expect(told).toHaveLength(2);
    pane.dragBy(-10, 0);
    expect(moved.at(-1)?.left).toBe(1_510);
    expect(told).toHaveLength(2);
    for (let steps = 0; steps < 9; steps += 1) pane.step('left');
    expect(moved.at(-1)?.left).toBe(0);
  });

  it('lets nothing stay when it is closed, nor come up afterwards', async () => {
    pane.draw([tile(1, 1, 'a')], take);
    pane.close();
    await settled();
    expect(clip.querySelector('img')).toBeNull();
    expect(moved.at(-1)).toBeNull();
    pane.step('left');
    pane.draw([tile(0, 0, 'b')], take);
    expect([told.length, fetched]).toEqual([1, ['whole', 'a']]);
  });

  it('comes back to where one looked in the same case, and to the middle of the next', () => {
    pane.step('right');
    pane.close();
    open();
    expect(moved.at(-1)?.left).toBe(1_500);
    pane.forget();
    open();
    expect(moved.at(-1)?.left).toBe(1_150);
  });
});
