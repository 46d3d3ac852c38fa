import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CarePage, CareView, Intent } from '../../lib/host/wire.gen.ts';
import { Keyboard } from '../../lib/keys/keyboard.ts';
import { settings } from '../../testing/views.ts';
import Care from '../../views/Care.svelte';
import { stepsOf, stricterIn } from './floor.ts';

const night = {
  id: 't1',
  name: 'Night',
  members: ['p1'],
  settings: { ...settings, looks_per_day: 40 },
};
const page: CarePage = {
  floor: settings,
  teams: [night],
  people: [
    { id: 'p1', name: 'Noor', role: 'moderator' },
    { id: 'p2', name: 'Ada', role: 'moderator' },
  ],
  severe: { categories: ['A1'], unknown_is_severe: false },
  support: { contacts: [{ name: 'Line', reach: '116 123', note: '' }] },
  desks: { looks_need_capture_protection: false },
};

describe('limits and support', () => {
  const send = vi.fn<(intent: Intent) => void>();
  beforeEach(() => send.mockReset());
  const open = (part: Partial<CareView> = {}) =>
    render(Care, {
      view: { page, sets_support: true, busy: false, ...part },
      keyboard: new Keyboard(),
      send,
    });
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

  it('saves the floor with what was changed and all that was not', async () => {
    open();
    await press('Save the floor');
    expect(send).not.toHaveBeenCalled();
    const everybody = within(screen.getByRole('region', { name: 'The floor of everybody' }));
    const looks = everybody.getByLabelText<HTMLInputElement>('Looks per day');
    const steps = stepsOf('looks_per_day', settings.looks_per_day);
    await fireEvent.input(looks, { target: { value: String(steps.indexOf(80)) } });
    await press('Save the floor');
    const wanted = { ...settings, looks_per_day: 80 };
    expect(send.mock.calls).toEqual([
      [{ intent: 'set_care', change: { sets: 'floor', settings: wanted } }],
    ]);
  });

  it('keeps a draft of the floor when the same is fetched again, and not when another was saved', async () => {
    const { rerender } = open();
    const value = () =>
      within(
        screen.getByRole('region', { name: 'The floor of everybody' }),
      ).getByLabelText<HTMLInputElement>('Work block').value;
    const before = value();
    await fireEvent.input(screen.getAllByLabelText('Work block')[0]!, { target: { value: '3' } });
    await rerender({ view: { page: structuredClone(page), sets_support: true, busy: false } });
    expect(value()).toBe('3');
    const other = { ...page, floor: { ...settings, cool_down: 300_000 } };
    await rerender({ view: { page: other, sets_support: true, busy: false } });
    expect(value()).toBe(before);
  });

  it('says in what a team is stricter, changes its people, and asks before it removes it', async () => {
    open();
    expect(screen.getByRole('table').textContent).toContain('Looks per day');
    await press('Change Night');
    const dialog = within(await screen.findByRole('dialog'));
    await fireEvent.click(dialog.getByLabelText('Ada'));
    await fireEvent.click(dialog.getByRole('button', { name: 'Save the team' }));
    const team = { name: 'Night', members: ['p1', 'p2'], settings: night.settings };
    expect(send).toHaveBeenLastCalledWith({
      intent: 'set_care',
      change: { sets: 'team', id: 't1', team },
    });
    send.mockReset();
    await press('Remove Night');
    expect(send).not.toHaveBeenCalled();
    await press('Remove Night');
    expect(send.mock.calls).toEqual([
      [{ intent: 'set_care', change: { sets: 'no_team', id: 't1' } }],
    ]);
  });

  it('makes a team that begins with the floor of everybody', async () => {
    open();
    await fireEvent.input(screen.getByLabelText('New team'), { target: { value: ' Day ' } });
    await press('Make team');
    const team = { name: 'Day', members: [], settings };
    expect(send.mock.calls).toEqual([[{ intent: 'set_care', change: { sets: 'new_team', team } }]]);
  });

  it('takes one severe category a line, without empty ones', async () => {
    open();
    const lines = screen.getByRole('textbox', { name: 'Their codes' });
    await fireEvent.input(lines, { target: { value: 'A1\n\n B2 \n' } });
    await press('Save severe categories');
    const severe = { categories: ['A1', 'B2'], unknown_is_severe: false };
    expect(send.mock.calls).toEqual([[{ intent: 'set_care', change: { sets: 'severe', severe } }]]);
  });

  it('saves no contact that cannot be reached, and shows leads who is named', async () => {
    const { unmount } = open();
    await press('Add a contact');
    await press('Save contacts');
    expect(send).not.toHaveBeenCalled();
    await fireEvent.input(screen.getAllByLabelText('Who')[1]!, { target: { value: 'Mira' } });
    await fireEvent.input(screen.getAllByLabelText('How to reach them')[1]!, {
      target: { value: 'room 4' },
    });
    await press('Save contacts');
    const contacts = [...page.support.contacts, { name: 'Mira', reach: 'room 4', note: '' }];
    expect(send.mock.calls).toEqual([
      [{ intent: 'set_care', change: { sets: 'support', support: { contacts } } }],
    ]);
    unmount();
    open({ sets_support: false });
    expect(screen.getByText('Line: 116 123')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save contacts' })).toBeNull();
  });
});

describe('steps of a floor', () => {
  it('go from loose to strict and have what holds among them', () => {
    expect(stepsOf('looks_per_day', 77).slice(0, 5)).toEqual([150, 120, 100, 80, 77]);
    expect(stepsOf('rest', 1_000)[0]).toBe(1_000);
  });

  it('are stricter by their own order, whatever grows', () => {
    const team = {
      ...settings,
      rest: settings.rest + 1,
      block: settings.block + 1,
      max_rung: 5 as const,
    };
    expect([...stricterIn(team, settings)].sort()).toEqual(['max_rung', 'rest']);
  });
});
