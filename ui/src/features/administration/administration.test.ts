import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { administrationScenes, people } from '../../../dev/administration-scenes.ts';
import type { AdministrationView, Intent } from '../../lib/host/wire.gen.ts';
import { Keyboard, type KeyPress } from '../../lib/keys/keyboard.ts';
import { Offers } from '../../lib/palette/offers.ts';
import Administration from '../../views/Administration.svelte';

function scene(name: string): AdministrationView {
  const shown = administrationScenes[name]!().screen;
  if (shown.at !== 'administration') throw new Error(`${name} is no section of administration`);
  return shown;
}

describe('administration', () => {
  const send = vi.fn<(intent: Intent) => void>();
  let keyboard: Keyboard;
  let offers: Offers;
  beforeEach(() => {
    send.mockReset();
    keyboard = new Keyboard();
    offers = new Offers();
  });
  const open = (name: string, part: Partial<AdministrationView> = {}) =>
    render(Administration, { view: { ...scene(name), ...part }, keyboard, offers, send });
  const button = (name: string | RegExp) => screen.getByRole('button', { name });
  const press = (name: string | RegExp) => fireEvent.click(button(name));
  const fill = (label: string, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  const changed = () =>
    send.mock.calls.map(([intent]) =>
      intent.intent === 'administer' && intent.act.does === 'change' ? intent.act.change : intent,
    );
  const rows = (label: string) =>
    within(screen.getByRole('region', { name: label }))
      .getAllByRole('row')
      .slice(1);

  it.each(Object.keys(administrationScenes))('has no fault that axe finds: %s', async (name) => {
    const { container } = open(name);
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('goes from section to section by its digits', () => {
    open('administration-people');
    const key = { key: '2', code: 'Digit2', repeat: false, target: document.body };
    const mods = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
    keyboard.press({ ...key, ...mods, preventDefault: () => {} } satisfies KeyPress);
    expect(send.mock.calls).toEqual([[{ intent: 'open_administration', section: 'roles' }]]);
  });

  it('says that a section did not come, with a way on', async () => {
    open('administration-failed');
    await press('Ask again');
    expect(send.mock.calls).toEqual([[{ intent: 'administer', act: { does: 'again' } }]]);
  });

  it('finds somebody by name or role, accents aside, and says where there is nobody', async () => {
    open('administration-people');
    expect(rows('Everybody who signs in')).toHaveLength(6);
    await fill('Find somebody', 'zoe lead');
    expect(rows('Everybody who signs in').map((row) => row.textContent)).toEqual([
      expect.stringContaining('Zoé'),
    ]);
    expect(screen.getByText('1 of 6 people')).toBeTruthy();
    await fill('Find somebody', 'nobody of that name');
    await press('Show everybody');
    expect(rows('Everybody who signs in')).toHaveLength(6);
  });

  it('adds somebody, and waits for the hub before the form closes', async () => {
    const { rerender } = open('administration-people');
    await press('Add somebody');
    expect(button('Add somebody').getAttribute('aria-disabled')).toBe('true');
    await fill('Name', ' kim ');
    await press('Add somebody');
    expect(changed()).toEqual([
      { sets: 'add_person', name: 'kim', role: 'moderator', experienced: false },
    ]);
    const answered = { answered: 1, made: null };
    const refused = { code: 'name_taken', field: null, says: 'the name is taken' } as const;
    const view = scene('administration-people');
    await rerender({ view: { ...view, changes: { ...answered, refused } } });
    const form = within(screen.getByRole('form', { name: 'Add somebody' }));
    expect(form.getByRole('alert').textContent).toBe('That name is taken. Choose another.');
    await press('Add somebody');
    await rerender({ view: { ...view, changes: { answered: 2, refused: null, made: null } } });
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  });

  it('shows a password once, to be copied and put away', async () => {
    open('administration-people-made');
    const made = screen.getByRole('region', { name: 'The password of Noor' });
    expect(made.textContent).toContain('k7mqz-ru5hd-w2fjt-94xbn');
    await waitFor(() => expect(document.activeElement).toBe(made));
    await press('I have it, put it away');
    expect(send.mock.calls).toEqual([[{ intent: 'administer', act: { does: 'put_away' } }]]);
  });

  it('asks before it switches somebody off, and says what becomes of their cases', async () => {
    open('administration-people');
    await press('Change Lea');
    await press('Switch Lea off');
    const asked = screen.getByRole('alertdialog', { name: 'Switch Lea off' });
    expect(asked.textContent).toContain('Cases that they hold go back to their queues');
    expect(send).not.toHaveBeenCalled();
    await press('Switch them off');
    expect(changed()).toEqual([{ sets: 'switch_person', id: 'p2', off: true }]);
  });

  it('leaves one’s own right to others, and signs nobody out who is not in', async () => {
    open('administration-people');
    await press('Change Ada');
    await press('Switch Ada off');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getAllByText(/Nobody takes their own right away/)).toHaveLength(2);
    await press('Sign Ada out everywhere');
    expect(screen.getByRole('alertdialog').textContent).toContain('signed out here as well');
    await press('Leave it');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await press(/^Close/);
    await press('Change Noor');
    expect(button('Sign Noor out everywhere').getAttribute('aria-disabled')).toBe('true');
  });

  it('says what another role means before it is given, and leaves roles to groups', async () => {
    open('administration-people');
    await press('Change Lea');
    const role = screen.getByRole('combobox', { name: 'Role' });
    await fireEvent.change(role, { target: { value: 'admin' } });
    expect(screen.getByText(/looks at no case from now on/)).toBeTruthy();
    await press('Give them this role');
    expect(changed()).toEqual([{ sets: 'set_person_role', id: 'p2', role: 'admin' }]);
    await press(/^Close/);
    await press('Change Robin Day');
    expect(screen.queryByRole('combobox', { name: 'Role' })).toBeNull();
    expect(screen.getByText(/Their role follows their groups/)).toBeTruthy();
  });

  it('gives another password to whoever has one here, and closes the sheet before it is shown', async () => {
    const { rerender } = open('administration-people');
    await press('Change Robin Day');
    expect(screen.queryByRole('button', { name: /new password/ })).toBeNull();
    await press(/^Close/);
    await press('Change Noor');
    await press('Give Noor a new password');
    await press('Make one');
    expect(changed()).toEqual([{ sets: 'new_password', id: 'p3' }]);
    const { changes } = scene('administration-people-made');
    await rerender({ view: { ...scene('administration-people'), changes } });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('region', { name: 'The password of Noor' })).toBeTruthy();
  });

  it('says why a change was refused where it was asked for', () => {
    open('administration-people-refused');
    expect(screen.getByRole('alert').textContent).toContain(
      'The hub would be left without an admin.',
    );
  });

  it('offers the palette everybody who signs in', () => {
    open('administration-people');
    expect(offers.all().map(({ name }) => name)).toEqual(
      people.people.map(({ name }) => `Change ${name}`),
    );
  });

  it('lets nobody set what the rules fix, and says why', () => {
    open('administration-roles');
    const table = within(screen.getByRole('region', { name: 'What each role may do' }));
    expect(table.queryByRole('checkbox', { name: 'Review cases: Administrators' })).toBeNull();
    expect(table.getByRole('checkbox', { name: 'See figures: Moderators' })).toBeTruthy();
    expect(table.getByText(/so an administrator never has it/)).toBeTruthy();
  });

  it('says what a change of a role means, and saves all of the role', async () => {
    open('administration-roles');
    await fireEvent.click(screen.getByRole('checkbox', { name: 'See figures: Moderators' }));
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Set limits: Team leads' }));
    expect(screen.getByText('Moderators may also: see figures.')).toBeTruthy();
    expect(screen.getByText('Team leads may no longer: set limits.')).toBeTruthy();
    await press('Leave Team leads as they were');
    expect(screen.queryByText('Team leads may no longer: set limits.')).toBeNull();
    await press('Save the change for Moderators');
    expect(changed()).toEqual([
      { sets: 'set_role', role: 'moderator', permissions: ['review', 'see_metrics'] },
    ]);
  });

  it('adds a group, and takes no name that is there already', async () => {
    open('administration-groups');
    await press('Add a group');
    await fill('Group', 'content moderators');
    expect(button('Add a group').getAttribute('aria-disabled')).toBe('true');
    await fill('Group', 'guests');
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Second looks' }));
    await press('Add a group');
    expect(changed()).toEqual([
      { sets: 'set_group', name: 'guests', gives: { role: 'moderator', queues: ['q2'] } },
    ]);
  });

  it('keeps what it cannot name when a group is changed', async () => {
    open('administration-groups');
    expect(rows('Groups, and what they give')[1]?.textContent).toContain(
      'Near matches, 1 more queue',
    );
    const name = 'Change content moderators, night';
    await press(name);
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Near matches' }));
    const form = within(screen.getByRole('form', { name }));
    await fireEvent.click(form.getByRole('button', { name }));
    expect(changed()).toEqual([
      {
        sets: 'set_group',
        name: 'content moderators, night',
        gives: { role: 'moderator', queues: ['gone'] },
      },
    ]);
  });

  it('asks before it removes a group, with whom it has', async () => {
    open('administration-groups');
    await press('Remove trust and conduct leads');
    expect(screen.getByRole('alertdialog').textContent).toContain('It has 2 people.');
    await press('Remove it');
    expect(changed()).toEqual([{ sets: 'remove_group', name: 'trust and conduct leads' }]);
  });

  it('says where groups give nothing yet, and where nobody could come by one', () => {
    open('administration-groups-none');
    expect(screen.getByText(/No group gives anything yet/)).toBeTruthy();
    expect(screen.getByText(/This hub has no identity provider/)).toBeTruthy();
  });
});
