import { Keyboard } from '../../lib/keys/keyboard.ts';
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { DeskView, Intent, Rung, Tone } from '../../lib/host/wire.gen.ts';
import { deskView, settings } from '../../testing/views.ts';
import Settings from '../../views/Settings.svelte';
import { PREVIEWS } from './preview.ts';

const view = {
  effective: { settings: { ...settings, resting_rung: 1 as const }, reasons: [] },
  floor: { ...settings, resting_rung: 2 as const },
  password: null,
  left_out: { opt_outs: { categories: ['B2'], media: [] }, categories: ['A1', 'B2'] },
  busy: false,
};

function open(tone: Tone = 'as_is', part: Partial<DeskView> = {}) {
  const send = vi.fn<(intent: Intent) => void>();
  const { rerender } = render(Settings, {
    desk: deskView({ tone, ...part }),
    view,
    keyboard: new Keyboard(),
    send,
  });
  return { send, toned: (next: Tone) => rerender({ desk: deskView({ tone: next }), view, send }) };
}

const shown = () => screen.getByRole('img', { name: /A harmless picture/ });
const showAt = () => within(screen.getByRole('group', { name: 'Show it at' }));

describe('the line before the first look', () => {
  const line = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'One line to read' });

  it('is read unless its person wants none, which holds at once', async () => {
    const { send } = open();
    expect(line().checked).toBe(true);
    await fireEvent.click(line());
    expect(send.mock.calls).toEqual([[{ intent: 'set_first_look_line', line: 'off' }]]);
  });

  it('can be had again', async () => {
    const { send } = open('as_is', { first_look_line: 'off' });
    expect(line().checked).toBe(false);
    await fireEvent.click(line());
    expect(send.mock.calls).toEqual([[{ intent: 'set_first_look_line', line: 'shown' }]]);
  });
});

describe('the key that drops the curtain from other windows', () => {
  const said = (global_curtain: DeskView['global_curtain']) => {
    open('as_is', { global_curtain });
    return screen.getByRole('region', { name: 'Keys' }).textContent;
  };

  it('is named where there is one', () => {
    expect(said('held')).toContain('Ctrl Alt Space drops the curtain');
  });

  it.each([
    ['taken', 'another program has'],
    ['wayland', 'under Wayland'],
    ['not_offered', 'on this system'],
  ] as const)('is said not to be where it is %s, why, and what hides instead', (how, why) => {
    const words = said(how);
    for (const part of ['No key drops the curtain', why, 'Leaving the window hides']) {
      expect(words).toContain(part);
    }
  });
});

describe('the preview in the settings', () => {
  it('has a picture of its own for every rung but the label, none of them a drawing on the spot', () => {
    const files = Object.values(PREVIEWS);
    expect(new Set(files).size).toBe(6);
    for (const file of files) expect(file).toMatch(/preview-[a-z-]+\.gen\.jpg/);
  });

  it('follows the resting rung at once, before anything is saved', async () => {
    const { send } = open();
    expect(shown().getAttribute('src')).toBe(PREVIEWS[1]);
    await fireEvent.click(screen.getByRole('radio', { name: /Light veil/ }));
    expect(shown().getAttribute('src')).toBe(PREVIEWS[2]);
    await fireEvent.click(screen.getByRole('radio', { name: /Label/ }));
    expect(shown().tagName).not.toBe('IMG');
    expect(send).not.toHaveBeenCalled();
  });

  it.each([1, 2, 3, 4, 5, 6] as Exclude<Rung, 0>[])(
    'shows rung %i to whoever asks',
    async (rung) => {
      open();
      await fireEvent.click(showAt().getAllByRole('button')[rung]!);
      expect(shown().getAttribute('src')).toBe(PREVIEWS[rung]);
      expect(showAt().getAllByRole('button', { pressed: true })).toHaveLength(1);
    },
  );

  it('turns to grey where a tone is chosen, says so at once, and tones grey and lens alone', async () => {
    const { send, toned } = open();
    await fireEvent.click(screen.getByRole('radio', { name: /Sepia/ }));
    expect(send.mock.calls).toEqual([[{ intent: 'set_tone', tone: 'sepia' }]]);
    await toned('sepia');
    expect(shown().getAttribute('src')).toBe(PREVIEWS[5]);
    expect(shown().className).toContain('sepia');
    const strip = showAt().getAllByRole('button');
    const pictures = strip.map((button) => button.querySelector('img'));
    expect(pictures.map((img) => img?.classList.contains('sepia') ?? false)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((rung) => rung === 4 || rung === 5),
    );
  });
});

describe('what somebody does not take', () => {
  const section = () => within(screen.getByRole('region', { name: 'What you do not take' }));
  const save = () => section().getByRole('button', { name: /Save what you leave out/ });

  it('is ticked as it holds, and is saved only once it is changed', async () => {
    const { send } = open();
    const ticked = section().getAllByRole('checkbox', { checked: true });
    expect(ticked.map((box) => box.closest('label')?.textContent.trim())).toEqual(['B2']);
    await fireEvent.click(save());
    expect(send).not.toHaveBeenCalled();
  });

  it('is sent whole, with the category that was typed', async () => {
    const { send } = open();
    await fireEvent.click(section().getByRole('checkbox', { name: 'Animations' }));
    await fireEvent.click(section().getByRole('checkbox', { name: 'B2' }));
    await fireEvent.input(section().getByRole('textbox'), { target: { value: ' c3 ' } });
    await fireEvent.click(save());
    const opt_outs = { categories: ['C3'], media: ['animation'] };
    expect(send.mock.calls).toEqual([[{ intent: 'set_opt_outs', opt_outs }]]);
  });

  it('is no question for those who do not review', () => {
    render(Settings, {
      keyboard: new Keyboard(),
      desk: deskView({}),
      view: { ...view, left_out: null },
      send: vi.fn<(intent: Intent) => void>(),
    });
    expect(screen.queryByRole('region', { name: 'What you do not take' })).toBeNull();
  });
});
