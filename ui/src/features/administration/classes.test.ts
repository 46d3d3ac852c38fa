import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { administrationScenes, classes } from '../../../dev/administration-scenes.ts';
import type { AdministrationView, Class, Intent } from '../../lib/host/wire.gen.ts';
import { Keyboard } from '../../lib/keys/keyboard.ts';
import Administration from '../../views/Administration.svelte';
import { against, moved } from './classes.ts';

function scene(name: string): AdministrationView {
  const shown = administrationScenes[name]!().screen;
  if (shown.at !== 'administration') throw new Error(`${name} is no section of administration`);
  return shown;
}

describe('classes', () => {
  const send = vi.fn<(intent: Intent) => void>();
  beforeEach(() => send.mockReset());
  const open = (part: Partial<AdministrationView> = {}) =>
    render(Administration, {
      view: { ...scene('administration-classes'), ...part },
      keyboard: new Keyboard(),
      send,
    });
  const button = (name: string) => screen.getByRole('button', { name });
  const press = (name: string) => fireEvent.click(button(name));
  const fill = (label: string, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  const set = () => {
    const [call] = send.mock.calls;
    const intent = call?.[0];
    if (intent?.intent !== 'administer' || intent.act.does !== 'change') return undefined;
    const { change } = intent.act;
    return change.sets === 'set_classes' ? change : undefined;
  };
  const codes = () => set()?.scheme.classes.map(({ code }) => code);

  it('stand in their order, with what each is in a report and whether it is offered', () => {
    open();
    const rows = within(screen.getByRole('region', { name: /^Classes, in the order/ }))
      .getAllByRole('row')
      .slice(1);
    expect(rows.map((row) => row.querySelector('td')?.textContent)).toEqual(['H1', 'H2', 'A1']);
    expect(rows[1]?.textContent).toContain('no class');
    expect(rows[2]?.textContent).toContain('retired');
  });

  it('are added at the end, by the revision that was read, and the hub is waited for', async () => {
    const { rerender } = open();
    await press('Add a class');
    expect(screen.getByText('It needs a code and a name.')).toBeTruthy();
    await fill('Code', 'h1');
    await fill('Name', 'Third');
    expect(screen.getByText(/A class has that code already/)).toBeTruthy();
    await fill('Code', ' H3 ');
    const report = screen.getByRole('combobox', { name: /^What it is in a report/ });
    await fireEvent.change(report, { target: { value: 'B2' } });
    await press('Add a class');
    expect(set()?.revision).toBe(classes.revision);
    expect(codes()).toEqual(['H1', 'H2', 'A1', 'H3']);
    const added = { code: 'H3', name: 'Third', hint: '', retired: false, reports_as: 'B2' };
    expect(set()?.scheme.classes.at(-1)).toEqual(added);
    const refused = { code: 'changed_since', field: null, says: 'read them again' } as const;
    const view = scene('administration-classes');
    await rerender({ view: { ...view, changes: { answered: 1, refused, made: null } } });
    expect(within(screen.getByRole('form')).getByRole('alert').textContent).not.toBe('');
    await press('Add a class');
    await rerender({ view: { ...view, changes: { answered: 2, refused: null, made: null } } });
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  });

  it('are renamed and retired in their place, while their codes stay', async () => {
    open();
    await press('Change Grave');
    expect(screen.queryByLabelText('Code')).toBeNull();
    await fill('Name', 'Gravest');
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Retired' }));
    await press('Changes to Grave');
    expect(codes()).toEqual(['H1', 'H2', 'A1']);
    expect(set()?.scheme.classes[0]).toMatchObject({ code: 'H1', name: 'Gravest', retired: true });
  });

  it('move one place, and none beyond the ends', async () => {
    open();
    expect(screen.queryByRole('button', { name: 'Move Grave up' })).toBeNull();
    await press('Move Grave down');
    expect(codes()).toEqual(['H2', 'H1', 'A1']);
    const scheme = { classes: [...classes.scheme.classes] };
    expect(moved(scheme, 'A1', 1)).toEqual(scheme);
  });

  it('are taken out only where no case was given one, and it is said why', async () => {
    open();
    await press('Take A1 out');
    const asked = screen.getByRole('alertdialog', { name: 'Take A1 out' });
    expect(asked.textContent).toContain('Retire it instead');
    await press('Take it out');
    expect(send).not.toHaveBeenCalled();
    await press('Leave it');
    await press('Take Light out');
    await press('Take it out');
    expect(codes()).toEqual(['H1', 'A1']);
  });

  it('are told at once what the hub would refuse', () => {
    const [first] = classes.scheme.classes as [Class];
    const wrong = (part: Partial<Class>) =>
      against({ ...first, code: 'new', name: 'New', ...part }, classes.scheme.classes);
    expect(wrong({})).toBeUndefined();
    for (const code of ['-A1', 'a b', 'ä', 'x'.repeat(17)])
      expect(wrong({ code })).toContain('That is no code');
    expect(wrong({ code: 'none' })).toContain('NONE is what is said');
    expect(wrong({ code: 'a1' })).toContain('has that code already');
    expect(wrong({ name: ' grave ' })).toContain('is called that already');
  });
});
