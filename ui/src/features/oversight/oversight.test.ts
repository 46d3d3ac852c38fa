import { fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { month } from '../../../dev/figure-scenes.ts';
import { oversightScenes } from '../../../dev/oversight-scenes.ts';
import type { Intent, OversightView, PageContent } from '../../lib/host/wire.gen.ts';
import { Keyboard, type KeyPress } from '../../lib/keys/keyboard.ts';
import { Clock } from '../../lib/time/clock.svelte.ts';
import { NOW } from '../../testing/views.ts';
import Oversight from '../../views/Oversight.svelte';

function scene(name: string): OversightView {
  const shown = oversightScenes[name]!().screen;
  if (shown.at !== 'oversight') throw new Error(`${name} is no page of oversight`);
  return shown;
}

describe('oversight', () => {
  const send = vi.fn<(intent: Intent) => void>();
  const clock = new Clock();
  let keyboard: Keyboard;
  beforeEach(() => {
    send.mockReset();
    clock.sync(NOW);
    keyboard = new Keyboard();
  });
  const open = (name: string, part: Partial<OversightView> = {}) =>
    render(Oversight, { view: { ...scene(name), ...part }, clock, keyboard, send });
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
  const acted = () =>
    send.mock.calls.map(([intent]) => (intent.intent === 'oversee' ? intent.act : intent));

  it.each(Object.keys(oversightScenes))('has no fault that axe finds: %s', async (name) => {
    const { container } = open(name);
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('offers the pages that are open, says which one is, and goes by their digits', () => {
    open('oversight-figures');
    const nav = within(screen.getByRole('navigation', { name: 'Pages of oversight' }));
    const names = nav.getAllByRole('button').map((button) => button.textContent.trim());
    expect(names.map((name) => name.split(/\s{2,}|\d/)[0]?.trim())).toEqual([
      'Decisions',
      'Figures',
      'Checks of stops',
      'Services',
      'Transparency',
    ]);
    expect(nav.getByRole('button', { current: 'page' }).textContent).toContain('Figures');
    const key = { key: '5', code: 'Digit5', repeat: false, target: document.body };
    const mods = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
    keyboard.press({ ...key, ...mods, preventDefault: () => {} } satisfies KeyPress);
    expect(send.mock.calls).toEqual([[{ intent: 'open_oversight', page: 'transparency' }]]);
  });

  it('says that a page did not come, with a way on, and that it is being asked for', async () => {
    open('oversight-failed');
    expect(screen.getByText('The hub did not give this page.')).toBeTruthy();
    await press('Try again');
    expect(acted()).toEqual([{ does: 'again' }]);
    open('oversight-asking');
    expect(screen.getByText('Asking the hub')).toBeTruthy();
  });

  describe('disagreements', () => {
    it('say what was said and by nobody, and open the case', async () => {
      open('oversight-splits');
      const card = within(screen.getByRole('article', { name: 'Case 4c1e81f2' }));
      const said = card.getAllByRole('definition').map((words) => words.textContent.trim());
      expect(said).toEqual([
        'another picture',
        '“The layout is alike, the place is another.”',
        'the same picture, altered, belongs on the list; abuse material',
        'No reason in words.',
      ]);
      await press('Open and settle case 4c1e81f2');
      const link = '0193f2c0-0000-7000-8000-00004c1e81f2';
      expect(send.mock.calls).toEqual([[{ intent: 'open_case', link }]]);
    });

    it('leave a case to another lead where this one had a part in it', async () => {
      open('oversight-splits');
      await press('Open and settle case 7a20bb19');
      expect(send).not.toHaveBeenCalled();
      expect(screen.getByText('You had a part in it, so another lead settles it.')).toBeTruthy();
    });

    it('say that nothing waits where nothing does', () => {
      open('oversight-splits-empty');
      expect(screen.getByText(/Nothing waits for a lead/)).toBeTruthy();
    });
  });

  describe('figures', () => {
    it('are not told of fewer than five, and say why', () => {
      open('oversight-figures-lead');
      const row = screen.getByRole('row', { name: /Animations/ });
      expect(row.textContent).toContain('not told');
      expect(row.textContent).not.toMatch(/\d/);
      expect(screen.getByText(/fewer than five people had a part/)).toBeTruthy();
    });

    it('stand in tables beside their plots, which say so', () => {
      open('oversight-figures');
      const plots = screen.getAllByRole('img').map((plot) => plot.getAttribute('aria-label'));
      expect(plots.every((name) => name?.includes('table beside it'))).toBe(true);
      expect(screen.getByRole('row', { name: /Near matches 0.61 82.4 % 148/ })).toBeTruthy();
      expect(screen.getByRole('row', { name: /^Oct 2026 2,450 9,500 25.7 %/ })).toBeTruthy();
    });

    it('go into a file of either kind, once at a time', async () => {
      open('oversight-figures');
      await press(/spreadsheet/);
      await press(/program/);
      expect(acted()).toEqual([
        { does: 'save', form: 'csv' },
        { does: 'save', form: 'json' },
      ]);
      send.mockReset();
      document.body.replaceChildren();
      open('oversight-figures', { exported: { is: 'under_way' } });
      await press(/spreadsheet/);
      expect(send).not.toHaveBeenCalled();
    });
  });

  it('says why there are no months: not theirs, being asked for, or not given', () => {
    const months = /last months|whoever reads what/;
    for (const [name, part, says] of [
      ['oversight-figures-lead', {}, 'Months and single lists are shown'],
      ['oversight-figures-asking', { busy: true }, 'The hub is asked for'],
      ['oversight-figures-asking', { busy: false }, 'The hub did not give'],
    ] as const) {
      const { unmount } = open(name, part);
      expect(screen.getByText(months).textContent).toContain(says);
      unmount();
    }
  });

  describe('alarms', () => {
    it('name nobody’s numbers, and are taken up in words', async () => {
      open('oversight-alarms');
      const card = within(screen.getByRole('article', { name: /^Noor: clearings/ }));
      await fireEvent.click(card.getByRole('button', { name: 'Take it up' }));
      expect(send).not.toHaveBeenCalled();
      await fireEvent.input(card.getByLabelText('What you say to it'), {
        target: { value: ' How are you? ' },
      });
      await fireEvent.click(card.getByRole('button', { name: 'Take it up' }));
      expect(acted()).toEqual([{ does: 'take_up', alarm: 'a1', words: 'How are you?' }]);
    });

    it('about whoever reads are another lead’s to take up', () => {
      open('oversight-alarms');
      const card = within(screen.getByRole('article', { name: /^Your own disputes/ }));
      expect(card.queryByRole('button')).toBeNull();
      expect(card.getByText(/another lead takes it up/)).toBeTruthy();
    });

    it('that were taken up can be shown and put away', async () => {
      open('oversight-alarms');
      await press('Show open ones only');
      expect(acted()).toEqual([{ does: 'show_alarms', all: false }]);
    });
  });

  describe('checks of stops', () => {
    it('have their share set in thousandths, and to nothing that is none', async () => {
      open('oversight-checks');
      const field = screen.getByLabelText('Thousandths of stops');
      await fireEvent.input(field, { target: { value: '1001' } });
      await press('Save the share');
      expect(send).not.toHaveBeenCalled();
      await fireEvent.input(field, { target: { value: '20' } });
      await press('Save the share');
      expect(acted()).toEqual([{ does: 'set_checks', share: 20 }]);
    });

    it('show a lead what was not the same, and no share', () => {
      open('oversight-checks-lead');
      expect(screen.queryByLabelText('Thousandths of stops')).toBeNull();
      expect(screen.getByRole('article', { name: 'Case 91d37c05' })).toBeTruthy();
    });
  });

  describe('services', () => {
    it('say how a matcher stands, and are asked and compared by hand', async () => {
      open('oversight-services');
      const card = within(screen.getByRole('article', { name: 'Harbour HMA' }));
      expect(card.getByText('Why: it refuses the credential.')).toBeTruthy();
      await press('Ask Harbour HMA how it stands');
      await press('Compare now with what Harbour HMA lists');
      expect(acted()).toEqual([
        { does: 'check_matcher', matcher: 'm2' },
        { does: 'reconcile', matcher: 'm2' },
      ]);
    });

    it('show a lead what did not arrive, which goes again by a button, and no matcher', async () => {
      open('oversight-services-lead');
      expect(screen.queryByRole('region', { name: 'Matchers' })).toBeNull();
      await press('Send the message about case 5e11c0de to Platform callbacks again');
      await press(/show older ones/);
      expect(acted()).toEqual([{ does: 'send_again', delivery: 'x1' }, { does: 'more_dead' }]);
    });
  });

  describe('transparency', () => {
    it('shows the months that are chosen where others are shown, and saves them in three forms', async () => {
      const { rerender } = open('oversight-transparency');
      await press('Show these months');
      expect(send).not.toHaveBeenCalled();
      const view = scene('oversight-transparency');
      const content: PageContent = { of: 'transparency', report: month(3) };
      await rerender({ view: { ...view, content } });
      expect(screen.getByText('Aug 2026', { selector: 'h2' })).toBeTruthy();
      await press('Show these months');
      await press('Save as a page to print');
      const { from, until } = month(5);
      expect(acted()).toEqual([
        { does: 'show_months', from, until },
        { does: 'save', form: 'page' },
      ]);
      expect(screen.getByText(/^Saved as .*\.csv/)).toBeTruthy();
    });
  });
});
