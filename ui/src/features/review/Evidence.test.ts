import { render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { MatchKind, MatchedFrame } from '../../lib/host/wire.gen.ts';
import { caseView, pairView } from '../../testing/views.ts';
import Evidence from './Evidence.svelte';
import Ring from './Ring.svelte';

const place = { left: 5_000, top: 0, width: 2_500, height: 5_000 };

function evidenceOf(frame: MatchedFrame | null): string {
  const view = caseView({ pairs: [pairView({ frame })] });
  const { unmount } = render(Evidence, { view, send: vi.fn() });
  const text = screen.getByRole('article').textContent ?? '';
  unmount();
  return text.replace(/\s+/g, ' ');
}

describe('the frame that came near', () => {
  it('is said in words, with what marks it', () => {
    const itself = evidenceOf({ number: 14, of: 60, shown: { place, itself: true } });
    expect(itself).toContain('Frame 14 of 60 came near. The ring on the picture marks it.');
    const alike = evidenceOf({ number: 15, of: 60, shown: { place, itself: false } });
    expect(alike).toContain('marks one that looks like it');
    expect(evidenceOf({ number: 59, of: 60, shown: null })).toContain('No frame on the sheet');
    expect(evidenceOf({ number: 3, of: null, shown: null })).toContain('Frame 3 came near.');
  });

  it('is not spoken of where the picture stands still', () => {
    expect(evidenceOf(null)).not.toMatch(/frame/i);
  });

  it('is ringed at its place, whatever the size of the picture', () => {
    for (const [width_px, height_px] of [
      [400, 300],
      [1_600, 1_200],
    ] as const) {
      const picture = { name: 'n', width_px, height_px };
      const { container, unmount } = render(Ring, { place, picture });
      const ring = container.querySelector('rect.ring');
      const told = ['x', 'y', 'width', 'height'].map((name) => Number(ring?.getAttribute(name)));
      expect(told).toEqual([width_px / 2, 0, width_px / 4, height_px / 2]);
      unmount();
    }
  });
});

describe('the distance', () => {
  function cardOf(kind: MatchKind): string {
    const view = caseView({ pairs: [pairView({ kind })] });
    const { unmount } = render(Evidence, { view, send: vi.fn() });
    const text = screen.getByRole('article').textContent ?? '';
    unmount();
    return text.replace(/\s+/g, ' ');
  }

  it('is shown where it was measured, and where it was not told that is said instead', () => {
    expect(cardOf({ kind: 'near', distance: 12 })).toContain('12 of 31 bits differ');
    const untold = cardOf({ kind: 'said_near' });
    expect(untold).toContain('Near');
    expect(untold).toContain('Shield says near and tells no distance.');
    expect(untold).not.toMatch(/bits differ/);
    expect(cardOf({ kind: 'exact' })).not.toMatch(/distance|bits differ/i);
  });
});
