import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type {
  CaseView,
  EntryRecord,
  MatchKind,
  MatchedFrame,
  PairView,
} from '../../lib/host/wire.gen.ts';
import { NOW, caseView, pairView } from '../../testing/views.ts';
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

/** All that is said beside a case, folded or not. */
function beside(part: Partial<CaseView>): string {
  const { container, unmount } = render(Evidence, { view: caseView(part), send: vi.fn() });
  const words = (container.textContent ?? '').replace(/\s+/g, ' ');
  unmount();
  return words;
}

describe('how members have voted on an entry', () => {
  it('is said where its list says so, also where nobody is for it, and not at all otherwise', () => {
    const saying = (votes: PairView['votes']) => beside({ pairs: [pairView({ votes })] });
    expect(saying({ up: 1_200, down: 1 })).toContain('Votes of members 1,200 for, 1 against');
    expect(saying({ up: 0, down: 2 })).toContain('0 for, 2 against');
    expect(saying(null)).not.toMatch(/votes/i);
  });
});

describe('why a case is here', () => {
  it('is one sentence with what of the rule was met', () => {
    const met = { lists: ['Northern'], distance: { from: 0, to: 8 } };
    const words = beside({ came: { by: 'rule', number: 2, met } });
    expect(words).toContain('Here by rule 2: on the list Northern, 0 to 8 bits away');
    expect(beside({ came: { by: 'rule', number: 3, met: {} } })).toContain('Here by rule 3');
    expect(beside({ came: { by: 'list' } })).toContain('its closest list waits here');
    expect(beside({ came: null })).not.toMatch(/here/i);
  });

  it('names no source, only that it was by source', () => {
    const met = { source: true, categories: ['A1'], media: 'animation' as const };
    const words = beside({ came: { by: 'rule', number: 1, met } });
    expect(words).toContain('category A1, from certain sources, an animation');
  });
});

describe('where an entry comes from', () => {
  const of = (part: Partial<PairView>) => beside({ pairs: [pairView(part)] });

  it('is folded away, and names who lists it by which name', async () => {
    const upstream = [{ exchange: 'NCMEC', id: 'entry-17' }, { exchange: 'Another' }];
    const words = of({
      provenance: { from: 'service', service: 'HMA', list: 'csam', number: 4711, upstream },
    });
    for (const part of ['HMA', 'csam', '4,711', 'NCMEC entry-17', 'Another not given'])
      expect(words).toContain(part);
    render(Evidence, {
      view: caseView({ pairs: [pairView({ provenance: { from: 'verdict' } })] }),
      send: vi.fn(),
    });
    const fold = screen.getByRole('button', { name: 'Where the entry comes from' });
    const inside = document.getElementById(fold.getAttribute('aria-controls')!);
    expect(fold.getAttribute('aria-expanded')).toBe('false');
    expect(inside?.hidden).toBe(true);
    expect(inside?.textContent).toContain('a verdict here');
    await fireEvent.click(fold);
    expect(inside?.hidden).toBe(false);
  });

  it('says where the hash is an altered copy’s, and nothing where the hub tells nothing', () => {
    expect(of({ variant: true })).toContain('of an altered copy, confirmed here');
    expect(of({ provenance: { from: 'import', id: 'northern/4711' } })).toContain('northern/4711');
    expect(of({})).not.toContain('Where the entry comes from');
  });

  it('shows no link, whatever an entry is called', () => {
    const provenance = { from: 'import', id: 'https://example.org/a' } as const;
    const { container } = render(Evidence, {
      view: caseView({ pairs: [pairView({ provenance })] }),
      send: vi.fn(),
    });
    expect(container.querySelector('a, img')).toBeNull();
  });
});

describe('what was decided before', () => {
  const none = { confirmed: 0, disputed: 0, different: 0, more: false };
  const of = (record: Partial<EntryRecord>) =>
    beside({ pairs: [pairView({ record: { ...none, ...record } })] });

  it('is told of the entry in one sentence', () => {
    expect(of({ confirmed: 4 })).toContain('Confirmed in 4 other cases, disputed in none');
    expect(of({ confirmed: 1, disputed: 2, different: 3 })).toContain(
      'Confirmed in 1 other case, disputed in 2, another picture in 3',
    );
    expect(of({ different: 20, more: true })).toContain('these are the newest 20.');
    expect(of({})).not.toMatch(/confirmed/i);
  });

  it('is told of the same bytes on every axis, folded away', () => {
    const words = beside({
      seen_before: [
        {
          decided_at: NOW,
          content: 'not_assessed',
          pairs: [
            { list: 'Partners', match: 'same_exact', listing: 'disputes' },
            { match: 'different', listing: 'not_assessed' },
          ],
          reversed: true,
        },
      ],
    });
    for (const part of [
      'Seen before: the same bytes, decided once',
      'Partners: the same picture, should not be listed',
      'A list that is gone: another picture',
      'content not assessed',
      'decided anew after a reversal',
    ])
      expect(words).toContain(part);
    expect(beside({})).not.toContain('Seen before');
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
