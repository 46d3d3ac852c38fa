/**
 * Tells the window's host where a picture is and what is held down, so that the host can cover the
 * picture before the page has hidden it; and says when the page has. Decides nothing: what hides a
 * picture is `Sight`'s.
 */
import type { Host } from '../../lib/host/host.ts';
import type { CurtainKey, Held, Paint, Shut, ShutBy } from '../../lib/host/wire.gen.ts';
import type { Chord } from '../../lib/keys/chord.ts';
import { Mark } from './mark.ts';

/** The frame in which a page hides is handed on before the mark is drawn. */
const FRAMES = 2;

export class ShutterPilot {
  #number = 0;
  #place: HTMLElement | null = null;
  #held: Held | null = null;
  #curtain: CurtainKey[] = [];
  #away = false;
  readonly #mark = new Mark();
  /** By which word each of these was told first, of those that hold now. */
  #since: Record<ShutBy, number | null> = { let_go: null, left: null, panic: null };

  constructor(
    private readonly host: Pick<Host, 'guard' | 'uncover'>,
    private readonly afterFrame: (then: () => void) => void,
  ) {}

  /** Where pictures are put, until the returned function is called. */
  watch(place: HTMLElement): () => void {
    this.#place = place;
    const resized = new ResizeObserver(() => this.#tell());
    resized.observe(place);
    this.#tell();
    return () => {
      resized.disconnect();
      if (this.#place !== place) return;
      this.#place = null;
      this.#tell();
    };
  }

  /** What is held down for a look; nothing once it is over. */
  hold(held: Held | null): void {
    if (held === null && this.#held === null) return;
    this.#held = held;
    this.#since.let_go = null;
    this.#tell();
  }

  /** Whether the window is left, and nothing is where pictures are put. */
  away(away: boolean): void {
    this.#away = away;
    this.#tell();
  }

  /** Which chords drop the curtain now. */
  curtain(chords: readonly Chord[]): void {
    this.#curtain = chords.map(keyOf).filter((key) => key !== null);
    this.#tell();
  }

  /** Whether the page has not done yet what the host heard: all is as the host was told by then. */
  isBehind({ guard, by }: Shut): boolean {
    const since = this.#since[by];
    return since !== null && since <= guard;
  }

  /**
   * The page has hidden what was covered that time. Frames are put together and drawn elsewhere, so that the host
   * looks for the mark: a frame that has it was drawn since, and needs no cover.
   */
  hidden({ number, mark }: Pick<Shut, 'number' | 'mark'>): void {
    this.#afterFrames(FRAMES, () => {
      const corner = this.#mark.draw(mark);
      const wipe = () => this.#mark.wipe(corner);
      void this.host.uncover(number).then(wipe, wipe);
    });
  }

  #afterFrames(frames: number, then: () => void): void {
    if (frames === 0) then();
    else this.afterFrame(() => this.#afterFrames(frames - 1, then));
  }

  #tell(): void {
    const { x, y, width, height } = this.#place?.getBoundingClientRect() ?? new DOMRect();
    const number = ++this.#number;
    const there = this.#place !== null && !this.#away;
    this.#since = {
      let_go: this.#held === null ? null : (this.#since.let_go ?? number),
      left: there ? (this.#since.left ?? number) : null,
      panic: this.#curtain.length === 0 ? null : (this.#since.panic ?? number),
    };
    void this.host
      .guard({
        number,
        picture: there ? { x, y, width, height } : null,
        held: this.#held,
        curtain: this.#curtain,
        paint: paintOf(this.#place?.parentElement ?? document.body),
      })
      // The page hides by itself whether or not the host helps.
      .catch(() => {});
  }
}

/** Keys that are named by their place in every layout; of others the host knows too little. */
const BY_PLACE = /^(Pause|Escape|F\d+)$/;

/** The key that this chord is, once or twice. */
function keyOf(chord: Chord): CurtainKey | null {
  const [code = '', second = code, ...more] = chord.split(' ');
  if (second !== code || more.length > 0 || !BY_PLACE.test(code)) return null;
  return { code, presses: chord === code ? 1 : 2 };
}

function paintOf(element: Element): Paint {
  const [red = 0, green = 0, blue = 0] = (
    getComputedStyle(element).backgroundColor.match(/\d+/g) ?? []
  ).map(Number);
  return { red, green, blue };
}
