import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskView, FrameView, ShownView } from '../../lib/host/wire.gen.ts';
import { hostOf, type TestHost } from '../../testing/host.ts';
import { NOW, caseView, deskView, reviewView } from '../../testing/views.ts';
import { Sight } from './sight.svelte.ts';

const frame = (name: string): FrameView => ({ name, width_px: 40, height_px: 30 });
const at = (rung: ShownView['rung'], name: string, part: Partial<ShownView> = {}): ShownView => ({
  ...caseView().shown,
  rung,
  frame: frame(name),
  ...part,
});

function view(revision: number, shown: ShownView): DeskView {
  const review = reviewView({ case: caseView({ shown }) });
  return deskView({ revision, screen: { at: 'review', ...review } });
}

describe('sight at the full size', () => {
  let host: TestHost;
  let sight: Sight;
  let holder: HTMLElement;
  const said = () => host.said.map((intent) => intent.intent);

  beforeEach(() => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue(undefined);
    host = hostOf();
    holder = document.body.appendChild(document.createElement('div'));
    const send = (intent: Parameters<TestHost['intend']>[0]) => void host.intend(intent);
    sight = new Sight({ host, send, afterFrame: (then) => then() });
    sight.easel.attach(holder);
  });
  afterEach(() => {
    sight.hide();
    holder.remove();
  });

  async function hear(next: DeskView) {
    sight.hear(next);
    await new Promise((resolve) => setTimeout(resolve));
  }

  const size = { width_px: 3_000, height_px: 2_000, tile_px: 1_024, columns: 3, rows: 2 };
  const tile = (name: string) => ({
    at: { column: 0, row: 0 },
    state: { is: 'ready' as const, frame: frame(name) },
  });
  const full = (tiles: string[]) =>
    at(6, 'whole', {
      until: NOW + 10_000,
      full_size: { size, seen_permille: 170, tiles: tiles.map(tile) },
    });
  const names = () => [...holder.querySelectorAll('img')].map((img) => img.src.split('/').at(-1));

  it('lays the tiles over the picture and tells which part is in the window', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.hold('F', 'full_size');
    await hear(view(2, full([])));
    await hear(view(3, full(['tile-1'])));
    expect(names()).toEqual(['whole', 'tile-1']);
    expect(said()).toEqual(['hold_full_size', 'show_part']);
    expect(host.painted.map(({ frame }) => frame)).toEqual(['rest', 'whole']);
  });

  it('takes all of it off before the desk hears of it, and lets go of its pixels', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.hold('F', 'full_size');
    await hear(view(2, full(['tile-1', 'tile-2'])));
    const tiles = holder.querySelectorAll('img');
    expect(tiles).toHaveLength(3);
    let left = -1;
    const intend = host.intend.bind(host);
    host.intend = (intent) => {
      left = holder.querySelectorAll('img').length;
      return intend(intent);
    };
    sight.letGo('F');
    expect(left).toBe(0);
    expect(tiles[1]?.hasAttribute('src')).toBe(false);
    await hear(view(3, full(['tile-1', 'tile-2', 'tile-3'])));
    expect(names()).toEqual([]);
    expect(sight.part).toBeNull();
  });

  it('shows none of it by a wish for colour, behind the curtain or away', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.hold('6', 6);
    await hear(view(2, full(['tile-1'])));
    expect(names()).toEqual([]);
    sight.letGo('6');
    for (const hide of [() => sight.leave(), () => sight.drop()]) {
      sight.hold('F', 'full_size');
      hide();
      await hear(view(3, full(['tile-1'])));
      expect(names()).toEqual([]);
    }
  });

  it('is not what the space bar shows again', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.press(5);
    sight.press('full_size');
    expect(sight.chosen).toBe(5);
  });
});
