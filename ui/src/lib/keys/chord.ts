/**
 * One key or combination, written as a person would: `S`, `Shift+5`, `Ctrl+Z`, `Escape Escape`.
 * Knows nothing of what it does.
 *
 * Digits go by their place on the keyboard, since several layouts put them behind Shift; letters go
 * by what is printed on the key, and by their place where the layout has no Latin letters.
 */

import { text } from '../text/text.ts';

export type Chord = string;

/** The part of a keyboard event that a chord is about. */
export interface Press {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** The chord a press stands for, without counting presses in a row. */
export function chordOf(press: Press): Chord {
  const name = keyName(press);
  const shift = press.shiftKey && !isSymbol(name);
  return [
    press.ctrlKey || press.metaKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    shift ? 'Shift' : '',
    name,
  ]
    .filter(Boolean)
    .join('+');
}

/** Whether a press is one by itself: no modifier alone, and nothing that a layout is still making up. */
export function isWhole({ key }: Pick<Press, 'key'>): boolean {
  return !UNFINISHED.includes(key);
}

const UNFINISHED: readonly string[] = [
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'Dead',
  'Process',
  'Unidentified',
];

/** What the keycaps of a chord say: one for each press, each a list of caps. */
export function keycaps(chord: Chord): string[] {
  return chord.split(/[ +]/).map((cap) => ARROWS[cap] ?? text.shell.caps[cap] ?? cap);
}

const ARROWS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

function keyName(press: Press): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  if (digit !== undefined) return digit;
  if (press.key === ' ') return 'Space';
  if (/^[a-z]$/i.test(press.key)) return press.key.toUpperCase();
  const latin = /^Key([A-Z])$/.exec(press.code)?.[1];
  return press.key.length === 1 && latin !== undefined ? latin : press.key;
}

/** A printed symbol already says whether Shift is down. */
function isSymbol(name: string): boolean {
  return name.length === 1 && !/[A-Z0-9]/.test(name);
}
