/**
 * The one place where a picture is put on the screen and taken off it.
 *
 * `blank` is synchronous: when it returns, no picture element is in the document. Tells the desk that
 * a picture is presented only after it was decoded and two frames were painted. Knows nothing of why.
 */
import type { Painted } from '../../lib/host/wire.gen.ts';
import type { FrameShelf } from './shelf.ts';

export type Showing = 'nothing' | 'coming' | 'shown' | 'failed';

/** How a picture is put up. */
export interface Hanging {
  /** The one before stays until then: only for pictures of the same look. */
  inPlace?: boolean;
  /** The class that tones it. */
  tone?: 'sepia' | undefined;
  /** What is put up with the picture in it, where it is not the picture alone. */
  lay?: ((picture: HTMLImageElement) => HTMLElement) | null;
}

interface Hooks {
  onPainted: (painted: Painted) => void;
  onShowing: (showing: Showing) => void;
  afterFrame: (then: () => void) => void;
}

export class FrameEasel {
  #holder: HTMLElement | null = null;
  #name: string | null = null;
  /** What is in the document now. */
  #up: string | null = null;

  constructor(
    private readonly shelf: FrameShelf,
    private readonly hooks: Hooks,
  ) {}

  /** Where pictures are put from now on. */
  attach(holder: HTMLElement): () => void {
    this.#holder = holder;
    return () => {
      this.blank();
      this.#holder = null;
    };
  }

  /** The picture that is in the document, if there is one. */
  get up(): string | null {
    return this.#up;
  }

  /** Puts a picture up once it is decoded, unless something else happened meanwhile. */
  async show(name: string, { inPlace = false, tone, lay = null }: Hanging = {}): Promise<void> {
    if (this.#name === name) return;
    const stays = inPlace && this.#up !== null;
    if (!stays) this.blank();
    this.#name = name;
    if (!stays) this.hooks.onShowing('coming');
    const { element, ready } = this.shelf.take(name);
    const came = await ready;
    if (this.#name !== name || this.#holder === null) return;
    if (!came) {
      this.#take();
      this.hooks.onShowing('failed');
      return;
    }
    // Before it is in the document, so that no frame is painted without its tone.
    element.classList.toggle('sepia', tone === 'sepia');
    this.#holder.replaceChildren(lay === null ? element : lay(element));
    this.#up = name;
    this.hooks.onShowing('shown');
    this.#reportPainted(name, element);
  }

  /** Takes whatever is up off the screen, now. */
  blank(): void {
    this.#name = null;
    this.#take();
    this.hooks.onShowing('nothing');
  }

  #take(): void {
    this.#up = null;
    this.#holder?.replaceChildren();
  }

  #reportPainted(name: string, element: HTMLImageElement): void {
    this.hooks.afterFrame(() =>
      this.hooks.afterFrame(() => {
        if (this.#name !== name || !element.isConnected) return;
        this.hooks.onPainted({ frame: name, ...sizeOnScreen(element) });
      }),
    );
  }
}

/** The size of the picture itself, or of what is in sight of it, without margins. */
function sizeOnScreen(element: HTMLImageElement): { width_px: number; height_px: number } {
  const sight = element.closest('.full-size')?.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const { naturalWidth: width, naturalHeight: height } = element;
  if (width === 0 || height === 0) return inDevicePx(box.width, box.height);
  const scale = Math.min(box.width / width, box.height / height);
  const most = { width: sight?.width ?? Infinity, height: sight?.height ?? Infinity };
  return inDevicePx(Math.min(width * scale, most.width), Math.min(height * scale, most.height));
}

function inDevicePx(width: number, height: number): { width_px: number; height_px: number } {
  return {
    width_px: Math.round(width * devicePixelRatio),
    height_px: Math.round(height * devicePixelRatio),
  };
}
