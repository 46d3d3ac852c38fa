import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import type { HistoryView, Intent, OwnVerdict } from '../../lib/host/wire.gen.ts';
import { Keyboard } from '../../lib/keys/keyboard.ts';
import { Clock } from '../../lib/time/clock.svelte.ts';
import { NOW, ownVerdict } from '../../testing/views.ts';
import History from '../../views/History.svelte';
import { midnight, typed } from './days.ts';
import { EVERYTHING, fateOf } from './told.ts';

const verdicts: OwnVerdict[] = [
  ownVerdict({ fate: 'in_grace', grace_ends: NOW + 42_000 }),
  ownVerdict({ verdict_id: 'v2', stage: 'settle', fate: 'overruled' }),
  ownVerdict({ verdict_id: 'v3', fate: 'reversed', without_look: true }),
];

const list: HistoryView = {
  filter: EVERYTHING,
  verdicts,
  newer: 0,
  older: true,
  queues: [{ id: 'q1', name: 'Near matches' }],
  reading: 'answered',
  saving: null,
  exported: null,
};

function open(part: Partial<HistoryView> = {}) {
  const send = vi.fn<(intent: Intent) => void>();
  const clock = new Clock();
  clock.sync(NOW);
  const keyboard = new Keyboard();
  const { container } = render(History, { view: { ...list, ...part }, clock, keyboard, send });
  const press = (key: string, code = key) => {
    const target = document.activeElement;
    const bare = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false };
    keyboard.press({ ...bare, key, code, target, preventDefault: () => {} });
    keyboard.release({ code });
  };
  const acts = () => send.mock.calls.map(([intent]) => 'act' in intent && intent.act);
  return { acts, press, container };
}

const rows = () => screen.getAllByRole('row').slice(1);

describe('one’s own history', () => {
  it('says of each verdict what was said, of what, how clearly it was seen, and what became of it', () => {
    open();
    const [first, second, third] = rows();
    for (const part of ['Near matches', 'Northern partners: 12 bits apart', 'Grey (5)', '0:42'])
      expect(first?.textContent).toContain(part);
    expect(second?.textContent).toContain('settled by you');
    expect(second?.textContent).toContain('Decided otherwise');
    expect(third?.textContent).toContain('as it rests');
    expect(third?.textContent).toContain('Reversed by a lead');
    expect(document.querySelector('img, canvas')).toBeNull();
  });

  it('takes back what still can be, and offers nothing of the kind anywhere else', async () => {
    const { acts, press } = open();
    const buttons = rows().map((row) => within(row).queryAllByRole('button').length);
    expect(buttons).toEqual([1, 0, 0]);
    await fireEvent.click(screen.getByRole('button', { name: /^Take back what you said/ }));
    press('ArrowDown');
    press('z', 'KeyZ');
    press('ArrowDown');
    press('z', 'KeyZ');
    const back = { does: 'take_back', verdict: 'v1' };
    expect(acts()).toEqual([back, back]);
    expect(fateOf(verdicts[0]!, { now: NOW + 42_000 })).toBe('stands');
  });

  it('goes through the rows by the arrows, and beyond the last one to the next page', () => {
    const { acts, press } = open();
    for (let at = 0; at < 3; at += 1) press('ArrowDown');
    expect(document.activeElement).toBe(rows()[2]);
    press('ArrowUp');
    expect(document.activeElement).toBe(rows()[1]);
    press('ArrowDown');
    press('ArrowDown');
    expect(acts()).toEqual([{ does: 'older' }]);
  });

  it('brings a long page over some frames, and goes to the next one only from its last row', async () => {
    const many = Array.from({ length: 30 }, (_, at) => ownVerdict({ verdict_id: `v${at}` }));
    const { acts, press } = open({ verdicts: many });
    const table = screen.getByRole('table');
    const drawn = rows().length;
    expect(drawn).toBeLessThan(30);
    expect(table.getAttribute('aria-busy')).toBe('true');
    for (let at = 0; at <= drawn; at += 1) press('ArrowDown');
    const last = rows().at(-1);
    expect([document.activeElement, acts()]).toEqual([last, []]);
    await vi.waitFor(() => expect(rows()).toHaveLength(30));
    expect(table.hasAttribute('aria-busy')).toBe(false);
    expect(document.activeElement).toBe(last);
    for (let at = drawn; at <= 30; at += 1) press('ArrowDown');
    expect(acts()).toEqual([{ does: 'older' }]);
  });

  it('goes to the filters by its key, and filters by all of them together', async () => {
    const filter = { ...EVERYTHING, content: 'abusive' as const };
    const { acts, press } = open({ filter });
    press('/', 'Slash');
    const from = screen.getByRole('textbox', { name: 'From' });
    expect(document.activeElement).toBe(from);
    await fireEvent.input(from, { target: { value: '2026-11' } });
    await fireEvent.input(from, { target: { value: '2026-11-26' } });
    await fireEvent.change(screen.getByRole('combobox', { name: 'How it was decided' }), {
      target: { value: 'without' },
    });
    await fireEvent.change(screen.getByRole('combobox', { name: 'Queue' }), {
      target: { value: 'q1' },
    });
    expect(acts()).toEqual([
      { does: 'filter', filter: { ...filter, from: new Date(2026, 10, 26).getTime() } },
      { does: 'filter', filter: { ...filter, without_look: true } },
      { does: 'filter', filter: { ...filter, queue: 'q1' } },
    ]);
    await fireEvent.click(screen.getByRole('button', { name: 'Show all again' }));
    expect(acts().at(-1)).toEqual({ does: 'filter', filter: EVERYTHING });
  });

  it('says what there is to say without rows, each with a way on', async () => {
    open({ verdicts: [], older: false });
    expect(screen.getByText('You have decided no case yet.')).toBeTruthy();
    open({ verdicts: [], older: false, filter: { ...EVERYTHING, fate: 'reversed' } });
    expect(screen.getByText('No verdict of yours fits these filters.')).toBeTruthy();
    open({ verdicts: [], older: false, reading: 'asked' });
    expect(screen.getByText('Asking the hub')).toBeTruthy();
    const { acts } = open({ verdicts: [], older: false, reading: 'failed' });
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(acts()).toEqual([{ does: 'again' }]);
  });

  it('saves what the filters let through, says how far it is, and can be stopped', async () => {
    const first = open();
    await fireEvent.click(screen.getByRole('button', { name: /CSV/ }));
    expect(first.acts()).toEqual([{ does: 'save' }]);
    cleanup();
    const { acts } = open({ saving: 1_400, exported: { is: 'under_way' } });
    expect(screen.getByText('1,400 verdicts fetched so far')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: /CSV/ }));
    await fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(acts()).toEqual([{ does: 'stop_saving' }]);
  });

  it('has no fault that axe knows of', async () => {
    const { container } = open();
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('a day that is typed', () => {
  it('is a midnight of this clock, and the day that was meant when it is written out again', () => {
    expect(midnight('')).toBeNull();
    for (const no of ['26.11.2026', '2026-13-01', '2026-02-30', '2026', 'today'])
      expect(midnight(no)).toBeUndefined();
    expect(midnight('2026-11-30', 1)).toBe(new Date(2026, 11, 1).getTime());
    expect(typed(midnight('2026-1-5') ?? null)).toBe('2026-01-05');
    expect(typed(null)).toBe('');
  });
});
