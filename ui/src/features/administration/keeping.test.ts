import { fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NOTHING_CHANGED } from '../../../dev/administration-scenes.ts';
import { audit, keepingScenes } from '../../../dev/keeping-scenes.ts';
import type { AdministrationView, Intent } from '../../lib/host/wire.gen.ts';
import { Keyboard } from '../../lib/keys/keyboard.ts';
import Administration from '../../views/Administration.svelte';

function scene(name: string): AdministrationView {
  const shown = keepingScenes[name]!().screen;
  if (shown.at !== 'administration') throw new Error(`${name} is no section of administration`);
  return shown;
}

describe('what is kept', () => {
  const send = vi.fn<(intent: Intent) => void>();
  beforeEach(() => send.mockReset());
  const open = (name: string, part: Partial<AdministrationView> = {}) =>
    render(Administration, {
      view: { ...scene(name), ...part },
      keyboard: new Keyboard(),
      send,
    });
  const button = (name: string | RegExp) => screen.getByRole('button', { name });
  const press = (name: string | RegExp) => fireEvent.click(button(name));
  const fill = (label: string, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  const pick = (label: string, value: string) => {
    const menu = screen.getByLabelText<HTMLSelectElement>(label);
    for (const option of menu.options) option.selected = option.value === value;
    return fireEvent.change(menu);
  };
  const done = () =>
    send.mock.calls.map(([intent]) => {
      if (intent.intent !== 'administer') return intent;
      const { act } = intent;
      if (act.does === 'keep') return act.act;
      return act.does === 'change' && act.change.sets === 'keeping' ? act.change.change : act;
    });

  it.each(Object.keys(keepingScenes))('has no fault that axe finds: %s', async (name) => {
    const { container } = open(name);
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('adds a source once it has a name, and waits for the hub', async () => {
    open('administration-sources-none');
    expect(screen.getByText(/No program sends uploads yet/)).toBeTruthy();
    await press('Add a source');
    await press('Add a source');
    expect(done(), 'it has no name').toEqual([]);
    await fill('Name', ' Harbour ');
    await press('Add a source');
    await press('Add a source');
    expect(done(), 'one at a time').toEqual([{ of: 'add_source', name: 'Harbour' }]);
  });

  it('says of a refused name what is wrong with it, beside it', async () => {
    const { rerender } = open('administration-sources');
    await press('Add a source');
    await fill('Name', 'Messenger');
    await press('Add a source');
    const refused = { code: 'name_taken', field: 'name', says: 'taken' } as const;
    await rerender({
      view: {
        ...scene('administration-sources'),
        changes: { ...NOTHING_CHANGED, answered: 1, refused },
      },
    });
    expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).not.toBe('');
  });

  it('makes a new key, the old one for as long as was chosen', async () => {
    open('administration-sources');
    await press('Make Photo platform a new key');
    expect(screen.getByText(/whatever it sends is refused/)).toBeTruthy();
    await pick('The key that it has now', '24');
    expect(screen.queryByText(/whatever it sends is refused/)).toBeNull();
    await press('A new key for Photo platform');
    expect(done()).toEqual([{ of: 'make_key', id: 's1', old_key_lasts_hours: 24 }]);
  });

  it('shows a key once, and puts it away', async () => {
    open('administration-sources-made');
    expect(screen.getByText('5eed'.repeat(16))).toBeTruthy();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('The key of Messenger');
    await press('I have it, put it away');
    expect(done()).toEqual([{ does: 'put_away' }]);
  });

  it('asks before a source is switched, and does nothing where that is left', async () => {
    open('administration-sources');
    await press('Switch Photo platform off');
    expect(screen.getByRole('alertdialog').textContent).toContain('is refused');
    await press('Leave it');
    expect(done()).toEqual([]);
    await press('Switch Old archive on');
    await press('Switch it on');
    expect(done()).toEqual([{ of: 'switch_source', id: 's3', off: false }]);
  });

  it('tells who did what to whom, by name where it is known', () => {
    open('administration-audit');
    const rows = within(
      screen.getByRole('region', { name: 'Entries, the newest first' }),
    ).getAllByRole('row');
    const [, changed, , verdict, , , queue] = rows.map((row) => row.textContent);
    expect(changed).toMatch(/changed.*Ada.*Old archive.*switched off/s);
    expect(verdict).toMatch(/verdict was given.*not told here.*case/s);
    expect(queue).toMatch(/person -1234567.*queue Near matches/s);
  });

  it('shows what a filter lets through, and all again', async () => {
    const { rerender } = open('administration-audit');
    expect(button('Show').getAttribute('aria-disabled')).toBe('true');
    await pick('Kind of entry', 'hold_set');
    await pick('Who did it', 'p1');
    await fill('Case', 'scrim-desk://case/01997A10-4c1e-7b22-9d0e-3f6c5a2b7e01');
    await press('Show');
    const filter = {
      from: null,
      until: null,
      kind: 'hold_set',
      actor: 'p1',
      case: '01997a10-4c1e-7b22-9d0e-3f6c5a2b7e01',
    } as const;
    expect(done()).toEqual([{ keeps: 'show_audit', filter }]);
    await rerender({
      view: { ...scene('administration-audit'), content: { ...audit, filter, entries: [] } },
    });
    expect(screen.getByText(/Nothing of this kind was found so far/)).toBeTruthy();
    send.mockReset();
    await press('Show all');
    expect(done()).toEqual([{ keeps: 'show_audit', filter: audit.filter }]);
  });

  it('keeps what is typed in a filter while the desk speaks', async () => {
    const { rerender } = open('administration-audit');
    await fill('From', '2026-1');
    await rerender({ view: scene('administration-audit-verifying') });
    expect(screen.getByLabelText<HTMLInputElement>('From').value).toBe('2026-1');
    expect(screen.getByLabelText('From').getAttribute('aria-invalid')).toBe('true');
  });

  it('fetches older entries and saves them all', async () => {
    open('administration-audit');
    await press('Show older ones');
    await press('Save as CSV');
    expect(done()).toEqual([{ keeps: 'more_audit' }, { keeps: 'save_audit' }]);
  });

  it('verifies one at a time, and says in words what was found', async () => {
    const { rerender } = open('administration-audit');
    await press('Verify now');
    await rerender({ view: scene('administration-audit-verifying') });
    await press('Verify now');
    expect(done(), 'one at a time').toEqual([{ keeps: 'verify' }]);
    expect(screen.getByText('200,000 of 1,048,576 rows hold so far.')).toBeTruthy();
    await rerender({ view: scene('administration-audit-holds') });
    expect(screen.getByText(/It holds: 1,048,576 rows and 4,012 signed checkpoints/)).toBeTruthy();
    await rerender({ view: scene('administration-audit-broken') });
    expect(screen.getByText(/It does not hold. Row 731 was changed/)).toBeTruthy();
  });

  it('says what a change would destroy before it can be set', async () => {
    const { rerender } = open('administration-storage');
    expect(button('What would it destroy?').getAttribute('aria-disabled')).toBe('true');
    expect(screen.queryByRole('button', { name: 'Set it so' })).toBeNull();
    await fill('Days: Cleared by people', '14');
    await press('What would it destroy?');
    const policy = {
      confirmed: 'keep',
      cleared: { destroy: { after_days: 14 } },
      stopped: 'keep',
      unreadable: { destroy: { after_days: 7 } },
    } as const;
    expect(done()).toEqual([{ keeps: 'try_retention', policy }]);
    await rerender({ view: scene('administration-storage-tried') });
    const would = screen.getByRole('region', { name: 'What this would destroy' });
    expect(would.textContent).toContain('312 pictures: Cleared by people');
    expect(would.textContent).toContain('1 picture: Could not be read');
    send.mockReset();
    await press('Set it so');
    expect(done()).toEqual([{ of: 'set_retention', policy, revision: 4 }]);
    await fill('Days: Cleared by people', '15');
    expect(screen.queryByRole('button', { name: 'Set it so' }), 'that was not asked').toBeNull();
  });

  it('lifts a hold once it is confirmed', async () => {
    open('administration-storage');
    await press('Lift the hold on upload 5a2b7e01');
    await press('Lift it');
    await press('Show further ones');
    const id = '01997a10-4c1e-7b22-9d0e-3f6c5a2b7e01';
    expect(done()).toEqual([
      { of: 'lift_hold', from: { held: 'upload', id } },
      { keeps: 'more_holds' },
    ]);
  });

  it('shows a lead what is kept, with nothing to change it by', () => {
    open('administration-storage-seen');
    expect(screen.queryByRole('button', { name: 'What would it destroy?' })).toBeNull();
    expect(screen.getByText(/You may see this/)).toBeTruthy();
    expect(screen.getByText('Nothing is under a legal hold.')).toBeTruthy();
  });
});
