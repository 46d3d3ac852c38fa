import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Allowed } from '../../lib/host/wire.gen.ts';
import { Clock } from '../../lib/time/clock.svelte.ts';
import Queues from './Queues.svelte';

const queues = [
  { id: 'q1', name: 'Near matches', waiting: 2, oldest: null },
  { id: 'q2', name: 'Second looks', waiting: 0, oldest: null },
];

function show(favourites: string[], start: Allowed = { may: 'yes' }) {
  const [onstart, onmark] = [vi.fn(), vi.fn()];
  render(Queues, { queues, favourites, start, clock: new Clock(), onstart, onmark });
  return { onstart, onmark };
}

describe('a queue that comes first', () => {
  it('is marked and unmarked by its own button, which says how it stands', async () => {
    const { onstart, onmark } = show(['q2']);
    const marked = screen.getAllByRole('button', { pressed: true });
    expect(marked.map((button) => button.getAttribute('aria-label'))).toEqual([
      'Second looks comes first',
    ]);
    await fireEvent.click(screen.getByRole('button', { name: 'Near matches comes first' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Second looks comes first' }));
    expect(onmark.mock.calls).toEqual([
      ['q1', true],
      ['q2', false],
    ]);
    expect(onstart).not.toHaveBeenCalled();
  });
});

describe('a queue that cannot be reviewed', () => {
  const review = (name: string) => screen.getByRole('button', { name: `Review ${name}` });
  const saidOf = (button: HTMLElement) =>
    (button.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' ');

  it('says why in words that are seen, once for all of them', async () => {
    const { onstart } = show([], { may: 'no', why: { code: 'on_break', until: null } });
    const seen = document.querySelectorAll('section > p');
    expect(seen).toHaveLength(1);
    expect(seen[0]?.textContent).not.toBe('');
    expect(saidOf(review('Near matches'))).toContain(seen[0]?.textContent);
    await fireEvent.click(review('Near matches'));
    expect(onstart).not.toHaveBeenCalled();
  });

  it('says of an empty one alone that nothing waits', async () => {
    const { onstart } = show([]);
    expect(document.querySelectorAll('section > p')).toHaveLength(0);
    expect(saidOf(review('Second looks'))).toContain('nothing waits');
    expect(saidOf(review('Near matches'))).not.toContain('nothing waits');
    await fireEvent.click(review('Second looks'));
    expect(onstart).not.toHaveBeenCalled();
  });
});
