import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from './App.svelte';
import type { DeskView, Rung, Screen } from './lib/host/wire.gen.ts';
import { hostOf, type TestHost } from './testing/host.ts';
import { screens } from './testing/screens.ts';
import { NOW, caseView, choiceViews, deskView, reviewView } from './testing/views.ts';

async function open(view: DeskView): Promise<TestHost> {
  const host = hostOf(view);
  render(App, { host });
  await waitFor(() => screen.getByRole('main'));
  return host;
}

const inReview = (revision: number, rung: Rung, part: object = {}) => {
  const shown = {
    ...caseView().shown,
    rung,
    frame: { name: `f${revision}`, width_px: 4, height_px: 3 },
  };
  const looked = caseView({ shown: { ...shown, ...part }, choices: choiceViews(5), seen: 5 });
  return deskView({ revision, screen: { at: 'review', ...reviewView({ case: looked }) } });
};
const picture = () => document.querySelector('img.frame');
const key = (code: string, value: string) => ({ code, key: value });

describe('the window', () => {
  beforeEach(() => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue(undefined);
  });

  it.each(Object.keys(screens))(
    'draws %s under its name, without faults that axe finds',
    async (name) => {
      await open(deskView({ screen: screens[name]! }));
      expect(screen.getByRole('main', { name })).toBeTruthy();
      const { violations } = await axe.run(document.body, {
        rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
      });
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    },
  );

  it('takes the picture off while the key goes up, without waiting for the desk', async () => {
    const host = await open(inReview(1, 1));
    await fireEvent.keyDown(window, key('Digit5', '5'));
    host.emit(inReview(2, 5, { until: NOW + 10_000 }));
    await waitFor(() => expect(picture()?.getAttribute('src')).toContain('f2'));
    void fireEvent.keyUp(window, key('Digit5', '5'));
    expect(picture()).toBeNull();
    expect(host.said.map(({ intent }) => intent)).toEqual(['hold_look', 'end_look']);
  });

  it('drops the curtain at two quick Escapes and lifts it by one deliberate key', async () => {
    const host = await open(inReview(1, 1));
    await waitFor(() => expect(picture()).not.toBeNull());
    const escape = async () => {
      await fireEvent.keyDown(window, key('Escape', 'Escape'));
      await fireEvent.keyUp(window, key('Escape', 'Escape'));
    };
    await escape();
    await escape();
    expect(picture()).toBeNull();
    expect(screen.getByRole('main', { name: 'Curtain' })).toBeTruthy();
    await fireEvent.keyDown(window, key('KeyS', 's'));
    await fireEvent.keyDown(window, key('Enter', 'Enter'));
    expect(host.said.map(({ intent }) => intent)).toEqual(['panic', 'lift_curtain']);
  });

  it('blanks when the window loses the focus', async () => {
    const host = await open(inReview(1, 1));
    await waitFor(() => expect(picture()).not.toBeNull());
    window.dispatchEvent(new Event('blur'));
    expect(picture()).toBeNull();
    host.emit(inReview(2, 1));
    expect(picture()).toBeNull();
    window.dispatchEvent(new Event('focus'));
    host.emit(inReview(3, 1));
    await waitFor(() => expect(picture()?.getAttribute('src')).toContain('f3'));
  });

  it('reviews by keys alone, and reads no key while a field is typed in', async () => {
    const host = await open(inReview(1, 1));
    await fireEvent.keyDown(window, key('KeyA', 'a'));
    await fireEvent.keyDown(window, key('KeyW', 'w'));
    await fireEvent.keyDown(window, key('Digit6', '6'));
    const field = await screen.findByLabelText('In your words; they never leave the hub');
    await fireEvent.keyDown(field, key('KeyK', 'k'));
    expect(host.said).toEqual([{ intent: 'choose', choice: 'agree', reason: null }]);
  });

  it('tells the desk what is worth saying to somebody who looks elsewhere', async () => {
    const host = await open(inReview(1, 1));
    host.emit(deskView({ revision: 2, screen: screens['Break']! }));
    await waitFor(() =>
      expect(host.said).toEqual([{ intent: 'notify', words: 'Your break begins.' }]),
    );
  });

  it('starts a break from anywhere by one key', async () => {
    const host = await open(deskView({ screen: screens['Home']! }));
    await fireEvent.keyDown(window, key('KeyB', 'b'));
    expect(host.said).toEqual([{ intent: 'break_now' }]);
  });

  it.each(['Home', 'Review', 'Break', 'My record', 'Settings'])(
    'opens whom one can turn to by one key from %s, and puts it away',
    async (name) => {
      const contacts = [{ name: 'Counsellor', reach: '0800 1', note: 'day and night' }];
      const host = await open(deskView({ screen: screens[name]!, support: { contacts } }));
      await fireEvent.keyDown(window, key('F1', 'F1'));
      await fireEvent.keyUp(window, key('F1', 'F1'));
      expect(screen.getByRole('dialog').textContent).toContain('0800 1');
      await fireEvent.keyDown(window, key('Escape', 'Escape'));
      expect(screen.queryByRole('dialog')).toBeNull();
      const said = host.said.map(({ intent }) => intent);
      expect(said.filter((intent) => intent !== 'show_days')).toEqual([]);
    },
  );

  const contacts = [{ name: 'Counsellor', reach: '0800 1', note: '' }];
  const press = async (code: string, on: Element | Window = window, part: object = {}) => {
    await fireEvent.keyDown(on, { code, key: code, ...part });
    await fireEvent.keyUp(on, { code, key: code, ...part });
  };
  const reached = () => screen.queryByText('0800 1') !== null;

  it('opens whom one can turn to over the curtain, which stays down', async () => {
    const host = await open({ ...inReview(1, 1), support: { contacts } });
    await press('Pause');
    expect(reached()).toBe(false);
    await press('F1');
    expect([reached(), picture()]).toEqual([true, null]);
    await press('Enter');
    expect(host.said.map(({ intent }) => intent)).toEqual(['panic']);
    await press('Escape');
    expect(reached()).toBe(false);
    expect(screen.getByRole('main', { name: 'Curtain' })).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: /^Support/ }));
    expect(reached()).toBe(true);
    await press('Pause');
    expect(reached()).toBe(false);
  });

  it('leaves nothing over a curtain that was dropped elsewhere', async () => {
    const host = await open({ ...inReview(1, 1), support: { contacts } });
    await press('F1');
    expect(reached()).toBe(true);
    host.emit({ ...inReview(2, 1), curtain: true, support: { contacts } });
    await waitFor(() => screen.getByRole('main', { name: 'Curtain' }));
    expect(reached()).toBe(false);
  });

  it('opens whom one can turn to from a sheet, and over a dialog, which stays', async () => {
    await open(deskView({ screen: screens['Settings']!, support: { contacts } }));
    await press('?');
    await press('F1');
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    expect(reached()).toBe(true);
    await press('Escape');
    await fireEvent.click(screen.getByRole('button', { name: 'Change keys' }));
    await press('F1');
    expect(screen.getAllByRole('dialog')).toHaveLength(2);
    await press('Escape');
    expect([screen.getAllByRole('dialog').length, reached()]).toEqual([1, false]);
  });

  it('opens whom one can turn to while words are typed, and keeps the words', async () => {
    const host = await open({ ...inReview(1, 1), support: { contacts } });
    await press('KeyW', window, { key: 'w' });
    await press('Digit6', window, { key: '6' });
    const field = await screen.findByLabelText('In your words; they never leave the hub');
    await fireEvent.input(field, { target: { value: 'half a sen' } });
    await press('F1', field, { ctrlKey: true });
    expect(reached()).toBe(true);
    await press('Escape');
    expect(reached()).toBe(false);
    expect((field as HTMLInputElement).value).toBe('half a sen');
    expect(document.contains(field)).toBe(true);
    expect(host.said).toEqual([]);
  });

  it('has no key that leads out of a break that is due', async () => {
    const host = await open(deskView({ screen: screens['Break']! }));
    for (const code of ['KeyB', 'KeyH', 'KeyK', 'Digit5', 'Enter', 'Space', 'Escape']) {
      await press(code, window, { key: code.replace(/^Key|^Digit/, '').toLowerCase() });
    }
    expect(host.said).toEqual([]);
    expect(screen.getByRole('main', { name: 'Break' })).toBeTruthy();
  });

  it('says who can name somebody to turn to where nobody is named', async () => {
    await open(deskView({ screen: screens['Home']!, support: { contacts: [] } }));
    await fireEvent.click(screen.getByRole('button', { name: /^Support/ }));
    expect(screen.getByRole('dialog').textContent).toContain('An administrator of the hub sets it');
  });

  it('starts a break while a slider or a choice has the focus, and not while words are typed', async () => {
    const host = await open(deskView({ screen: screens['Settings']! }));
    const slider = document.querySelector('input[type=range], input[type=radio]')!;
    await fireEvent.keyDown(slider, key('KeyB', 'b'));
    expect(host.said).toEqual([{ intent: 'break_now' }]);
  });

  it('takes a lead from home to what could not be read by one key, and nobody else', async () => {
    const host = await open(deskView({ screen: screens['Home']! }));
    await fireEvent.keyDown(window, key('KeyR', 'r'));
    expect(host.said).toEqual([{ intent: 'open_unreadable' }]);
    const others = { ...screens['Home']!, unreadable: null } as Screen;
    host.emit(deskView({ revision: 2, screen: others }));
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: /Could not be read/ })).toBeNull(),
    );
    await fireEvent.keyUp(window, key('KeyR', 'r'));
    await fireEvent.keyDown(window, key('KeyR', 'r'));
    expect(host.said).toHaveLength(1);
  });

  it('says which limit is reached, and how long the last case can be decided', async () => {
    const last_case = { until: NOW + 42_000, reached: 'block' } as const;
    const view = reviewView({ case: caseView(), last_case });
    await open(deskView({ screen: { at: 'review', ...view } }));
    const line = screen.getByText(/^The block is over. Decide this case veiled/);
    expect(line.textContent).toMatch(/0:4[12] left/);
    expect(screen.queryByText('Until the break')).toBeNull();
  });

  it('says beside the evidence what the picture shows otherwise than its file', async () => {
    const cut = reviewView({ case: caseView({ traits: ['truncated', 'profile_ignored'] }) });
    await open(deskView({ screen: { at: 'review', ...cut } }));
    const said = screen.getByRole('list', { name: 'About this picture' });
    expect(said.textContent).toContain('The file ends early or is damaged.');
    expect(said.textContent).toContain('colour profile');
  });
});
