import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { Clock } from '../../lib/time/clock.svelte.ts';
import Queues from './Queues.svelte';

const queues = [
  { id: 'q1', name: 'Near matches', waiting: 2, oldest: null },
  { id: 'q2', name: 'Second looks', waiting: 0, oldest: null },
];

function show(favourites: string[]) {
  const [onstart, onmark] = [vi.fn(), vi.fn()];
  const start = { may: 'yes' } as const;
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
