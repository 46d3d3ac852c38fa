import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Allowed } from '../../lib/host/wire.gen.ts';
import { hostOf } from '../../testing/host.ts';
import { keyBook } from '../../lib/keys/book.svelte.ts';
import { caseView, ladder } from '../../testing/views.ts';
import Ladder from './Ladder.svelte';
import { Sight } from './sight.svelte.ts';

function drawn(full_size: Allowed, steps = ladder()) {
  const host = hostOf();
  const sight = new Sight({ host, send: (intent) => void host.intend(intent) });
  const { unmount } = render(Ladder, { view: caseView({ full_size, ladder: steps }), sight });
  const step = screen.getByRole('button', { name: 'Full size' });
  return { host, sight, step, unmount };
}

describe('the ladder', () => {
  it('offers the full size above colour by a key of its own, once colour was seen', () => {
    const { host, step } = drawn({ may: 'yes' });
    expect(screen.getAllByRole('button')[0]).toBe(step);
    expect(step.querySelector('kbd')?.textContent).toBe('F');
    step.click();
    expect(host.said).toEqual([{ intent: 'toggle_full_size' }]);
  });

  it('says why where it is not to be had, and asks nobody', () => {
    const reasons: [Allowed, RegExp][] = [
      [{ may: 'no', why: { code: 'colour_first' } }, /Look in colour \(6\) first/],
      [{ may: 'no', why: { code: 'not_kept', what: 'full_size' } }, /before full sizes were kept/],
      [{ may: 'no', why: { code: 'animated' } }, /sheet of its frames/],
    ];
    for (const [allowed, sentence] of reasons) {
      const { host, step, unmount } = drawn(allowed);
      expect(step.title).toMatch(sentence);
      expect(step.getAttribute('aria-disabled')).toBe('true');
      step.click();
      expect(host.said).toEqual([]);
      unmount();
    }
  });

  it('shows the key of every rung beside it, also one of somebody’s own', () => {
    const keys = () => {
      const { unmount } = drawn({ may: 'yes' });
      const steps = screen.getAllByRole('button').map((step) => {
        const name = step.querySelector('.name')?.textContent;
        return [name, step.querySelector('kbd')?.textContent];
      });
      unmount();
      return Object.fromEntries(steps) as Record<string, string>;
    };
    const rungs = ['Label', 'Heavy veil', 'Light veil', 'Outline', 'Lens', 'Grey', 'Colour'];
    const usual = Object.fromEntries(rungs.map((name, rung) => [name, `${rung}`]));
    expect(keys()).toMatchObject({ ...usual, 'Full size': 'F' });
    keyBook.take({ look_grey: 'G' });
    expect(keys()).toMatchObject({ ...usual, Grey: 'G' });
    keyBook.take({});
  });

  it('says of a case from before that no outline was kept', () => {
    const steps = ladder().map((step) =>
      step.rung === 3
        ? {
            rung: step.rung,
            allowed: { may: 'no', why: { code: 'not_kept', what: 'outline' } } as const,
          }
        : step,
    );
    drawn({ may: 'yes' }, steps);
    const outline = screen.getByRole('button', { name: 'Outline' });
    expect(outline.title).toBe(
      'This case was taken in before outlines were kept. Look in grey instead.',
    );
  });
});
