import { fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../../App.svelte';
import type { CaseView, DeskView, UrgentView } from '../../lib/host/wire.gen.ts';
import { hostOf, type TestHost } from '../../testing/host.ts';
import { NOW, caseView, deskView, reviewView } from '../../testing/views.ts';

const key = (code: string, value: string, more = {}) => ({ code, key: value, ...more });
const I = key('KeyI', 'i');
const SHIFT_I = key('KeyI', 'I', { shiftKey: true });

const inReview = (part: Partial<CaseView> = {}, desk: Partial<DeskView> = {}) =>
  deskView({ screen: { at: 'review', ...reviewView({ case: caseView(part) }) }, ...desk });

async function open(view: DeskView): Promise<TestHost> {
  const host = hostOf(view);
  render(App, { host });
  await screen.findByRole('main');
  return host;
}

async function strike(target: Element | Window, stroke: ReturnType<typeof key>) {
  await fireEvent.keyDown(target, stroke);
  await fireEvent.keyUp(target, stroke);
}

const act = () => screen.getByRole('button', { name: /^A child may be at immediate risk/ });
const list = () => screen.queryByRole('region', { name: /^At immediate risk/ });

describe('a child at immediate risk', () => {
  beforeEach(() => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue(undefined);
  });

  it('is marked by two keys over the veil, with nothing looked at', async () => {
    const host = await open(inReview());
    await strike(window, I);
    const names = within(list()!)
      .getAllByRole('button')
      .map((button) => button.textContent.trim());
    expect(names.filter((name) => !name.startsWith('Close'))).toHaveLength(5);
    await strike(window, key('Digit3', '3'));
    expect(host.said).toEqual([{ intent: 'mark_urgent', reason: 'place' }]);
    expect(list()).toBeNull();
  });

  it('is marked by the pointer as well, from a button whose name says what it means', async () => {
    const host = await open(inReview());
    await fireEvent.click(act());
    await fireEvent.click(within(list()!).getByRole('button', { name: /^Who/ }));
    expect(host.said).toEqual([{ intent: 'mark_urgent', reason: 'child' }]);
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('is left by Escape without a word', async () => {
    const host = await open(inReview());
    await strike(window, I);
    await strike(window, key('Escape', 'Escape'));
    expect(list()).toBeNull();
    expect(host.said).toEqual([]);
  });

  it('is nothing that a letter typed into a field brings about', async () => {
    const host = await open(inReview());
    await strike(window, key('KeyM', 'm'));
    const field = await screen.findByRole('textbox');
    await strike(field, I);
    await strike(field, SHIFT_I);
    expect(list()).toBeNull();
    expect(host.said).toEqual([]);
  });

  it('cannot be marked while the hub is away, and the button says whom to tell', async () => {
    const host = await open(inReview({ mark_urgent: { may: 'no', why: { code: 'offline' } } }));
    await strike(window, I);
    await fireEvent.click(act());
    expect([list(), host.said]).toEqual([null, []]);
    const why = document.getElementById(act().getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toBe('The hub is out of reach. Tell a lead directly.');
  });

  it('can be taken back by a button and by a key for as long as the hub allows, on any screen', async () => {
    const urgent: UrgentView = { is: 'marked', until: NOW + 30_000 };
    const host = await open(inReview({}, { urgent }));
    const status = screen.getByRole('status');
    expect(status.textContent).toContain('it is the leads’ next case');
    await fireEvent.click(within(status).getByRole('button', { name: 'Undo: take the mark back' }));
    await strike(window, SHIFT_I);
    const took = { intent: 'take_mark_back' };
    expect(host.said).toEqual([took, took]);
  });

  it.each<[string, UrgentView | null]>([
    ['none was made', null],
    ['it is still on its way', { is: 'asked' }],
    ['it is being taken back', { is: 'taking_back' }],
  ])('takes nothing back while %s', async (_when, urgent) => {
    const host = await open(inReview({}, { urgent }));
    await strike(window, SHIFT_I);
    expect(screen.queryByRole('button', { name: /take the mark back/ })).toBeNull();
    expect(host.said).toEqual([]);
  });

  it('offers no undo once its half minute is over', async () => {
    await open(inReview({}, { urgent: { is: 'marked', until: NOW } }));
    expect(screen.queryByRole('button', { name: /take the mark back/ })).toBeNull();
  });

  it('says aloud that a mark did not arrive', async () => {
    await open(inReview({}, { message: { says: 'not_marked', code: null } }));
    expect(screen.getByRole('status').textContent).toContain('tell a lead directly');
  });

  it('stands in the help sheet with its keys', async () => {
    await open(inReview());
    await strike(window, key('Slash', '?', { shiftKey: true }));
    const sheet = screen.getByRole('dialog');
    const keys = within(sheet).getByText('A child may be at immediate risk');
    expect(keys.previousElementSibling?.textContent).toContain('I');
    expect(within(sheet).getByText(/Take that mark back/)).toBeTruthy();
  });
});
