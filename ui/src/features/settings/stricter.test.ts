import { describe, expect, it } from 'vitest';
import { settings } from '../../testing/views.ts';
import { choicesFor, isChanged, withOwn } from './stricter.ts';

const MINUTE = 60_000;

describe('what a person may choose', () => {
  it('starts at the floor and only gets stricter', () => {
    const choices = choicesFor(settings, settings);
    expect(choices.block[0]).toBe(50 * MINUTE);
    expect(Math.max(...choices.block)).toBe(50 * MINUTE);
    expect(choices.rest[0]).toBe(10 * MINUTE);
    expect(Math.min(...choices.rest)).toBe(10 * MINUTE);
    expect(Math.max(...choices.looks_per_day)).toBe(150);
    expect(choices.looks_per_day.at(-1)).toBe(0);
  });

  it('rests no clearer than the floor', () => {
    expect(choicesFor(settings, settings).resting_rung).toEqual([1, 0]);
    const loose = { ...settings, resting_rung: 2 as const };
    expect(choicesFor(loose, settings).resting_rung).toEqual([2, 1, 0]);
  });

  it('works with floors off the round steps', () => {
    const short = { ...settings, rest: 1_000, block: 4_000 };
    const choices = choicesFor(short, short);
    expect(choices.rest.slice(0, 2)).toEqual([1_000, 5 * MINUTE]);
    expect(choices.block).toEqual([4_000]);
  });

  it('always has what holds among the choices, in its place', () => {
    const held = { ...settings, block: 33 * MINUTE };
    const { block } = choicesFor(settings, held);
    expect(block.slice(block.indexOf(35 * MINUTE)).slice(0, 3)).toEqual([
      35 * MINUTE,
      33 * MINUTE,
      30 * MINUTE,
    ]);
  });

  it('sends all settings, changed where the person chose', () => {
    const own = { block: 30 * MINUTE, rest: settings.rest, looks_per_day: 150, resting_rung: 0 };
    const sent = withOwn(settings, own as never);
    expect(sent).toEqual({ ...settings, block: 30 * MINUTE, resting_rung: 0 });
    expect(isChanged(settings, own as never)).toBe(true);
    expect(isChanged(sent, own as never)).toBe(false);
  });
});
