import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { FullSizeView, TileState } from '../../lib/host/wire.gen.ts';
import FullSizeGuide from './FullSizeGuide.svelte';

const size = { width_px: 3_000, height_px: 2_000, tile_px: 1_024, columns: 3, rows: 2 };
const part = { left: 0, top: 0, width: 1_500, height: 400 };
const ready: TileState = { is: 'ready', frame: { name: 'n', width_px: 1, height_px: 1 } };

function says(...states: TileState[]): string {
  const tiles = states.map((state, column) => ({ at: { column, row: 0 }, state }));
  const full: FullSizeView = { size, seen_permille: 300, tiles };
  const { unmount } = render(FullSizeGuide, { full, part });
  const text = screen.getByRole('status').textContent ?? '';
  unmount();
  return text;
}

describe('the guide at the full size', () => {
  it('counts the parts in sight that have come, and falls silent when all have', () => {
    expect(says(ready, { is: 'coming' }, { is: 'coming' })).toBe('Loading, 1 of 2 parts are here');
    expect(says(ready, ready, { is: 'coming' })).toBe('');
  });

  it('says as a sentence when a part cannot be drawn', () => {
    expect(says(ready, { is: 'failed' })).toBe(
      'A part could not be drawn. Let go, then ask again.',
    );
  });

  it('draws where one is and nothing of the picture', () => {
    const full: FullSizeView = { size, seen_permille: 300, tiles: [] };
    const { container } = render(FullSizeGuide, { full, part });
    expect(container.querySelectorAll('img, image')).toHaveLength(0);
    expect(container.querySelector('.part')?.getAttribute('width')).toBe('1500');
  });
});
