import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { Keyboard } from '../../lib/keys/keyboard.ts';
import { Clock } from '../../lib/time/clock.svelte.ts';
import { NOW, queueInfo } from '../../testing/views.ts';
import Board from './Board.svelte';

const KINDS = ['Matches', 'Animations', 'Écrans'];
const many = (n: number) =>
  Array.from({ length: n }, (_, at) => ({
    ...queueInfo,
    id: `q${at}`,
    name: `${KINDS[at % KINDS.length]} ${at}`,
    lists: at === 4 ? ['Northern partners'] : [],
  }));

function open(n: number) {
  const clock = new Clock();
  clock.sync(NOW);
  const keyboard = new Keyboard();
  const onsetup = vi.fn();
  const directory = { people: [], sources: [], lists: [] };
  const more = { oncases: vi.fn(), onflow: vi.fn(), onsetup };
  render(Board, { queues: many(n), directory, clock, keyboard, ...more });
  return { keyboard, onsetup };
}
const field = () => screen.getByLabelText('Find a queue');
const type = (value: string) => fireEvent.input(field(), { target: { value } });
const names = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('strong')?.textContent);

describe('the board of queues', () => {
  it('leaves those that have what is typed in their name or their lists, and says how many', async () => {
    open(200);
    expect(screen.getByRole('status').textContent).toBe('200 of 200 queues');
    await type('ecrans 11');
    await vi.waitFor(() =>
      expect(names()).toEqual([
        'Écrans 11',
        'Écrans 110',
        'Écrans 113',
        'Écrans 116',
        'Écrans 119',
      ]),
    );
    expect(screen.getByRole('status').textContent).toBe('5 of 200 queues');
    await type('northern');
    await vi.waitFor(() => expect(names()).toEqual(['Animations 4']));
  });

  it('says that none has it, and shows all again', async () => {
    open(30);
    await type('nowhere');
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByRole('status').textContent).toBe('0 of 30 queues');
    await fireEvent.click(screen.getByRole('button', { name: 'Show all queues' }));
    expect(screen.getByRole('status').textContent).toBe('30 of 30 queues');
    expect(screen.getByRole('table')).toBeTruthy();
  });

  it('has the field by its key', async () => {
    const { keyboard } = open(9);
    await vi.waitFor(() => expect(keyboard.live().get('filters')).toBeDefined());
    keyboard.live().get('filters')?.down();
    expect(document.activeElement).toBe(field());
  });

  it('has no field where a few are seen at once, and no key for it', () => {
    const { keyboard } = open(8);
    expect(screen.queryByLabelText('Find a queue')).toBeNull();
    expect(keyboard.live().get('filters')).toBeUndefined();
  });
});
