/**
 * From key events to actions. Knows nothing of what an action does; screens lay their meanings on
 * top of each other, and the topmost that has one is asked.
 *
 * Key repeat is not input. Nothing fires while typing in a field, except the curtain, the palette and
 * whom one can turn to, by chords that type nothing.
 */
import { keyBook } from './book.svelte.ts';
import { chordOf, isWhole, type Chord, type Press } from './chord.ts';
import { THROUGH_COVERS, worksWhileTyping } from './rebinding.ts';
import { TABLE, type Action } from './table.ts';

/** What an action does on the way down, and on the way up where that matters. */
export interface Stroke {
  /** `code` is the key's place, where it was a key. */
  down: (code?: string) => void;
  up?: () => void;
}

export type Layer = Partial<Record<Action, (() => void) | Stroke>>;

/** A layer that covers hides every meaning below it, but for the curtain and whom one can turn to. */
interface Laid {
  layer: Layer;
  covers: boolean;
}

export interface KeyPress extends Press {
  readonly target: EventTarget | null;
  readonly repeat: boolean;
  preventDefault(): void;
}

/** Two presses within this time are one double press. */
const TWICE_MS = 800;

export class Keyboard {
  #layers: Laid[] = [];
  #down = new Map<string, Stroke>();
  #last: { chord: Chord; at: number } | undefined;
  #recorder: ((chord: Chord) => void) | undefined;

  constructor(private readonly steady: () => number = () => performance.now()) {}

  /** Lays meanings on top until the returned function is called. */
  layer(layer: Layer, covers = false): () => void {
    const laid = { layer, covers };
    this.#layers.push(laid);
    return () => {
      this.#layers = this.#layers.filter((other) => other !== laid);
    };
  }

  press(event: KeyPress): void {
    const chord = chordOf(event);
    if (event.repeat || this.#down.has(event.code)) {
      // A held look key must not scroll the page either.
      if (this.#down.has(event.code)) event.preventDefault();
      return;
    }
    if (this.#recorded(event, chord)) return;
    const stroke = this.#meaning(chord, event.target);
    if (stroke === undefined) return;
    event.preventDefault();
    this.#down.set(event.code, stroke);
    stroke.down(event.code);
  }

  /** Hears the next chords instead of doing them, but for the curtain, until the returned function is called. */
  record(recorder: (chord: Chord) => void): () => void {
    this.#recorder = recorder;
    return () => {
      if (this.#recorder === recorder) this.#recorder = undefined;
    };
  }

  #recorded(event: KeyPress, chord: Chord): boolean {
    const recorder = this.#recorder;
    if (recorder === undefined || keyBook.actionsOf(chord).includes('panic')) return false;
    event.preventDefault();
    if (isWhole(event)) {
      this.#last = { chord, at: this.steady() };
      recorder(chord);
    }
    return true;
  }

  release(event: Pick<KeyPress, 'code'>): void {
    const stroke = this.#down.get(event.code);
    this.#down.delete(event.code);
    stroke?.up?.();
  }

  /** The window lost its keys: nothing is held any more. */
  releaseAll(): void {
    const held = [...this.#down.values()];
    this.#down.clear();
    held.forEach((stroke) => stroke.up?.());
  }

  /** What each action would do now, the topmost meaning of each. */
  live(): Map<Action, Stroke> {
    const strokes = new Map<Action, Stroke>();
    for (const { layer, covers } of this.#layers) {
      if (covers) strokes.clear();
      for (const { action } of TABLE) {
        const meaning = layer[action];
        if (meaning !== undefined) strokes.set(action, strokeOf(meaning));
      }
    }
    return strokes;
  }

  #meaning(chord: Chord, target: EventTarget | null): Stroke | undefined {
    const twice = this.#isSecond(chord) ? this.#find(`${chord} ${chord}`) : undefined;
    if (twice !== undefined) return twice;
    const always = keyBook.actionsOf(chord).some((action) => worksWhileTyping(action, chord));
    const own = !always && chord !== 'Escape' && belongsTo(target, chord);
    return own ? undefined : this.#find(chord);
  }

  #isSecond(chord: Chord): boolean {
    const at = this.steady();
    const second = this.#last?.chord === chord && at - this.#last.at <= TWICE_MS;
    this.#last = second ? undefined : { chord, at };
    return second;
  }

  #find(chord: Chord): Stroke | undefined {
    let actions = keyBook.actionsOf(chord);
    for (const { layer, covers } of [...this.#layers].reverse()) {
      const found = actions.map((action) => layer[action]).find((stroke) => stroke !== undefined);
      if (found !== undefined) return strokeOf(found);
      if (covers) actions = actions.filter((action) => THROUGH_COVERS.includes(action));
    }
    return undefined;
  }
}

function strokeOf(meaning: (() => void) | Stroke): Stroke {
  return typeof meaning === 'function' ? { down: () => meaning() } : meaning;
}

/** Fields that nothing is typed into: they need arrows and the space bar, and no letters. */
const CHOSEN: readonly string[] = ['radio', 'checkbox', 'range', 'button', 'submit'];

/** A letter or a key of its own that no such field has a use for. */
function isPlain(chord: Chord): boolean {
  return /^([A-Z?]|F\d+)$/.test(chord);
}

/** Whether the focused control has its own use for the key. */
function belongsTo(target: EventTarget | null, chord: Chord): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && CHOSEN.includes(target.type)) return !isPlain(chord);
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return true;
  const presses = chord === 'Space' || chord === 'Enter';
  return presses && target.closest('button, a, summary, [role="button"]') !== null;
}
