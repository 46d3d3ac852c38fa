import { afterEach, describe, expect, it } from 'vitest';
import type { Blocked } from '../host/wire.gen.ts';
import { speak } from '../language/language.svelte.ts';
import { because, sentenceOf, text, whyNot } from './text.ts';

afterEach(() => speak('en'));

describe('the catalogue', () => {
  it('says why with the facts of the refusal', () => {
    expect(because({ code: 'needs_rung', rung: 5 })).toBe('Needs grey (5) first.');
    expect(because({ code: 'rung_not_allowed', max: 2 })).toContain('light veil (2)');
    expect(because({ code: 'rung_not_allowed', max: 2, from: 'team' })).toMatch(
      /your team is at light veil/,
    );
    expect(whyNot({ may: 'yes' })).toBeUndefined();
  });

  it('has a sentence for a limit with and without an end', () => {
    const until = new Date(2026, 10, 23, 14, 5).getTime();
    const codes: Blocked['code'][] = [
      'budget_spent',
      'on_break',
      'block_over',
      'day_spent',
      'shift_over',
      'shift_ending',
      'cool_down',
    ];
    for (const code of codes) {
      expect(because({ code, until } as Blocked)).toContain('14:05');
      expect(because({ code, until: null } as Blocked)).not.toMatch(/null|1970|NaN/);
    }
  });

  it('counts what caught up', () => {
    expect(sentenceOf({ says: 'caught', verdicts: 1 })).toContain('your waiting verdict');
    expect(sentenceOf({ says: 'caught', verdicts: 4 })).toContain('4 waiting verdicts');
  });

  it('goes on in another language where a part of it was kept', () => {
    const words = text.settings;
    const { tones } = words;
    expect([words.title, tones.sepia.name]).toEqual(['Settings', 'Sepia']);
    speak('fr');
    expect([words.title, tones.sepia.name]).toEqual(['Réglages', 'Sépia']);
    expect(Object.values(tones.sepia)).toEqual(['Sépia', 'chaud et plus doux']);
    expect(because({ code: 'needs_rung', rung: 5 })).toContain('gris (5)');
  });
});
