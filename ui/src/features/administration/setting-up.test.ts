import { fireEvent, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { passwordScenes, settingUpScenes } from '../../../dev/setting-up-scenes.ts';
import type { AdministrationView, Intent } from '../../lib/host/wire.gen.ts';
import { Keyboard } from '../../lib/keys/keyboard.ts';
import { Offers } from '../../lib/palette/offers.ts';
import Administration from '../../views/Administration.svelte';
import NewPassword from '../../views/NewPassword.svelte';
import { after, done, following } from './steps.ts';

function scene(name: string): AdministrationView {
  const shown = settingUpScenes[name]!().screen;
  if (shown.at !== 'administration') throw new Error(`${name} is no section of administration`);
  return shown;
}

describe('setting up', () => {
  const send = vi.fn<(intent: Intent) => void>();
  beforeEach(() => send.mockReset());
  const open = (name: string) =>
    render(Administration, {
      view: scene(name),
      keyboard: new Keyboard(),
      offers: new Offers(),
      send,
    });
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
  const fill = (label: string, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  const changes = () =>
    send.mock.calls.map(([intent]) =>
      intent.intent === 'administer' && intent.act.does === 'change' ? intent.act.change : intent,
    );

  it.each(Object.keys(settingUpScenes))('has no fault that axe finds: %s', async (name) => {
    const { container } = open(name);
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('opens the first step that is not done, and says how many are', async () => {
    open('setting-up');
    expect(screen.getByText(/0 of 5 steps are done/)).toBeTruthy();
    await press('Keep these');
    expect(changes()).toEqual([{ sets: 'setting_up', change: { of: 'keep_floor' } }]);
  });

  it('skips a step, and comes back to it', async () => {
    open('setting-up');
    await press(/^Skip for now/);
    expect(screen.queryByRole('button', { name: 'Keep these' })).toBeNull();
    expect(screen.getByLabelText('Its name')).toBeTruthy();
    await press(/^1\. What holds/);
    expect(screen.getByRole('button', { name: 'Keep these' })).toBeTruthy();
  });

  it('makes a list, and wants a reason for one that is vetted', async () => {
    open('setting-up-list');
    await fill('Its name', ' Northern ');
    await press('Make a list');
    expect(changes()).toEqual([
      {
        sets: 'setting_up',
        change: { of: 'make_list', name: 'Northern', harm: 'csam', vetted_reason: null },
      },
    ]);
  });

  it('sends a test, and shows where the case is and no picture', async () => {
    const { unmount } = open('setting-up-test');
    await press('Send the test');
    expect(changes()).toEqual([{ sets: 'setting_up', change: { of: 'send_test' } }]);
    unmount();
    const { container } = open('setting-up-case');
    expect(screen.getByText('It is in the queue “Setup test”.')).toBeTruthy();
    expect(screen.getByText('These people can open it: Noor.')).toBeTruthy();
    expect(container.querySelector('img, canvas')).toBeNull();
  });

  it('says whose a step is that is not mine', () => {
    open('setting-up-not-mine');
    expect(screen.getByText(/Your role does not allow this step/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Keep these' })).toBeNull();
  });

  it('goes on from the top after the last step, and nowhere when all is done', () => {
    const steps = (is: ('done' | 'next' | 'open')[]) =>
      (['floor', 'list', 'source'] as const).map((step, at) => ({
        step,
        is: is[at]!,
        mine: true,
      }));
    expect(after(steps(['next', 'done', 'open']), 'source')).toBe('floor');
    expect(after(steps(['done', 'done', 'next']), 'source')).toBeNull();
    expect(following(steps(['done', 'done', 'done']))).toBeNull();
    expect(done(steps(['done', 'next', 'done']))).toBe(2);
  });
});

describe('choosing a password', () => {
  const send = vi.fn<(intent: Intent) => void>();
  beforeEach(() => send.mockReset());
  const open = (name: string) => {
    const shown = passwordScenes[name]!().screen;
    if (shown.at !== 'new_password') throw new Error(`${name} is another screen`);
    return render(NewPassword, { view: shown, send });
  };
  const fill = async (...values: string[]) => {
    const labels = ['The password you were given', 'The new one', 'The new one once more'];
    for (const [at, label] of labels.entries())
      await fireEvent.input(screen.getByLabelText(label), { target: { value: values[at] } });
  };

  it.each(Object.keys(passwordScenes))('has no fault that axe finds: %s', async (name) => {
    const { container } = open(name);
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('sends both once the new one is long enough and typed twice alike, and empties the fields', async () => {
    open('new-password');
    await fill('given', 'too short', 'too short');
    expect(screen.getByText('The new one needs at least 12 characters.')).toBeTruthy();
    await fill('given', 'eleven herons at dusk', 'eleven herons at dawn');
    expect(screen.getByText('The two new ones are not the same.')).toBeTruthy();
    await fill('given', 'eleven herons at dusk', 'eleven herons at dusk');
    await fireEvent.click(screen.getByRole('button', { name: 'Change the password' }));
    expect(send.mock.calls).toEqual([
      [{ intent: 'change_password', current: 'given', new: 'eleven herons at dusk' }],
    ]);
    expect(screen.getByLabelText<HTMLInputElement>('The new one').value).toBe('');
  });
});
