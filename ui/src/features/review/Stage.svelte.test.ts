import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseView, LensView, ShownView } from '../../lib/host/wire.gen.ts';
import { Clock } from '../../lib/time/clock.svelte.ts';
import { hostOf, type TestHost } from '../../testing/host.ts';
import { NOW, caseView, deskView, reviewView } from '../../testing/views.ts';
import Stage from './Stage.svelte';
import { Sight } from './sight.svelte.ts';

const rest = caseView().shown;
/** A look through the lens, which has cleared so much so far. */
const through = (cleared_permille: number, at = { x: 500, y: 500 }, name = 'l'): ShownView => ({
  ...rest,
  rung: 4,
  frame: { name, width_px: 800, height_px: 400 },
  until: NOW + 10_000,
  lens: { at, cleared_permille, limit_permille: 200 } satisfies LensView,
});

/** A look at the whole picture in grey. */
const whole: ShownView = {
  ...rest,
  rung: 5,
  frame: { name: 'grey', width_px: 800, height_px: 400 },
  until: NOW + 10_000,
};

describe('the stage', () => {
  let host: TestHost;
  let sight: Sight;
  let revision = 0;
  let stage: ReturnType<typeof mount>;
  /** Props that change one by one, as they do in the window: a holder that is there stays. */
  const props = $state<{ view: CaseView; sight: Sight; clock: Clock }>({} as never);
  const clock = new Clock();

  beforeEach(() => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue(undefined);
    // A picture of two to one in a square place: it has margins above and below.
    vi.spyOn(HTMLImageElement.prototype, 'getBoundingClientRect').mockReturnValue(
      new DOMRect(100, 50, 400, 400),
    );
    host = hostOf();
    const send = (intent: Parameters<TestHost['intend']>[0]) => void host.intend(intent);
    sight = new Sight({ host, send, afterFrame: (then) => then() });
    clock.sync(NOW);
    Object.assign(props, { view: caseView(), sight, clock });
    stage = mount(Stage, { target: document.body, props });
  });
  afterEach(() => {
    sight.hide();
    void unmount(stage);
    vi.restoreAllMocks();
  });

  async function hear(view: CaseView) {
    revision += 1;
    const review = reviewView({ case: view });
    sight.hear(deskView({ revision, screen: { at: 'review', ...review } }));
    props.view = view;
    await waitFor(() => expect(sight.showing).toBe('shown'));
  }
  const holder = () => screen.getByRole('img', { name: 'The picture under review' });
  const point = (clientX: number, clientY: number) =>
    fireEvent.pointerMove(holder(), { clientX, clientY });
  const moves = () => host.said.filter(({ intent }) => intent === 'move_lens');
  const region = () => document.querySelector('.region')?.textContent?.trim();

  async function look(...shown: ShownView[]) {
    await hear(caseView());
    sight.hold('key', 4);
    for (const one of shown) await hear(caseView({ shown: one }));
  }

  it('moves the lens to the place under the pointer, margins left out', async () => {
    await look(through(40));
    expect(holder().classList.contains('aims')).toBe(true);
    await point(200, 200);
    expect(moves()).toEqual([{ intent: 'move_lens', at: { x: 250, y: 250 } }]);
    await hear(caseView({ shown: through(70, { x: 250, y: 250 }, 'l2') }));
    await point(100, 0);
    expect(moves()[1]).toEqual({ intent: 'move_lens', at: { x: 0, y: 0 } });
  });

  it('moves nothing by the pointer while nobody looks through the lens', async () => {
    await hear(caseView());
    await point(200, 200);
    sight.hold('key', 5);
    await hear(caseView({ shown: whole }));
    await point(300, 200);
    expect(moves()).toEqual([]);
    expect(holder().classList.contains('aims')).toBe(false);
  });

  it('says how much was clear so far, as the desk counts it, and when that is grey', async () => {
    await look(through(37));
    expect(region()).toBe('4 % of the picture seen, past 20 % it is grey');
    // Back where it was before: the union does not grow, and does not shrink.
    await hear(caseView({ shown: through(74, { x: 700, y: 300 }, 'l2') }));
    await hear(caseView({ shown: through(74, { x: 500, y: 500 }, 'l3') }));
    expect(region()).toBe('8 % of the picture seen, past 20 % it is grey');
    await hear(caseView({ shown: through(200, { x: 0, y: 0 }, 'l4') }));
    expect(region()).toBe('20 % of the picture seen, past 20 % it is grey');
    await hear(caseView({ shown: through(201, { x: 0, y: 99 }, 'l5') }));
    expect(region()).toBe('21 % of the picture seen: past 20 %, so this look counts as grey');
    sight.letGo('key');
    await hear(caseView());
    expect(region()).toBeUndefined();
  });

  const line = () => screen.queryByText(/^Before the first look/);

  it('has one line before the first look of a block, and none while one looks', async () => {
    await hear(caseView({ first_look: true }));
    expect(line()).not.toBeNull();
    sight.hold('key', 5);
    await hear(caseView({ first_look: true, shown: whole }));
    expect(line()).toBeNull();
    sight.letGo('key');
    await hear(caseView());
    expect(line()).toBeNull();
  });

  it('has the line at the label too, and not while the window is left', async () => {
    const label: ShownView = { ...rest, rung: 0, frame: null };
    props.view = caseView({ first_look: true, shown: label });
    await waitFor(() => expect(line()).not.toBeNull());
    sight.leave();
    await waitFor(() => expect(line()).toBeNull());
  });
});
