import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import App from '../../App.svelte';
import type { Appearance, Screen } from '../../lib/host/wire.gen.ts';
import { hostOf } from '../../testing/host.ts';
import { appearance, deskView, settings } from '../../testing/views.ts';

const view: Screen = {
  at: 'settings',
  effective: { settings, reasons: [] },
  floor: settings,
  left_out: null,
  password: null,
  busy: false,
};

/** A desk that does as it is told, as far as the window's look goes. */
async function open(part: Partial<Appearance> = {}) {
  let now: Appearance = { ...appearance, ...part };
  let revision = 1;
  const host = hostOf(deskView({ screen: view, appearance: now }));
  host.intend = async (intent) => {
    host.said.push(intent);
    if (intent.intent !== 'set_appearance') return;
    now = intent.appearance;
    revision += 1;
    host.emit(deskView({ revision, screen: view, appearance: now }));
  };
  render(App, { host });
  await waitFor(() => screen.getByRole('main', { name: 'Settings' }));
  return { host, now: () => now };
}

const key = (code: string, value: string, more: object = {}) => ({ code, key: value, ...more });
async function press(code: string, value: string, more: object = {}) {
  await fireEvent.keyDown(window, key(code, value, more));
  await fireEvent.keyUp(window, key(code, value, more));
}
const sheet = () => within(screen.getByRole('dialog'));
const openSheet = () => fireEvent.click(screen.getByRole('button', { name: 'Change keys' }));
const pick = (name: RegExp) => fireEvent.click(sheet().getByRole('button', { name }));
const said = () => sheet().getByRole('status').textContent.trim();

describe('the window’s look', () => {
  it('is chosen in the settings, holds at once and is told to the desk', async () => {
    const { host } = await open();
    await fireEvent.click(screen.getByRole('radio', { name: /High contrast/ }));
    expect(host.said).toEqual([
      { intent: 'set_appearance', appearance: { ...appearance, theme: 'high_contrast' } },
    ]);
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('high_contrast'));
    const size = screen.getByRole('slider', { name: 'Size of text' });
    await fireEvent.input(size, { target: { value: '5' } });
    const root = document.documentElement;
    await waitFor(() => expect(root.style.getPropertyValue('--text-scale')).toBe('2'));
    expect(root.dataset['theme']).toBe('high_contrast');
  });
});

describe('keys of one’s own', () => {
  it('are given by pressing them, and hold at once', async () => {
    const { host, now } = await open();
    await openSheet();
    await pick(/^Break now/);
    await press('F8', 'F8');
    expect(now().keys).toEqual({ break: 'F8' });
    expect(said()).toBe('Break now is now F8.');
    await press('Escape', 'Escape');
    await press('KeyB', 'b');
    expect(host.said.filter(({ intent }) => intent === 'break_now')).toEqual([]);
    await press('F8', 'F8');
    expect(host.said.at(-1)).toEqual({ intent: 'break_now' });
  });

  it('are refused with the name of the action that has them, and the next press is heard', async () => {
    const { now } = await open();
    await openSheet();
    await pick(/^Settle/);
    await press('KeyA', 'a');
    expect(said()).toContain('A belongs to “Agree”.');
    expect(now().keys).toEqual({});
    await press('KeyG', 'g');
    expect(now().keys).toEqual({ settle: 'G' });
  });

  it('can be left as they were by Escape, which closes nothing then', async () => {
    const { now } = await open();
    await openSheet();
    await pick(/^Settle/);
    await press('Escape', 'Escape');
    expect(screen.queryByRole('dialog')).not.toBeNull();
    await press('KeyG', 'g');
    expect(now().keys).toEqual({});
  });

  it('are the usual ones again, one by one and all at once', async () => {
    const { now } = await open({ keys: { settle: 'G', agree: 'S', skip: 'F9' } });
    await openSheet();
    await pick(/^Usual key for Skip/);
    expect(now().keys).toEqual({ settle: 'G', agree: 'S' });
    await pick(/^Usual key for Settle/);
    expect(said()).toContain('S belongs to “Agree”.');
    await pick(/^All as usual/);
    expect(now().keys).toEqual({});
    const all = sheet().getByRole('button', { name: /^All as usual/ });
    expect(all.getAttribute('aria-disabled')).toBe('true');
  });

  it('leave the curtain its second key', async () => {
    const { host, now } = await open();
    await openSheet();
    await pick(/^Drop the curtain/);
    await press('KeyG', 'g');
    expect(said()).toContain('G can be typed');
    await press('F9', 'F9');
    expect(now().keys).toEqual({ panic: 'F9' });
    await press('Pause', 'Pause');
    expect(host.said.at(-1)).toEqual({ intent: 'panic' });
  });

  // axe goes through every row of the table.
  it('have a sheet without faults that axe finds', { timeout: 60_000 }, async () => {
    await open({ keys: { settle: 'G' } });
    await openSheet();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});
