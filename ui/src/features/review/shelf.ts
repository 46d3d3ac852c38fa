/**
 * Pictures by name, each fetched once and decoded before it is shown.
 *
 * The name of a look is good for one fetch, so the element that fetched it is the one that is shown; a
 * resting picture stays on the shelf while a look is in front of it. Knows nothing of when to show.
 */

export interface Kept {
  element: HTMLImageElement;
  /** Whether it came and could be decoded. */
  ready: Promise<boolean>;
}

export class FrameShelf {
  #kept = new Map<string, Kept>();

  constructor(private readonly urlOf: (name: string) => string) {}

  /** The picture of this name; fetched at the first call, the same element ever after. */
  take(name: string): Kept {
    const known = this.#kept.get(name);
    if (known !== undefined) return known;
    const element = makeElement();
    element.src = this.urlOf(name);
    const ready = element.decode().then(
      () => true,
      () => false,
    );
    const kept = { element, ready };
    this.#kept.set(name, kept);
    return kept;
  }

  /** Forgets every picture but these. */
  keepOnly(names: Iterable<string>): void {
    const wanted = new Set(names);
    for (const [name, kept] of this.#kept) {
      if (wanted.has(name)) continue;
      forget(kept.element);
      this.#kept.delete(name);
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.keepOnly([]);
  }
}

function makeElement(): HTMLImageElement {
  const element = new Image();
  element.alt = '';
  element.draggable = false;
  element.className = 'frame';
  element.decoding = 'sync';
  element.addEventListener('contextmenu', (event) => event.preventDefault());
  element.addEventListener('dragstart', (event) => event.preventDefault());
  return element;
}

/** Takes the picture off the screen and lets the web view drop its pixels. */
function forget(element: HTMLImageElement): void {
  element.remove();
  element.removeAttribute('src');
}
