import { fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  NOTHING_SET,
  noServices,
  services,
  servicesBeingSet,
} from '../../../dev/service-scenes.ts';
import type { OversightAct, ServicesView } from '../../lib/host/wire.gen.ts';
import { changeOf, isWhole, NO_SECRET, secretOf } from './draft.ts';
import Services from './Services.svelte';

describe('setting services', () => {
  const act = vi.fn<(what: OversightAct) => void>();
  beforeEach(() => act.mockReset());
  const open = (view: ServicesView) => render(Services, { view, busy: false, act });
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
  const type = (label: string | RegExp, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  const pick = (label: string, value: string) => {
    const menu = screen.getByLabelText<HTMLSelectElement>(label);
    for (const option of menu.options) option.selected = option.value === value;
    return fireEvent.change(menu);
  };
  const acted = () => act.mock.calls.map(([what]) => what);

  it('adds a matcher with its lists and a token that is then forgotten', async () => {
    const { container } = open(noServices());
    await press('Add a matcher');
    expect(document.activeElement).toBe(screen.getByLabelText('What it is'));
    await press('Add a matcher');
    expect(acted(), 'name and address are missing').toEqual([]);
    await type('Name', ' Coast ');
    await type('Address', 'https://coast.example');
    await pick('How the hub shows who it is', 'bearer');
    await press('Name a list');
    await type('List there, 1', 'COAST');
    await pick('Your list, 1', 'l2');
    await press('Add a matcher');
    expect(acted(), 'no token yet').toEqual([]);
    await type('Token', 'a-token');
    await press('Add a matcher');
    expect(acted()).toEqual([
      {
        does: 'set_service',
        change: {
          sets: 'add_matcher',
          matcher: {
            name: 'Coast',
            kind: 'hma',
            address: 'https://coast.example',
            lists: { COAST: 'l2' },
            sends: 'hashes',
            mode: 'off',
            secret: { credential: { kind: 'bearer', token: 'a-token' } },
          },
        },
      },
    ]);
    expect(screen.getByLabelText<HTMLInputElement>('Token').value).toBe('');
    expect(container.innerHTML).not.toContain('a-token');
  });

  it('says why the hub refuses, marks the part at fault, and closes once it is taken', async () => {
    const { rerender } = open(noServices());
    await press('Add a matcher');
    await type('Name', 'Coast');
    await type('Address', 'https://coast.example');
    await press('Add a matcher');
    await press('Add a matcher');
    expect(act, 'one at a time').toHaveBeenCalledOnce();
    const refused = {
      code: 'name_taken',
      field: 'name',
      says: 'there is a matcher of that name',
    } as const;
    const answered = (setting: Partial<ServicesView['setting']>) =>
      rerender({
        view: { ...noServices(), setting: { ...NOTHING_SET, ...setting } },
        busy: false,
        act,
      });
    await answered({ answered: 1, refused });
    expect(screen.getByRole('alert').textContent).toBe(
      'The hub did not do that: there is a matcher of that name.',
    );
    expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).toBeNull();
    await press('Add a matcher');
    await answered({ answered: 2, refused: null });
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('says what leaves for Shield before whole uploads do', async () => {
    open(noServices());
    await press('Add a matcher');
    expect(screen.queryByLabelText('What leaves for it')).toBeNull();
    await pick('What it is', 'shield');
    await pick('What leaves for it', 'uploads');
    expect(screen.getByText(/Every upload leaves for it whole/)).toBeTruthy();
  });

  it('switches and removes a matcher after saying what that means', async () => {
    open(services(true));
    await press('Switch Northern HMA off');
    expect(act).not.toHaveBeenCalled();
    const ask = within(screen.getByRole('alertdialog', { name: 'Switch Northern HMA off' }));
    expect(ask.getByText(/settled without it/)).toBeTruthy();
    await fireEvent.click(ask.getByRole('button', { name: 'Leave it' }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await press('Remove Harbour HMA');
    await press('Remove it');
    await press('Switch Northern HMA off');
    await press('Switch it off');
    expect(acted()).toEqual([
      { does: 'set_service', change: { sets: 'remove_matcher', id: 'm2' } },
      {
        does: 'set_service',
        change: { sets: 'change_matcher', id: 'm1', change: { mode: 'off' } },
      },
    ]);
  });

  it('changes a matcher in what differs alone, and asks for its credential at another address', async () => {
    open(services(true));
    await press('Change Harbour HMA');
    await type('Address', 'https://new.example');
    await press('Change Harbour HMA');
    expect(act).not.toHaveBeenCalled();
    await pick('How the hub shows who it is', 'none');
    await press('Change Harbour HMA');
    expect(acted()).toEqual([
      {
        does: 'set_service',
        change: {
          sets: 'change_matcher',
          id: 'm2',
          change: { address: 'https://new.example', secret: { credential: { kind: 'none' } } },
        },
      },
    ]);
  });

  it('adds a platform that hears of its uploads, for whom the hub makes the secret', async () => {
    open(noServices());
    await press('Add a destination');
    expect(screen.getByText(/No picture, no hash, no name and no words/)).toBeTruthy();
    await type('Name', 'Callbacks');
    await type('Address', 'https://platform.example/hook');
    await fireEvent.click(screen.getByLabelText('Second hand'));
    await press('Add a destination');
    expect(acted()).toEqual([
      {
        does: 'set_service',
        change: {
          sets: 'add_destination',
          destination: {
            name: 'Callbacks',
            address: 'https://platform.example/hook',
            harm: 'csam',
            banks: ['l2'],
            mode: 'off',
            to: { kind: 'platform', source_id: 's1' },
          },
        },
      },
    ]);
  });

  it('has a dry run show to the byte what would leave, and a secret once', async () => {
    open(servicesBeingSet());
    const leaving = within(
      screen.getByRole('region', { name: 'What is still to leave for NCMEC feedback' }),
    );
    expect(leaving.getByText(/affirmative/).textContent).toContain(
      'PUT https://hashsharing.example',
    );
    expect(screen.getByText(/^whsec_/)).toBeTruthy();
    await press('I have copied it');
    await press('Show what would leave for Platform callbacks');
    await press('Turn NCMEC feedback on');
    expect(screen.getByText(/so does what was shown in a dry run/)).toBeTruthy();
    await press('Turn it on');
    await press('Ask Platform callbacks how it stands');
    expect(acted()).toEqual([
      { does: 'put_away' },
      { does: 'show_leaving', destination: 'd1' },
      { does: 'set_service', change: { sets: 'set_destination_mode', id: 'd2', mode: 'on' } },
      { does: 'check_destination', destination: 'd1' },
    ]);
  });

  it.each(['Add a matcher', 'Add a destination', 'Change Harbour HMA', 'Remove Harbour HMA'])(
    'has no fault that axe finds once it is pressed: %s',
    async (name) => {
      const { container } = open(name.startsWith('Add') ? noServices() : services(true));
      await press(name);
      const { violations } = await axe.run(container, {
        rules: { 'color-contrast': { enabled: false } },
      });
      expect(violations.map(({ id }) => id)).toEqual([]);
    },
  );
});

describe('what is typed', () => {
  it('is whole with all that its way asks for', () => {
    const typed = { name: '', secret: 'x' };
    expect(isWhole({ ...typed, shows: 'bearer' })).toBe(true);
    expect(isWhole({ ...typed, shows: 'basic' })).toBe(false);
    expect(isWhole({ shows: 'keep', name: '', secret: '' })).toBe(true);
    expect(secretOf({ shows: 'headers', name: ' X-Key ', secret: 'v' })).toEqual({
      credential: { kind: 'headers', headers: { 'X-Key': 'v' } },
    });
  });

  it('changes nothing where it is what is', () => {
    const info = services(true).matchers![0]!.info;
    const lists = [
      { theirs: 'NORTHERN_REVIEW', ours: 'l2' },
      { theirs: 'NORTHERN_CONFIRMED', ours: 'l1' },
    ];
    const same = { address: info.address, sends: info.sends, lists };
    expect(changeOf(info, { ...same, secret: { ...NO_SECRET, shows: 'keep' } })).toEqual({});
  });
});
