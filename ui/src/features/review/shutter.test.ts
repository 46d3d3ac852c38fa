import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hostOf, type TestHost } from '../../testing/host.ts';
import type { ShutBy } from '../../lib/host/wire.gen.ts';
import { ShutterPilot } from './shutter.ts';

/** Frames that are painted when a test says so. */
class Frames {
  #waiting: (() => void)[] = [];
  after = (then: () => void) => void this.#waiting.push(then);
  paint() {
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach((then) => then());
  }
}

let host: TestHost;
let frames: Frames;
let shutter: ShutterPilot;
let place: HTMLElement;

beforeEach(() => {
  host = hostOf();
  frames = new Frames();
  shutter = new ShutterPilot(host, frames.after);
  const stage = document.createElement('section');
  stage.style.backgroundColor = 'rgb(15, 18, 20)';
  place = document.createElement('div');
  place.getBoundingClientRect = () => new DOMRect(20, 60, 800, 600);
  stage.append(place);
  document.body.append(stage);
});
afterEach(() => document.body.replaceChildren());

const last = () => host.guards.at(-1);

describe('what the host is told', () => {
  test('where pictures are put and in which colour it is covered', () => {
    shutter.watch(place);
    expect(last()).toMatchObject({
      picture: { x: 20, y: 60, width: 800, height: 600 },
      paint: { red: 15, green: 18, blue: 20 },
      held: null,
    });
  });

  test('nothing of a place that is left', () => {
    shutter.watch(place)();
    expect(last()?.picture).toBeNull();
  });

  test('that a place is left does not take the next one with it', () => {
    const leave = shutter.watch(place);
    const next = document.createElement('div');
    shutter.watch(next);
    leave();
    expect(last()?.picture).not.toBeNull();
  });

  test('what is held, and once that it is held no more', () => {
    shutter.watch(place);
    shutter.hold({ by: 'key', code: 'Digit5' });
    expect(last()?.held).toEqual({ by: 'key', code: 'Digit5' });
    shutter.hold(null);
    const told = host.guards.length;
    shutter.hold(null);
    expect(last()?.held).toBeNull();
    expect(host.guards).toHaveLength(told);
  });

  test('each time with a higher number, since words may overtake one another', () => {
    shutter.watch(place);
    shutter.hold({ by: 'pointer' });
    shutter.hold(null);
    const numbers = host.guards.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  });

  test('keys of the curtain that have the same name in every layout, and no others', () => {
    shutter.curtain(['Pause', 'Escape Escape', 'Q', 'Ctrl+F9', 'F9', 'Escape Pause']);
    expect(last()?.curtain).toEqual([
      { code: 'Pause', presses: 1 },
      { code: 'Escape', presses: 2 },
      { code: 'F9', presses: 1 },
    ]);
  });
});

describe('whether the page is behind what the host heard', () => {
  const shut = (by: ShutBy, guard: number) => ({
    number: 1,
    guard,
    by,
    mark: { red: 24, green: 40, blue: 56 },
  });

  test('it is as long as it holds what it told of', () => {
    shutter.watch(place);
    shutter.hold({ by: 'key', code: 'Digit5' });
    shutter.curtain(['Pause']);
    const told = last()?.number ?? 0;
    for (const by of ['let_go', 'left', 'panic'] as const) {
      expect(shutter.isBehind(shut(by, told)), by).toBe(true);
    }
  });

  test('it is not once it has hidden by itself', () => {
    shutter.watch(place);
    shutter.hold({ by: 'key', code: 'Digit5' });
    shutter.curtain(['Pause']);
    const told = last()?.number ?? 0;
    shutter.hold(null);
    shutter.away(true);
    shutter.curtain([]);
    for (const by of ['let_go', 'left', 'panic'] as const) {
      expect(shutter.isBehind(shut(by, told)), by).toBe(false);
    }
  });

  test('a later look, another stay and a curtain that was lifted are no concern of an earlier sign', () => {
    shutter.watch(place);
    shutter.hold({ by: 'key', code: 'Digit5' });
    shutter.curtain(['Pause']);
    const told = last()?.number ?? 0;
    shutter.hold({ by: 'key', code: 'Digit5' });
    shutter.away(true);
    shutter.away(false);
    shutter.curtain([]);
    shutter.curtain(['Pause']);
    for (const by of ['let_go', 'left', 'panic'] as const) {
      expect(shutter.isBehind(shut(by, told)), by).toBe(false);
    }
  });
});

describe('once the page has hidden', () => {
  const marks = () => [...document.querySelectorAll<HTMLElement>('[data-mark]')];
  const paint = (red: number) => ({ red, green: 40, blue: 56 });

  test('its mark is drawn after the frame in which it hid, and until the host has seen it', async () => {
    shutter.watch(place);
    shutter.hidden({ number: 7, mark: paint(24) });
    for (let frame = 0; frame < 2; frame += 1) {
      expect(marks()).toEqual([]);
      expect(host.uncovered).toEqual([]);
      frames.paint();
    }
    expect(marks()[0]?.style.background).toBe('rgb(24 40 56)');
    expect(host.uncovered).toEqual([7]);
    await Promise.resolve();
    expect(marks()).toEqual([]);
  });

  test('a later mark takes the place of one that was not seen yet, and stays when that is over', async () => {
    const seen: (() => void)[] = [];
    host.uncover = () => new Promise((resolve) => seen.push(resolve));
    for (const red of [24, 40]) {
      shutter.hidden({ number: red, mark: paint(red) });
      frames.paint();
      frames.paint();
    }
    seen[0]?.();
    await Promise.resolve();
    expect(marks().map(({ style }) => style.background)).toEqual(['rgb(40 40 56)']);
  });

  test('a host that does not answer leaves no mark behind', async () => {
    host.uncover = () => Promise.reject(new Error('gone'));
    shutter.hidden({ number: 1, mark: paint(24) });
    frames.paint();
    frames.paint();
    await Promise.resolve();
    await Promise.resolve();
    expect(marks()).toEqual([]);
  });
});
