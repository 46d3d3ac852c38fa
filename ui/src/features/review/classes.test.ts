import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { classBook } from '../../lib/classes/book.svelte.ts';
import type { Class, Intent } from '../../lib/host/wire.gen.ts';
import { Keyboard, type KeyPress } from '../../lib/keys/keyboard.ts';
import { scheme } from '../../testing/scheme.ts';
import { caseView } from '../../testing/views.ts';
import { said } from '../record/said.ts';
import { Decision } from './decision.svelte.ts';
import Verdict from './Verdict.svelte';

const own = (code: string, part: Partial<Class> = {}): Class => ({
  code,
  name: `Class ${code}`,
  hint: `when it is ${code}`,
  retired: false,
  reports_as: null,
  ...part,
});
const many = Array.from({ length: 20 }, (_, at) => own(`c${at + 1}`));

describe('the classes', () => {
  let sent: Intent[];
  let keyboard: Keyboard;
  beforeEach(() => {
    sent = [];
    keyboard = new Keyboard();
    classBook.take(scheme);
  });
  const open = (classes: Class[], classification: string | null = null) => {
    classBook.take({ classes });
    const decision = new Decision((intent) => sent.push(intent), vi.fn());
    decision.show('classes');
    const view = caseView({ classification });
    render(Verdict, { view, decision, keyboard });
  };
  const press = async (digit: string) => {
    const key = { key: digit, code: `Digit${digit}`, repeat: false, target: document.body };
    const mods = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
    keyboard.press({ ...key, ...mods, preventDefault: () => {} } satisfies KeyPress);
    keyboard.release({ code: key.code });
    await Promise.resolve();
  };
  const offered = () =>
    screen
      .getAllByRole('button')
      .filter((button) => button.hasAttribute('aria-pressed'))
      .map((button) => button.querySelector('.name')?.textContent);

  it('are the hub’s with their names and hints, retired ones left out, and none of them last', () => {
    open([own('grave'), own('old', { retired: true }), own('light')]);
    expect(offered()).toEqual(['Class grave', 'Class light', 'None of these']);
    expect(screen.getByText('when it is light')).toBeTruthy();
    expect(screen.queryByText(/more$/)).toBeNull();
  });

  it('have the digits that they had where nobody has set others', async () => {
    open(scheme.classes);
    expect(offered()).toEqual(['A1', 'A2', 'B1', 'B2', 'None of these']);
    await press('5');
    expect(sent).toEqual([{ intent: 'classify', classification: 'NONE' }]);
  });

  it('are all reached by keys where there are more than digits, nine at a time and round', async () => {
    open(many);
    expect(offered()).toHaveLength(9);
    await press('0');
    await press('0');
    expect(offered()).toEqual(['Class c19', 'Class c20', 'None of these']);
    await press('0');
    expect(offered()?.[0]).toBe('Class c1');
    await press('0');
    await press('2');
    expect(sent).toEqual([{ intent: 'classify', classification: 'c11' }]);
  });

  it('begin where the chosen one is, and go on by a button as well', async () => {
    open(many, 'c12');
    expect(screen.getByRole('button', { name: 'Class c12', pressed: true })).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: /^12 more/ }));
    expect(offered()?.[0]).toBe('Class c19');
  });

  it('are named on decisions as they are called now, retired or not, and by their code where they are gone', () => {
    classBook.take({ classes: [own('old', { retired: true, name: 'Once so' })] });
    const verdict = (classification: string) =>
      said({ content: 'abusive', classification, pairs: [] });
    expect(verdict('old')).toContain('class Once so');
    expect(verdict('elsewhere')).toContain('class elsewhere');
    expect(verdict('NONE')).toContain('class None of these');
  });
});
