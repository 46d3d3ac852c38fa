import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../../App.svelte';
import type { DeskView, HomeView, Screen } from '../../lib/host/wire.gen.ts';
import { hostOf, type TestHost } from '../../testing/host.ts';
import {
  NOW,
  appearance,
  block,
  caseView,
  deskView,
  queueInfo,
  reviewView,
  settings,
  team,
} from '../../testing/views.ts';
import { caseOf } from './places.ts';

const CASE = '0193f2c0-0000-7000-8000-00004c1e81f2';

const home: HomeView = {
  name: 'Robin',
  role: 'lead',
  queues: [
    { id: 'q1', name: 'Near matches', waiting: 2, oldest: NOW - 60_000 },
    { id: 'q2', name: 'Second looks', waiting: 0, oldest: null },
  ],
  favourites: [],
  handed: [],
  block,
  reviewing_today_ms: 0,
  team,
  start: { may: 'yes' },
  unreadable: null,
  manages_queues: true,
  sets_limits: false,
  oversees: false,
  administers: false,
};
const atHome = (part: Partial<HomeView> = {}): Screen => ({ at: 'home', ...home, ...part });

async function open(view: Partial<DeskView>): Promise<TestHost> {
  const host = hostOf(deskView(view));
  render(App, { host });
  await waitFor(() => screen.getByRole('main'));
  return host;
}

const key = (code: string, value: string, more: object = {}) => ({ code, key: value, ...more });
async function press(code: string, value: string, more: object = {}) {
  const on = document.activeElement ?? window;
  await fireEvent.keyDown(on, key(code, value, more));
  await fireEvent.keyUp(on, key(code, value, more));
}
const find = () => press('KeyK', 'k', { ctrlKey: true });
const field = () => within(screen.getByRole('dialog')).getByRole('combobox');
const options = () => within(screen.getByRole('listbox')).queryAllByRole('option');
const named = (name: RegExp) => options().find(({ textContent }) => name.test(textContent));
const type = (typed: string) => fireEvent.input(field(), { target: { value: typed } });

describe('the palette', () => {
  beforeEach(() => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue(undefined);
  });

  it('opens by its key, lists what can be done with its key, and does it', async () => {
    const host = await open({ screen: atHome() });
    await find();
    expect(named(/^Break now/)?.textContent).toContain('B');
    await type('brk');
    await press('Enter', 'Enter');
    expect(host.said).toEqual([{ intent: 'break_now' }]);
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('finds queues, says why one cannot be taken from, and does nothing then', async () => {
    const host = await open({ screen: atHome() });
    await find();
    await type('second');
    expect(named(/Second looks/)?.getAttribute('aria-disabled')).toBe('true');
    expect(named(/Second looks/)?.textContent).toContain('Nothing waits in this queue.');
    await press('Enter', 'Enter');
    expect(host.said).toEqual([]);
    await type('near');
    await press('Enter', 'Enter');
    expect(host.said).toEqual([{ intent: 'start_review', queue: 'q1' }]);
  });

  it('opens a case by its link or its id, and takes nothing else for one', async () => {
    const host = await open({ screen: atHome() });
    await find();
    await type(`scrim-desk://case/${CASE}`);
    await press('Enter', 'Enter');
    expect(host.said).toEqual([{ intent: 'open_case', link: CASE }]);
    expect(caseOf(` ${CASE.toUpperCase()} `)).toBe(CASE);
    for (const other of ['', '81f2', `https://hub.example/case/${CASE}`, `${CASE}0`]) {
      expect(caseOf(other)).toBeUndefined();
    }
  });

  it('offers what a person may do, and nothing that they may not', async () => {
    await open({ screen: atHome() });
    await find();
    expect(named(/^Queues and rules/)).toBeDefined();
    expect(named(/^Limits and support/)).toBeUndefined();
    expect(named(/^Oversight/)).toBeUndefined();
  });

  it('says of each ruling why it cannot be chosen, and offers no look', async () => {
    const host = await open({ screen: { at: 'review', ...reviewView() } });
    await find();
    expect(named(/^Agree/)?.textContent).toContain('Needs grey (5) first.');
    expect(named(/^Send the verdict/)?.getAttribute('aria-disabled')).toBe('true');
    expect(options().filter(({ textContent }) => /Hold|press to show/.test(textContent))).toEqual(
      [],
    );
    await type('skip');
    await press('Enter', 'Enter');
    expect(host.said).toEqual([{ intent: 'skip' }]);
  });

  it('lets a look fall back to the veil before it opens', async () => {
    const at = (revision: number, until: number | null) => {
      const frame = { name: `f${revision}`, width_px: 4, height_px: 3 };
      const shown = {
        ...caseView().shown,
        rung: until ? (5 as const) : (1 as const),
        frame,
        until,
      };
      const looked = caseView({ shown, seen: 5 });
      return deskView({ revision, screen: { at: 'review', ...reviewView({ case: looked }) } });
    };
    const host = await open(at(1, null));
    await fireEvent.keyDown(window, key('Digit5', '5'));
    host.emit(at(2, NOW + 10_000));
    const picture = () => document.querySelector('img.frame');
    await waitFor(() => expect(picture()?.getAttribute('src')).toContain('f2'));
    await find();
    expect(picture()?.getAttribute('src') ?? '').not.toContain('f2');
    expect(host.said.map(({ intent }) => intent)).toEqual(['hold_look', 'end_look']);
    expect(field()).toBeTruthy();
  });

  it('closes when another case comes, so that nothing hits the wrong one', async () => {
    const host = await open({ screen: { at: 'review', ...reviewView() } });
    await find();
    const next = reviewView({ case: caseView({ id: 'case-2' }) });
    host.emit(deskView({ revision: 2, screen: { at: 'review', ...next } }));
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  it('opens while a field is typed in, and Escape gives that field the focus back', async () => {
    const host = await open({ screen: atHome() });
    const link = screen.getByLabelText('Link to a case');
    link.focus();
    await find();
    expect(field()).toBeTruthy();
    field().focus();
    await press('Escape', 'Escape');
    expect(screen.queryByRole('combobox')).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(link));
    expect(host.said).toEqual([]);
  });

  it('goes through the list by the arrows, around its ends', async () => {
    await open({ screen: atHome() });
    await find();
    field().focus();
    const marked = () => options().findIndex((one) => one.getAttribute('aria-selected') === 'true');
    expect(marked()).toBe(0);
    await press('ArrowUp', 'ArrowUp');
    expect(marked()).toBe(options().length - 1);
    await press('ArrowDown', 'ArrowDown');
    expect(marked()).toBe(0);
    expect(field().getAttribute('aria-activedescendant')).toBe(options()[0]!.id);
  });

  it('takes a lead from the queues to one queue’s cases, and back to work from elsewhere', async () => {
    const host = await open({ screen: atHome() });
    const queues: Screen = {
      at: 'queues',
      queues: [queueInfo],
      book: { revision: 1, rules: [] },
      directory: { people: [], sources: [], lists: [] },
      ...{ tried: null, weeks: [], cases: null, flow: null, busy: false },
    };
    host.emit(deskView({ revision: 2, screen: queues }));
    await waitFor(() => screen.getByRole('main', { name: 'Queues' }));
    await find();
    await type('open cases in near');
    await press('Enter', 'Enter');
    expect(host.said).toEqual([{ intent: 'show_cases', queue: 'q1' }]);
  });

  it('finds a person by the team whose limits are theirs', async () => {
    await open({
      screen: {
        at: 'care',
        page: {
          floor: settings,
          teams: [{ id: 't1', name: 'Night', members: ['p1'], settings }],
          people: [
            { id: 'p1', name: 'Noor', role: 'moderator' },
            { id: 'p2', name: 'Sam', role: 'moderator' },
          ],
          severe: { categories: [], unknown_is_severe: false },
          support: { contacts: [] },
          desks: { looks_need_capture_protection: false },
        },
        hours: null,
        me: 'p9',
        sets_support: true,
        busy: false,
      },
    });
    await find();
    expect(named(/^Sam/)?.textContent).toContain('Sam is in no team.');
    await type('noor');
    await press('Enter', 'Enter');
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('Night'));
  });

  it('shows the key that was given to an action, as the help sheet does', async () => {
    await open({
      screen: atHome(),
      appearance: { ...appearance, keys: { break: 'F8', palette: 'Ctrl+P' } },
    });
    await press('KeyP', 'p', { ctrlKey: true });
    expect(named(/^Break now/)?.textContent).toContain('F8');
    await press('Escape', 'Escape');
    await press('Slash', '?');
    expect(screen.getByRole('dialog').textContent).toContain('F8');
  });

  it('has no faults that axe finds', async () => {
    await open({ screen: atHome() });
    await find();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});
