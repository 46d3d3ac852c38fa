/**
 * Which chord an action may be given, and which not. Pure; knows no texts, and nothing of how a chord
 * is recorded or kept.
 *
 * A chord of one's own takes the place of an action's first. Further ones stay, so that the curtain
 * always has its second key, and Escape always closes.
 */
import type { Chord } from './chord.ts';
import { TABLE, type Action, type Binding, type Group } from './table.ts';

/** Chords of one's own, by the action. */
export type Own = Readonly<Partial<Record<Action, Chord>>>;

/** Why an action cannot have a chord. */
export type Refusal =
  | { is: 'taken'; by: Action }
  /** It belongs to fields, to the focus or to the system. */
  | { is: 'reserved' }
  /** The action works while typing too, and somebody might type this. */
  | { is: 'typed' };

/** Copying and the like, the way through a form, closing a window. */
const RESERVED: readonly Chord[] = [
  'Tab',
  'Shift+Tab',
  'Ctrl+A',
  'Ctrl+C',
  'Ctrl+V',
  'Ctrl+X',
  'Ctrl+Q',
  'Ctrl+W',
  'Alt+F4',
  'Escape',
];

/** What works while a field is typed into. */
const WHILE_TYPING: readonly Action[] = ['panic', 'palette', 'support'];

/** What of it has no other chord to fall back to there, so that its own cannot be one that is typed. */
const NEVER_TYPED: readonly Action[] = ['panic', 'palette'];

/** What is asked for whatever lies on top: the curtain, and whom one can turn to. */
export const THROUGH_COVERS: readonly Action[] = ['panic', 'support'];

/** Whether `action` is what `chord` is for, also while a field is typed into. */
export function worksWhileTyping(action: Action, chord: Chord): boolean {
  return WHILE_TYPING.includes(action) && !isTyped(chord);
}

/** What lies on top of which: groups that can be asked for the same press. */
const BESIDE: Record<Group, readonly Group[]> = {
  look: ['look', 'decide', 'move', 'always', 'lens', 'full'],
  decide: ['look', 'decide', 'move', 'always', 'lens', 'full'],
  move: ['look', 'decide', 'move', 'always'],
  always: ['look', 'decide', 'move', 'always', 'lens', 'full', 'rows', 'list', 'tiles'],
  lens: ['lens', 'look', 'decide', 'always'],
  full: ['full', 'look', 'decide', 'always'],
  rows: ['rows', 'always'],
  list: ['list', 'always'],
  tiles: ['tiles', 'always'],
};

/** The chords of a row of the table, with one's own in the place of the first. */
export function chordsFor(own: Own, { action, chords }: Binding): Chord[] {
  const wanted = own[action as Action];
  if (wanted === undefined || wanted === chords[0]) return [...chords];
  return [wanted, ...(action === 'close' ? chords : chords.slice(1))];
}

/** Why `action` cannot have `chord`, given all the others; nothing where it can. */
export function refusal(own: Own, action: Action, chord: Chord): Refusal | undefined {
  const binding = TABLE.find((row) => row.action === action);
  if (binding === undefined) return { is: 'reserved' };
  if (binding.chords[0] === chord) return taken(own, binding, chord);
  if (RESERVED.includes(chord)) return { is: 'reserved' };
  if (NEVER_TYPED.includes(action) && isTyped(chord)) return { is: 'typed' };
  return taken(own, binding, chord);
}

/** Of chords that were kept, those that can hold together. */
export function sane(kept: Readonly<Record<string, Chord>>): Own {
  const known = TABLE.map(({ action }) => action).filter((action) => kept[action] !== undefined);
  return fitting(Object.fromEntries(known.map((action) => [action, kept[action]])));
}

/** Whoever loses a chord has the usual one again, which another may have meanwhile: so until all fit. */
function fitting(own: Own): Own {
  const entries = Object.entries(own) as [Action, Chord][];
  const fits = entries.filter(([action, chord]) => refusal(own, action, chord) === undefined);
  const left = Object.fromEntries(fits) as Own;
  return fits.length === entries.length ? left : fitting(left);
}

/** Whether a press of it puts something into a field, or does something there. */
function isTyped(chord: Chord): boolean {
  return !/^(?:Ctrl\+|Alt\+|F\d+$|Pause$)/.test(chord);
}

function taken(own: Own, binding: Binding, chord: Chord): Refusal | undefined {
  const beside = BESIDE[binding.group];
  const by = TABLE.find(
    (other) =>
      other.action !== binding.action &&
      beside.includes(other.group) &&
      chordsFor(own, other).includes(chord),
  );
  return by && { is: 'taken', by: by.action };
}
