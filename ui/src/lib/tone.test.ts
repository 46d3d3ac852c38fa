import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Rung } from './host/wire.gen.ts';
import { toneClass } from './tone.ts';

const rungs: Rung[] = [0, 1, 2, 3, 4, 5, 6];

/** What the style sheet's filter makes of a grey, by the definitions of its functions. */
function toned(grey: number): [number, number, number] {
  const styles = readFileSync('src/styles/base.css', 'utf8');
  const filter = /img\.sepia \{[^}]*filter: brightness\(([\d.]+)\) sepia\(1\) contrast\(([\d.]+)\)/;
  const [, brightness, contrast] = (filter.exec(styles) ?? []).map(Number);
  expect(brightness).toBeGreaterThan(0);
  const clip = (part: number) => Math.min(1, Math.max(0, part));
  const dimmed = clip(grey * brightness!);
  const channels = [1.351, 1.203, 0.937].map((gain) =>
    clip((clip(dimmed * gain) - 0.5) * contrast! + 0.5),
  );
  return channels as [number, number, number];
}

describe('the tone of looks', () => {
  it('is for grey looks alone, and only where somebody wants it', () => {
    expect(rungs.map((rung) => toneClass(rung, 'sepia') ?? '')).toEqual([
      '',
      '',
      '',
      '',
      'sepia',
      'sepia',
      '',
    ]);
    expect(rungs.map((rung) => toneClass(rung, 'as_is'))).toEqual(rungs.map(() => undefined));
  });

  it('is warm, and makes nothing clearer: no two greys are further apart than they were', () => {
    const greys = Array.from({ length: 256 }, (_, at) => at / 255);
    for (const [at, grey] of greys.entries()) {
      const [red, green, blue] = toned(grey);
      expect(red >= green && green >= blue).toBe(true);
      const next = greys[at + 1];
      if (next === undefined) continue;
      const steps = toned(next).map((part, channel) => part - [red, green, blue][channel]!);
      for (const step of steps) {
        expect(step).toBeLessThan(next - grey);
        // Nothing is clipped either: what could be told apart still can.
        expect(step).toBeGreaterThan(0);
      }
    }
  });
});
