import { fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { oversightScenes } from '../../../dev/oversight-scenes.ts';
import type { HandoffAct, HandoffView, OversightAct } from '../../lib/host/wire.gen.ts';
import { speak } from '../../lib/language/language.svelte.ts';
import Decisions from './Decisions.svelte';
import Handoff from './Handoff.svelte';
import { LONGEST_URGENCY } from './handoff.svelte.ts';

function scene(name: string): HandoffView {
  const shown = oversightScenes[name]!().screen;
  if (shown.at !== 'oversight' || shown.content?.of !== 'decisions') {
    throw new Error(`${name} shows no decisions`);
  }
  return shown.content.handoff!;
}

afterEach(() => speak('en'));

describe('a decision', () => {
  const act = vi.fn<(what: OversightAct) => void>();
  const open = (name: string) => {
    act.mockReset();
    const shown = oversightScenes[name]!().screen;
    if (shown.at !== 'oversight' || shown.content?.of !== 'decisions') throw new Error(name);
    return render(Decisions, { view: shown.content, busy: false, act });
  };
  const prepare = () => screen.queryAllByRole('button', { name: /Prepare a report/ });

  it('that was confirmed can be reported by whoever may, and no other one', async () => {
    open('oversight-decisions-admin');
    expect(prepare().map((button) => button.textContent)).toEqual([
      expect.stringContaining('4c1e81f2'),
    ]);
    expect(screen.queryByRole('button', { name: /Reverse/ })).toBeNull();
    await fireEvent.click(prepare()[0]!);
    expect(act.mock.calls).toEqual([
      [
        {
          does: 'handoff',
          act: { wants: 'prepare', case: '0193f2c0-0000-7000-8000-00004c1e81f2' },
        },
      ],
    ]);
  });

  it('is reported by nobody who reverses and may not read the audit', () => {
    open('oversight-decisions');
    expect(prepare()).toEqual([]);
    expect(screen.getAllByRole('button', { name: /Reverse/ })).toHaveLength(3);
  });
});

describe('a hand-off', () => {
  const act = vi.fn<(what: HandoffAct) => void>();
  const open = (name: string) => {
    act.mockReset();
    return render(Handoff, { view: scene(name), act });
  };
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
  const uploads = () => screen.getAllByRole('listitem');
  const radio = (upload: HTMLElement, name: string) =>
    within(upload).getByRole<HTMLInputElement>('radio', { name });
  const confirm = async () => {
    await press('Hand over');
    await fireEvent.click(
      within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Yes, hand it over' }),
    );
  };

  it('says of every upload what is known of it, in words and without a picture', () => {
    open('oversight-handoff');
    const said = uploads().map((upload) => upload.textContent);
    expect(said).toEqual([
      expect.stringMatching(/Upload 1 of 4.*post-881.*All of it was seen, without a veil/s),
      expect.stringMatching(/post-882.*A part of it was seen/s),
      expect.stringMatching(/post-883.*nobody ever said what of it came up/s),
      expect.stringMatching(/none.*It was not seen at all/s),
    ]);
    expect(document.querySelectorAll('img, canvas, picture, svg')).toHaveLength(0);
  });

  it('proposes what the ledger bears out, and offers no more, with the reason', async () => {
    open('oversight-handoff');
    const viewed = uploads().map((upload) => radio(upload, 'Viewed'));
    expect(viewed.map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [true, false],
      [false, true],
      [false, true],
      [false, true],
    ]);
    const group = within(uploads()[1]!).getByRole('group', { name: 'Was the file viewed?' });
    const reason = document.getElementById(group.getAttribute('aria-describedby')!);
    expect(reason?.textContent).toMatch(/does not bear out that anybody saw all of this file/);
    await fireEvent.click(radio(uploads()[0]!, 'Not viewed'));
    await confirm();
    const [[sent]] = act.mock.calls as [[HandoffAct]];
    expect(sent.wants === 'hand_over' && sent.files.map(({ viewed }) => viewed)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('is asked about once more in words, and sends what was said', async () => {
    open('oversight-handoff');
    await fireEvent.click(within(uploads()[1]!).getByLabelText('going round fast'));
    await fireEvent.click(within(uploads()[1]!).getByLabelText('an infant is shown'));
    await fireEvent.click(within(uploads()[1]!).getByLabelText('going round fast'));
    await fireEvent.change(screen.getByLabelText('What happened'), {
      target: { value: 'enticement' },
    });
    await press('Hand over');
    const asked = screen.getByRole('alertdialog');
    expect(asked.textContent).toMatch(
      /4 uploads.*goes to nobody.*on this computer.*The log keeps/s,
    );
    expect(act).not.toHaveBeenCalled();
    await fireEvent.click(within(asked).getByRole('button', { name: 'Leave it' }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await confirm();
    const file = (item: string, viewed: boolean, annotations: string[] = []) => ({
      item_id: item,
      viewed,
      annotations,
    });
    expect(act.mock.calls).toEqual([
      [
        {
          wants: 'hand_over',
          incident: 'enticement',
          urgent: null,
          files: [
            file('upload-1', true),
            file('upload-2', false, ['infant']),
            file('upload-3', false),
            file('upload-4', false),
          ],
        },
      ],
    ]);
  });

  it('is urgent only where somebody says so and why', async () => {
    open('oversight-handoff');
    const box = screen.getByLabelText<HTMLInputElement>('It is to be read first');
    expect(box.checked).toBe(false);
    expect(screen.queryByRole('textbox')).toBeNull();
    await fireEvent.click(box);
    const words = screen.getByLabelText<HTMLTextAreaElement>('Why it is to be read first');
    expect(words.maxLength).toBe(LONGEST_URGENCY);
    const button = screen.getByRole('button', { name: 'Hand over' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await press('Hand over');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getByText(/Say why it is to be read first/)).toBeTruthy();
    await fireEvent.input(words, { target: { value: ' a child may be at risk ' } });
    await confirm();
    expect(act.mock.calls[0]?.[0]).toMatchObject({ urgent: 'a child may be at risk' });
    await fireEvent.click(box);
    await confirm();
    expect(act.mock.calls[1]?.[0]).toMatchObject({ urgent: null });
  });

  it('keeps what was said where it was refused, and says what to do', async () => {
    const { rerender } = open('oversight-handoff');
    await fireEvent.click(within(uploads()[3]!).getByLabelText('going round fast'));
    await rerender({ view: scene('oversight-handoff-under-way'), act });
    const button = screen.getByRole('button', { name: 'Hand over' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await rerender({ view: scene('oversight-handoff-silent'), act });
    expect(screen.getByRole('alert').textContent).toMatch(/does not answer.*stays here/);
    await rerender({ view: scene('oversight-handoff-refused'), act });
    expect(screen.getByRole('alert').textContent).toMatch(/does not stand any more/);
    const kept = within(uploads()[3]!).getByLabelText<HTMLInputElement>('going round fast');
    expect(kept.checked).toBe(true);
  });

  it.each([
    ['oversight-handoff-nothing', /Nothing of this case was confirmed/],
    ['oversight-handoff-grace', /can still be taken back until/],
  ])('that cannot be says why, and asks again by a button: %s', async (name, why) => {
    open(name);
    expect(screen.getByRole('alert').textContent).toMatch(why);
    await press('Ask again');
    expect(act.mock.calls).toEqual([[{ wants: 'prepare', case: scene(name).case }]]);
  });

  it('says where its files are, or that they are not written, and writes them again', async () => {
    const { rerender } = open('oversight-handoff-written');
    expect(document.activeElement?.textContent).toMatch(/It is handed over, and the log has that/);
    expect(screen.getByRole('status').textContent).toMatch(/scrim-report-4c1e81f2-2026-11-23/);
    await rerender({ view: scene('oversight-handoff-not-written'), act });
    expect(screen.getByRole('status').textContent).toMatch(/could not be written/);
    await press('Write the files again');
    expect(act.mock.calls).toEqual([[{ wants: 'write_again' }]]);
  });

  it('is left by its button and by Escape', async () => {
    open('oversight-handoff');
    await press(/Close/);
    await fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
    expect(act.mock.calls).toEqual([[{ wants: 'leave' }], [{ wants: 'leave' }]]);
  });

  it('is reached in the order in which it is read', () => {
    open('oversight-handoff');
    const order = [...document.querySelectorAll('button, input, select')].map((control) =>
      control.tagName === 'INPUT'
        ? (control.closest('label')?.textContent.trim() ?? '')
        : (control.textContent.trim().split(/\s{2,}/)[0] ?? ''),
    );
    expect(order[0]).toMatch(/Close/);
    expect(order.slice(1, 4)).toEqual(['Viewed', 'Not viewed', expect.stringMatching(/drawn/)]);
    expect(order.at(-2)).toBe('It is to be read first');
    expect(order.at(-1)).toBe('Hand over');
  });

  it.each(['en', 'fr'] as const)(
    'has no faults that axe finds in any state, in %s',
    async (tongue) => {
      speak(tongue);
      const names = Object.keys(oversightScenes).filter((name) => /^oversight-handoff/.test(name));
      expect(names).toHaveLength(9);
      for (const name of names) {
        const { unmount } = open(name);
        const { violations } = await axe.run(document.body, {
          rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
        });
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        unmount();
      }
    },
  );
});
