import { beforeEach, describe, expect, it } from 'vitest';
import type { Intent, LensView } from '../../lib/host/wire.gen.ts';
import { LensPilot, STEP, placeIn } from './lens.ts';

const lens = (x: number, y: number): LensView => ({
  at: { x, y },
  cleared_permille: 40,
  limit_permille: 200,
});

describe('the lens', () => {
  let sent: Intent[];
  let pilot: LensPilot;
  beforeEach(() => {
    sent = [];
    pilot = new LensPilot((intent) => sent.push(intent));
    pilot.hear(lens(500, 500), false);
  });
  const places = () => sent.map((intent) => (intent.intent === 'move_lens' ? intent.at : null));

  it('asks for one picture at a time, and then for where the hand is by now', () => {
    pilot.to({ x: 510, y: 500 });
    pilot.to({ x: 600, y: 500 });
    pilot.to({ x: 700, y: 490 });
    expect(places()).toEqual([{ x: 510, y: 500 }]);
    pilot.hear(lens(510, 500), false);
    pilot.shown();
    expect(places().at(-1)).toEqual({ x: 700, y: 490 });
    expect(places()).toHaveLength(2);
  });

  it('steps from where it is about to be, and stays within the picture', () => {
    pilot.step('left');
    pilot.step('left');
    pilot.hear(lens(500 - STEP, 500), false);
    pilot.shown();
    expect(places().at(-1)).toEqual({ x: 500 - 2 * STEP, y: 500 });
    pilot.to({ x: -80, y: 3_000 });
    pilot.shown();
    expect(places().at(-1)).toEqual({ x: 0, y: 1_000 });
  });

  it('goes on after a refusal, and does nothing while nobody looks through it', () => {
    pilot.to({ x: 900, y: 900 });
    pilot.hear(lens(500, 500), true);
    pilot.to({ x: 520, y: 500 });
    expect(places()).toHaveLength(2);
    pilot.hear(null, false);
    pilot.to({ x: 1, y: 1 });
    pilot.step('up');
    expect(places()).toHaveLength(2);
  });

  it('finds the place under the pointer in a picture with margins', () => {
    const box = { left: 100, top: 50, width: 400, height: 400 };
    const picture = { width_px: 800, height_px: 400 };
    expect(placeIn(box, picture, { clientX: 300, clientY: 250 })).toEqual({ x: 500, y: 500 });
    expect(placeIn(box, picture, { clientX: 100, clientY: 150 })).toEqual({ x: 0, y: 0 });
    expect(placeIn(box, picture, { clientX: 900, clientY: 60 })).toEqual({ x: 1_000, y: 0 });
  });
});
