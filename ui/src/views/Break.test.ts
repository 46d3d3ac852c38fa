import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BreakView, Intent } from '../lib/host/wire.gen.ts';
import { Keyboard } from '../lib/keys/keyboard.ts';
import { Clock } from '../lib/time/clock.svelte.ts';
import { NOW, team } from '../testing/views.ts';
import Break from './Break.svelte';

const MINUTE = 60_000;
const due: BreakView = { until: NOW + 10 * MINUTE, since: NOW, may_end: false, team };
const chosen: BreakView = { until: null, since: NOW - 3 * MINUTE, may_end: true, team };

describe('the break', () => {
  let sent: Intent[];
  let passed: number;
  let clock: Clock;
  let keyboard: Keyboard;
  const onsupport = vi.fn();

  beforeEach(() => {
    [sent, passed] = [[], 0];
    clock = new Clock(() => passed);
    clock.sync(NOW);
    keyboard = new Keyboard();
    onsupport.mockClear();
  });

  function open(view: BreakView) {
    const send = (intent: Intent) => void sent.push(intent);
    return render(Break, { view, clock, keyboard, send, onsupport });
  }
  async function pass(ms: number) {
    passed += ms;
    clock.tick();
    await Promise.resolve();
  }
  const end = () => screen.getByRole('button', { name: /^End break/ });
  const timer = () => screen.getByRole('timer').textContent;
  const press = async (key: string) => {
    const press = { code: key, key, shiftKey: false, ctrlKey: false, altKey: false };
    const event = {
      ...press,
      metaKey: false,
      target: null,
      repeat: false,
      preventDefault: vi.fn(),
    };
    keyboard.press(event);
    keyboard.release({ code: key });
    await Promise.resolve();
  };

  it('that is due says so, counts down, and is not ended by its button, also with no time left', async () => {
    open(due);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Time to rest');
    expect(timer()).toBe('10:00');
    for (const wait of [0, 4 * MINUTE, 6 * MINUTE]) {
      await pass(wait);
      await fireEvent.click(end());
      expect(end().getAttribute('aria-disabled')).toBe('true');
    }
    expect(timer()).toBe('0:00');
    expect(sent).toEqual([]);
    const why = document.getElementById(end().getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toContain('runs to its end');
  });

  it('that is due tells what the team has achieved, and nothing of one alone', () => {
    open(due);
    const over = screen.getByRole('region', { name: 'A block is over' });
    const told = within(over).getAllByRole('listitem');
    expect(told.map((item) => item.querySelector('strong')?.textContent)).toEqual([
      '9,310',
      '1,284',
      '2,071',
    ]);
  });

  it('that one chose counts up and ends by its button', async () => {
    open(chosen);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Your break');
    expect(timer()).toBe('3:00');
    await pass(MINUTE);
    expect(timer()).toBe('4:00');
    expect(screen.queryByRole('region', { name: 'A block is over' })).toBeNull();
    await fireEvent.click(end());
    expect(sent).toEqual([{ intent: 'end_break' }]);
  });

  it('paces a breath around the time, and says that it need not be followed', () => {
    const { container } = open(due);
    const pacer = container.querySelector('.pacer .pacer')!;
    expect(pacer.contains(screen.getByRole('timer'))).toBe(true);
    expect(pacer.querySelectorAll('.ring')).toHaveLength(3);
    expect(pacer.textContent).toContain('if you like');
  });

  it('has three cards of what does one good, until the tiles are wanted', async () => {
    open(due);
    const cards = ['Look far', 'Water', 'Stretch'];
    for (const card of cards) expect(screen.getByText(card).tagName).toBe('STRONG');
    await fireEvent.click(screen.getByRole('button', { name: 'Sliding tiles' }));
    for (const card of cards) expect(screen.queryByText(card)).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Put the tiles away' }));
    for (const card of cards) expect(screen.getByText(card)).toBeTruthy();
  });

  const board = () =>
    [...screen.getByRole('group', { name: 'Sliding tiles' }).children].map((tile) =>
      Number(tile.textContent),
    );

  it('moves the tiles by arrows and by pointer, without a score, and forgets the keys with them', async () => {
    // Mixed by two slides, there and back: the gap is where it was, so the board is one slide off.
    vi.spyOn(Math, 'random').mockReturnValue(0.99);
    open(due);
    await fireEvent.click(screen.getByRole('button', { name: 'Sliding tiles' }));
    const before = board();
    expect([...before].sort((a, b) => a - b)).toEqual([...Array(16).keys()]);
    const gap = before.indexOf(0);
    const tile = before[gap % 4 < 3 ? gap + 1 : gap - 1]!;
    await fireEvent.click(screen.getByRole('button', { name: `Tile ${tile}` }));
    const pushed = board();
    expect([pushed[gap], before.indexOf(tile)]).toEqual([tile, pushed.indexOf(0)]);
    await press(gap % 4 < 3 ? 'ArrowRight' : 'ArrowLeft');
    expect(board()).toEqual(before);
    expect(document.body.textContent).toContain('No score, no clock.');
    await fireEvent.click(screen.getByRole('button', { name: 'Put the tiles away' }));
    expect(keyboard.live().size).toBe(0);
    expect(sent).toEqual([]);
  });

  it('has whom one can turn to beside its end', async () => {
    open(due);
    await fireEvent.click(screen.getByRole('button', { name: /^Support/ }));
    expect(onsupport).toHaveBeenCalledOnce();
  });
});
