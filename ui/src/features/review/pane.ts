/**
 * The picture in its full size on the screen: enlarged below, its tiles over it, moved about by hand.
 *
 * Puts nothing up by itself: the easel puts up what `lay` answers and takes it off. Knows nothing of
 * limits, of keys, of who looks nor of when it ends.
 */
import type { FullSize, Part, TileView } from '../../lib/host/wire.gen.ts';
import {
  clamped,
  partAt,
  scaleFor,
  stepped,
  tileBox,
  tilesUnder,
  type Point,
} from './full-size.ts';
import type { Direction } from './lens.ts';
import type { Kept } from './shelf.ts';

interface Hooks {
  /** Another part with other tiles is in the window. */
  onPart: (part: Part) => void;
  /** The window has moved, or shows nothing any more. */
  onMoved: (part: Part | null) => void;
}

interface Open {
  size: FullSize;
  clip: HTMLElement;
  plane: HTMLElement;
  up: Set<string>;
  told: string;
}

export class Pane {
  #open: Open | null = null;
  /** Where one looked last in this case, as shares of the picture. */
  #middle: Point = { x: 0.5, y: 0.5 };

  constructor(private readonly hooks: Hooks) {}

  /** Lays a picture out, enlarged to its full size; the answer is what the easel puts up. */
  lay(picture: HTMLImageElement, size: FullSize): HTMLElement {
    this.close();
    const clip = document.createElement('div');
    clip.className = 'full-size';
    const plane = document.createElement('div');
    plane.append(picture);
    clip.append(plane);
    this.#open = { size, clip, plane, up: new Set(), told: '' };
    return clip;
  }

  /** What was laid out is in the window, or the window has another size. */
  settle(): void {
    this.#moveTo({ x: this.#middle.x, y: this.#middle.y });
  }

  /** Puts the tiles that have come over the picture, each once it is decoded. */
  draw(tiles: readonly TileView[], take: (name: string) => Kept): void {
    const open = this.#open;
    if (open === null) return;
    for (const { at, state } of tiles) {
      if (state.is !== 'ready' || open.up.has(state.frame.name)) continue;
      open.up.add(state.frame.name);
      const { element, ready } = take(state.frame.name);
      element.classList.add('tile');
      element.dataset['at'] = `${at.column} ${at.row}`;
      void ready.then((came) => {
        if (!came || this.#open !== open) return;
        this.#place(element, open);
        open.plane.append(element);
      });
    }
  }

  /** Drags the picture by so many CSS px. */
  dragBy(right: number, down: number): void {
    const scale = this.#scale();
    if (this.#open === null || scale === null) return;
    const at = this.#point();
    this.#moveTo(this.#share({ x: at.x - right / scale, y: at.y - down / scale }));
  }

  /** One press of an arrow. */
  step(way: Direction): void {
    const scale = this.#scale();
    if (this.#open === null || scale === null) return;
    this.#moveTo(this.#share(stepped(this.#point(), way, box(this.#open.clip), scale)));
  }

  /** Nothing is laid out any more; where one looked is kept for the next look at the same case. */
  close(): void {
    if (this.#open === null) return;
    this.#open.plane.replaceChildren();
    this.#open = null;
    this.hooks.onMoved(null);
  }

  /** Another case: nothing carries over. */
  forget(): void {
    this.close();
    this.#middle = { x: 0.5, y: 0.5 };
  }

  #moveTo(share: Point): void {
    const open = this.#open;
    const scale = this.#scale();
    if (open === null || scale === null) return;
    this.#middle = share;
    const { clip, plane, size } = open;
    const around = box(clip);
    const at = clamped(this.#point(), size, around, scale);
    this.#middle = this.#share(at);
    const [width, height] = [size.width_px * scale, size.height_px * scale];
    setBox(plane, {
      left: Math.round(around.width / 2 - at.x * scale),
      top: Math.round(around.height / 2 - at.y * scale),
      width,
      height,
    });
    for (const tile of plane.querySelectorAll<HTMLImageElement>('.tile')) this.#place(tile, open);
    this.#tell(open, partAt(at, size, around, scale));
  }

  #tell(open: Open, part: Part): void {
    this.hooks.onMoved(part);
    const under = tilesUnder(open.size, part);
    if (under === open.told) return;
    open.told = under;
    this.hooks.onPart(part);
  }

  #place(element: HTMLImageElement, { size }: Open): void {
    const scale = this.#scale() ?? 1;
    const [column, row] = (element.dataset['at'] ?? '0 0').split(' ').map(Number);
    const { left, top, width, height } = tileBox(size, { column: column ?? 0, row: row ?? 0 });
    const [x, y] = [left * scale, top * scale];
    setBox(element, { left: x, top: y, width: width * scale, height: height * scale });
  }

  #scale(): number | null {
    return this.#open && scaleFor(this.#open.size, box(this.#open.clip), devicePixelRatio || 1);
  }

  #point(): Point {
    const { width_px = 1, height_px = 1 } = this.#open?.size ?? {};
    return { x: this.#middle.x * width_px, y: this.#middle.y * height_px };
  }

  #share(at: Point): Point {
    const { width_px = 1, height_px = 1 } = this.#open?.size ?? {};
    return { x: at.x / width_px, y: at.y / height_px };
  }
}

function box(element: HTMLElement): { width: number; height: number } {
  const { width, height } = element.getBoundingClientRect();
  return { width: Math.max(1, width), height: Math.max(1, height) };
}

function setBox(element: HTMLElement, { left, top, width, height }: Part): void {
  Object.assign(element.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}
