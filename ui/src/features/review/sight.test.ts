import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskView, FrameView, ReviewView, ShownView } from '../../lib/host/wire.gen.ts';
import { hostOf, type TestHost } from '../../testing/host.ts';
import { NOW, caseView, deskView, reviewView } from '../../testing/views.ts';
import { Sight } from './sight.svelte.ts';

const frame = (name: string): FrameView => ({ name, width_px: 40, height_px: 30 });
const at = (rung: ShownView['rung'], name: string | null, part: Partial<ShownView> = {}) => ({
  rung,
  frame: name === null ? null : frame(name),
  until: null,
  lens: null,
  full_size: null,
  asking: null,
  refused: null,
  ...part,
});

function view(revision: number, shown: ShownView, part: Partial<ReviewView> = {}): DeskView {
  const review = reviewView({ case: caseView({ shown }), ...part });
  return deskView({ revision, screen: { at: 'review', ...review } });
}

describe('sight', () => {
  let host: TestHost;
  let sight: Sight;
  let holder: HTMLElement;
  const said = () => host.said.map((intent) => intent.intent);
  const up = () => holder.querySelector('img')?.src.split('/').at(-1);
  const look = (name: string) => at(5, name, { until: NOW + 10_000 });
  const settle = () => new Promise((resolve) => setTimeout(resolve));

  beforeEach(() => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue(undefined);
    host = hostOf();
    holder = document.body.appendChild(document.createElement('div'));
    sight = new Sight({
      host,
      send: (intent) => void host.intend(intent),
      afterFrame: (then) => then(),
    });
    sight.easel.attach(holder);
  });
  afterEach(() => {
    sight.hide();
    holder.remove();
    vi.useRealTimers();
  });

  async function hear(next: DeskView) {
    sight.hear(next);
    await settle();
  }

  it('blanks in the same breath as the key goes up, before the desk hears of it', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.hold('key', 5);
    await hear(view(2, look('grey')));
    expect(up()).toBe('grey');
    let blankWhenSaid: boolean | undefined;
    const intend = host.intend.bind(host);
    host.intend = (intent) => {
      blankWhenSaid = holder.childElementCount === 0;
      return intend(intent);
    };
    sight.letGo('key');
    expect(blankWhenSaid).toBe(true);
    expect(said()).toEqual(['hold_look', 'end_look']);
  });

  it('brings the resting picture back without fetching it again', async () => {
    const urls = vi.spyOn(host, 'frameUrl');
    await hear(view(1, at(1, 'rest')));
    sight.hold('key', 5);
    await hear(view(2, look('grey')));
    sight.letGo('key');
    await hear(view(3, at(1, 'rest')));
    expect(up()).toBe('rest');
    expect(urls.mock.calls.map(([name]) => name)).toEqual(['rest', 'grey']);
  });

  it('does not draw a look that arrives after the key went up', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.hold('key', 5);
    sight.letGo('key');
    await hear(view(2, look('grey')));
    expect(up()).toBeUndefined();
  });

  it('hides by itself when the grant ends although the key is still down', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.hold('key', 5);
    await hear(view(2, at(5, 'grey', { until: NOW + 20 })));
    expect(up()).toBe('grey');
    await vi.waitFor(() => expect(up()).toBeUndefined());
    expect(said()).toEqual(['hold_look', 'end_look']);
  });

  it('shows nothing while the window is away, and a fresh view after it came back', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.leave();
    expect(up()).toBeUndefined();
    await hear(view(2, at(1, 'rest-2')));
    expect(up()).toBeUndefined();
    sight.comeBack();
    expect(up()).toBeUndefined();
    await hear(view(3, at(1, 'rest-3')));
    expect(up()).toBe('rest-3');
    expect(said()).toEqual(['focus', 'focus']);
  });

  it('ends the look as well when the window is left, so that no press stays open', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.hold('key', 5);
    await hear(view(2, look('grey')));
    sight.leave();
    expect(up()).toBeUndefined();
    expect(said()).toEqual(['hold_look', 'end_look', 'focus']);
  });

  it('keeps everything away behind the curtain until it is lifted here', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.drop();
    expect(up()).toBeUndefined();
    await hear(view(2, at(1, 'rest-2')));
    expect([up(), sight.curtained]).toEqual([undefined, true]);
    sight.lift();
    await hear(view(3, at(1, 'rest-3')));
    expect([up(), sight.curtained]).toEqual(['rest-3', false]);
  });

  it('fetches the next case ahead and shows that very picture', async () => {
    const urls = vi.spyOn(host, 'frameUrl');
    await hear(view(1, at(1, 'one'), { preload: frame('two') }));
    const next = reviewView({ case: caseView({ id: 'case-2', shown: at(1, 'two') }) });
    await hear(deskView({ revision: 2, screen: { at: 'review', ...next } }));
    expect(up()).toBe('two');
    expect(urls.mock.calls.map(([name]) => name)).toEqual(['one', 'two']);
  });

  it('says what was painted, once for each picture', async () => {
    await hear(view(1, at(1, 'rest')));
    await hear(view(2, at(1, 'rest')));
    expect(host.painted.map(({ frame }) => frame)).toEqual(['rest']);
  });

  it('ends a look when the next case comes, and carries no rung over', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.press(6);
    const next = reviewView({ case: caseView({ id: 'case-2', shown: at(1, 'two') }) });
    await hear(deskView({ revision: 2, screen: { at: 'review', ...next } }));
    expect(said()).toEqual(['toggle_look', 'end_look']);
    expect(sight.chosen).toBeNull();
    expect(sight.looking.how).toBe('not');
  });

  it('takes the next press as a new wish once a pressed look is over', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.press(5);
    await hear(view(2, look('grey')));
    await hear(view(3, at(1, 'rest')));
    sight.press(5);
    expect(said()).toEqual(['toggle_look', 'toggle_look']);
  });

  it('shows by pressing once in press mode', async () => {
    await hear(view(1, at(1, 'rest')));
    sight.pressMode = true;
    sight.hold('key', 5);
    sight.letGo('key');
    expect(said()).toEqual(['toggle_look']);
  });

  it('tones looks in grey from the first frame on, and neither veils nor colour', async () => {
    const seen: string[] = [];
    const put = holder.replaceChildren.bind(holder);
    holder.replaceChildren = (...pictures) => {
      // As it is when it enters the document.
      seen.push(...pictures.map((picture) => (picture as HTMLImageElement).className));
      put(...pictures);
    };
    const sepia = (next: DeskView): DeskView => ({ ...next, tone: 'sepia' });
    await hear(sepia(view(1, at(1, 'rest'))));
    sight.hold('key', 5);
    await hear(sepia(view(2, look('grey'))));
    sight.letGo('key');
    await hear(sepia(view(3, at(1, 'rest'))));
    sight.hold('key', 6);
    await hear(sepia(view(4, at(6, 'colour', { until: NOW + 10_000 }))));
    expect(seen).toEqual(['frame', 'frame sepia', 'frame', 'frame']);
  });
});
