/** WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11, for every theme and every pair of colours that meet. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Colours = Record<string, string>;

const sheet = readFileSync('src/styles/tokens.css', 'utf8');
const themes = Object.fromEntries(
  [...sheet.matchAll(/^\[data-theme='(\w+)'\] \{(.*?)^\}/gms)].map(([, name, block]) => [
    name!,
    Object.fromEntries(
      [...block!.matchAll(/--([\w-]+): (#[0-9a-f]+);/g)].map(([, token, colour]) => [
        token!,
        colour!,
      ]),
    ),
  ]),
) as Record<'dark' | 'light' | 'high_contrast', Colours>;

const GROUNDS = ['ground', 'stage', 'panel', 'raised'];
/** What lies over a ground, and lets it through. */
const SOFT = ['accent-soft', 'wrong-soft'];
const TEXTS = ['text', 'muted', 'accent', 'wrong'];

const channels = (colour: string) =>
  [1, 3, 5, 7].map((at) => (at < colour.length ? parseInt(colour.slice(at, at + 2), 16) : 255));

/** A colour that lets its ground through, as it is seen on it. */
function over(colour: string, ground: string): string {
  const [red, green, blue, alpha] = channels(colour);
  const below = channels(ground);
  const mixed = [red!, green!, blue!].map((part, at) =>
    Math.round((part * alpha! + below[at]! * (255 - alpha!)) / 255),
  );
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

/** Every ground that text can lie on, and what lies softly over it. */
const groundsOf = (theme: Colours) =>
  GROUNDS.flatMap((ground) => [
    theme[ground]!,
    ...SOFT.map((soft) => over(theme[soft]!, theme[ground]!)),
  ]);

describe.each([
  ['dark', 4.5, 3],
  ['light', 4.5, 3],
  ['high_contrast', 7, 4.5],
] as const)('the theme %s', (name, least, edges) => {
  const theme = themes[name];

  it(`has every text at ${least}:1 on every ground`, () => {
    const low = TEXTS.flatMap((text) =>
      groundsOf(theme).map((ground) => ({ text, ground, is: contrast(theme[text]!, ground) })),
    ).filter(({ is }) => is < least);
    expect(low).toEqual([]);
    expect(contrast(theme['accent-ink']!, theme['accent']!)).toBeGreaterThanOrEqual(least);
  });

  it(`has the edges of controls, and the focus, at ${edges}:1`, () => {
    for (const part of ['edge', 'accent', 'wrong']) {
      for (const ground of GROUNDS) {
        expect(contrast(theme[part]!, theme[ground]!)).toBeGreaterThanOrEqual(edges);
      }
    }
  });

  it('keeps the house around a case calm: its grounds hardly differ', () => {
    for (const ground of ['ground', 'panel']) {
      expect(contrast(theme['stage']!, theme[ground]!)).toBeLessThan(1.4);
    }
    expect(Object.keys(theme).sort()).toEqual(Object.keys(themes.dark).sort());
  });
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(over('#ffffff80', '#000000')).toBe('#808080');
});
