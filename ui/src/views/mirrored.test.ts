/**
 * Every screen from right to left: the document says so, nothing is left in another language, and what has a left in
 * every language keeps it. That no style knows a side, `logical.test.ts` holds.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { scenes } from '../../dev/scenes.ts';
import { TABLE } from '../lib/keys/table.ts';
import { mark, speak } from '../lib/language/language.svelte.ts';
import { length, seconds } from '../lib/time/words.ts';
import { drawn, found, inTongue } from '../testing/hard-coded.ts';
import { toldBy } from '../testing/told.ts';

afterEach(() => {
  speak('en');
  mark(document);
});

/** Plots, and the board whose tiles are pushed to a side. */
const HAS_A_LEFT = '.bars, .board';
/** A length with Latin signs that no mark of Unicode keeps together. */
const isLoose = (words: string) =>
  /\d\s(?:h|min|s)\b/.test(words.replace(/\u2066[^\u2069]*\u2069/g, ''));

describe('from right to left', () => {
  it.each(Object.keys(scenes))('is drawn whole: %s', async (name) => {
    const view = inTongue(name, 'mirrored');
    const root = await drawn(view);
    expect(document.documentElement.dir).toBe('rtl');
    expect(found(root, view)).toEqual([]);
    const turned = [...root.querySelectorAll(HAS_A_LEFT)].filter(
      (one) => !one.closest('[dir="ltr"]'),
    );
    expect(turned.map(({ className }) => className)).toEqual([]);
    expect(toldBy(root).filter((words) => isLoose(words))).toEqual([]);
  });

  it('keeps the order of a length and its signs', () => {
    speak('mirrored');
    expect(length(95 * 60_000)).toBe('\u20661 h 35 min\u2069');
    expect(seconds(2_400)).toBe('\u20662.4 s\u2069');
    expect(isLoose('1 h 35 min')).toBe(true);
    speak('en');
    expect(length(95 * 60_000)).toBe('1 h 35 min');
  });

  it('has no key of a side but where there is a left and a right: the next and the one before go down and up', () => {
    const sided = TABLE.filter(({ chords }) =>
      chords.some((chord) => /Arrow(?:Left|Right)/.test(chord)),
    );
    expect(new Set(sided.map(({ group }) => group))).toEqual(new Set(['lens', 'full', 'tiles']));
    expect(sided.filter(({ action }) => !/_(?:left|right)$/.test(action))).toEqual([]);
  });
});
