import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Painted } from '../../lib/host/wire.gen.ts';
import { FrameEasel, type Showing } from './easel.ts';
import { FrameShelf } from './shelf.ts';

/** Decoding as a test wants it: each picture waits until it is let through. */
function decodes() {
  const waiting: (() => void)[] = [];
  const spy = vi
    .spyOn(HTMLImageElement.prototype, 'decode')
    .mockImplementation(() => new Promise((resolve) => waiting.push(() => resolve(undefined))));
  return { spy, letThrough: () => waiting.splice(0).forEach((go) => go()) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the easel', () => {
  let holder: HTMLElement;
  let frames: (() => void)[];
  let painted: Painted[];
  let showing: Showing;
  let decode: ReturnType<typeof decodes>;
  let easel: FrameEasel;
  let shelf: FrameShelf;
  let fetched: string[];

  beforeEach(() => {
    decode = decodes();
    holder = document.body.appendChild(document.createElement('div'));
    [frames, painted, fetched, showing] = [[], [], [], 'nothing'];
    shelf = new FrameShelf((name) => {
      fetched.push(name);
      return `about:blank#${name}`;
    });
    easel = new FrameEasel(shelf, {
      onPainted: (said) => painted.push(said),
      onShowing: (now) => (showing = now),
      afterFrame: (then) => frames.push(then),
    });
    easel.attach(holder);
  });
  afterEach(() => holder.remove());

  const nextFrame = () => frames.splice(0).forEach((then) => then());
  async function show(name: string) {
    const up = easel.show(name);
    decode.letThrough();
    await up;
  }

  it('shows nothing before the picture is decoded', async () => {
    const up = easel.show('a');
    await settled();
    expect(holder.childElementCount).toBe(0);
    decode.letThrough();
    await up;
    expect(holder.querySelectorAll('img')).toHaveLength(1);
    expect(showing).toBe('shown');
  });

  it('says that it is presented after two frames, not before', async () => {
    await show('a');
    nextFrame();
    expect(painted).toEqual([]);
    nextFrame();
    expect(painted.map((said) => said.frame)).toEqual(['a']);
  });

  it('takes the picture off the screen at once, and says nothing of it any more', async () => {
    await show('a');
    nextFrame();
    easel.blank();
    expect(holder.childElementCount).toBe(0);
    nextFrame();
    expect(painted).toEqual([]);
  });

  it('never puts up a picture that arrives after it was let go', async () => {
    const up = easel.show('a');
    easel.blank();
    decode.letThrough();
    await up;
    expect(holder.childElementCount).toBe(0);
  });

  it('fetches a name once, however often it is shown', async () => {
    await show('rest');
    await show('rest');
    await show('look');
    await show('rest');
    expect(fetched).toEqual(['rest', 'look']);
  });

  it('shows the very element that was decoded ahead', async () => {
    const ahead = shelf.take('next');
    await show('next');
    expect(holder.firstElementChild).toBe(ahead.element);
    expect(fetched).toEqual(['next']);
  });

  it('offers nothing to drag, to read aloud or to open a menu on', async () => {
    await show('a');
    const element = holder.querySelector('img')!;
    expect(element.alt).toBe('');
    expect(element.draggable).toBe(false);
    const menu = new MouseEvent('contextmenu', { cancelable: true });
    element.dispatchEvent(menu);
    expect(menu.defaultPrevented).toBe(true);
  });

  it('says when a picture cannot be shown', async () => {
    decode.spy.mockRejectedValue(new Error('no'));
    await easel.show('broken');
    expect(showing).toBe('failed');
    expect(holder.childElementCount).toBe(0);
  });

  it('lets go of the pixels of pictures it no longer keeps', async () => {
    await show('look');
    const element = holder.querySelector('img')!;
    shelf.keepOnly(['rest']);
    expect(element.isConnected).toBe(false);
    expect(element.hasAttribute('src')).toBe(false);
  });
});
