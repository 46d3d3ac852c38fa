import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CarePage, CareView, Intent, PersonHours } from '../../lib/host/wire.gen.ts';
import { Keyboard } from '../../lib/keys/keyboard.ts';
import { NOW, settings } from '../../testing/views.ts';
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
      view: { page, hours: null, me: 'p9', sets_support: true, busy: false, ...part },
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

  it('lets an administrator allow updates, and nobody else', async () => {
    open({ sets_support: false });
    const box = () => screen.getByRole<HTMLInputElement>('checkbox', { name: /ask for updates/ });
    expect(box().disabled).toBe(true);
    document.body.replaceChildren();
    open();
    expect(box().checked).toBe(false);
    await fireEvent.click(box());
    await press('Save');
    const desks = { looks_need_capture_protection: false, updates: 'offered' };
    expect(send.mock.calls).toEqual([[{ intent: 'set_care', change: { sets: 'desks', desks } }]]);
  });

  it('keeps a draft of the floor when the same is fetched again, and not when another was saved', async () => {
    const { rerender } = open();
    const value = () =>
      within(
        screen.getByRole('region', { name: 'The floor of everybody' }),
      ).getByLabelText<HTMLInputElement>('Work block').value;
    const before = value();
    await fireEvent.input(screen.getAllByLabelText('Work block')[0]!, { target: { value: '3' } });
    await rerender({
      view: { page: structuredClone(page), hours: null, me: 'p9', sets_support: true, busy: false },
    });
    expect(value()).toBe('3');
    const other = { ...page, floor: { ...settings, cool_down: 300_000 } };
    await rerender({
      view: { page: other, hours: null, me: 'p9', sets_support: true, busy: false },
    });
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

describe('hours', () => {
  const send = vi.fn<(intent: Intent) => void>();
  beforeEach(() => send.mockReset());
  const shown: PersonHours = {
    hours: { zone: 'Europe/Berlin', windows: [{ day: 'monday', from: 540, to: 1020 }] },
    shift: {
      starts_at: NOW,
      veiled_from: NOW + 7.5 * 3_600_000,
      ends_at: NOW + 8 * 3_600_000,
    },
    now: NOW,
  };
  const open = (part: PersonHours | null = shown) =>
    render(Care, {
      view: {
        page,
        hours: { person: 'p1', shown: part },
        me: 'p9',
        sets_support: true,
        busy: false,
      },
      keyboard: new Keyboard(),
      send,
    });
  const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
  const type = (label: string, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });

  it('are asked for by whose they are, and said in what they mean', async () => {
    open();
    await fireEvent.change(screen.getByLabelText('Whose hours'), { target: { value: 'p2' } });
    expect(send.mock.calls).toEqual([[{ intent: 'show_hours', person: 'p2' }]]);
    expect(screen.getByText(/On since.*10:00.*Only veils.*17:30.*Ends.*18:00/)).toBeTruthy();
  });

  it('gain a window at the same times on the next day, and are not saved while a time is none', async () => {
    open();
    await press('Save hours');
    await press('Add a window');
    await type('Window 2 ends', '25:00');
    await press('Save hours');
    expect(send).not.toHaveBeenCalled();
    await type('Window 2 ends', '06:30');
    await press('Save hours');
    const windows = [
      { day: 'monday', from: 540, to: 1020 },
      { day: 'tuesday', from: 540, to: 390 },
    ];
    const hours = { zone: 'Europe/Berlin', windows };
    expect(send.mock.calls).toEqual([
      [{ intent: 'set_care', change: { sets: 'hours', person: 'p1', hours } }],
    ]);
  });

  it('are taken away where no shift is to limit anybody', async () => {
    open();
    await fireEvent.click(screen.getByLabelText('Cases and looks during these hours only'));
    await press('Save hours');
    expect(send.mock.calls).toEqual([
      [{ intent: 'set_care', change: { sets: 'hours', person: 'p1', hours: null } }],
    ]);
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
