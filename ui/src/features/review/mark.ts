/** A few pixels in the page's upper left corner, which its host reads from the frames that it draws. */
import type { Paint } from '../../lib/host/wire.gen.ts';

/** In CSS pixels; the host reads the middle. */
const SIZE_PX = 2;

export class Mark {
  #corner: HTMLElement | null = null;

  /** Draws it over everything, in place of the one before. */
  draw({ red, green, blue }: Paint): HTMLElement {
    this.#corner?.remove();
    const corner = document.createElement('div');
    corner.ariaHidden = 'true';
    corner.dataset['mark'] = '';
    Object.assign(corner.style, {
      position: 'fixed',
      inset: '0 auto auto 0',
      margin: '0',
      border: '0',
      padding: '0',
      inlineSize: `${SIZE_PX}px`,
      blockSize: `${SIZE_PX}px`,
      pointerEvents: 'none',
      zIndex: '2147483647',
      background: `rgb(${red} ${green} ${blue})`,
    });
    document.body.append(corner);
    // Above the backdrop of a dialog, where the web view is not too old for it.
    if ('showPopover' in corner) {
      corner.popover = 'manual';
      corner.showPopover();
    }
    this.#corner = corner;
    return corner;
  }

  /** Takes it away, unless another was drawn since. */
  wipe(corner: HTMLElement): void {
    if (this.#corner !== corner) return;
    corner.remove();
    this.#corner = null;
  }
}
