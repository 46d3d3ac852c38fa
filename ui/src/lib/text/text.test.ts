import { describe, expect, it } from 'vitest';
import type { Blocked } from '../host/wire.gen.ts';
import { en } from './en.ts';
import { because, sentenceOf, whyNot } from './text.ts';

/** Every plain sentence of the catalogue, however deep. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(sentences);
}

describe('the catalogue', () => {
  it('promises no protection', () => {
    for (const sentence of sentences(en)) expect(sentence).not.toMatch(/protect|\bsafe/i);
  });

  it('says for every problem what to do, as whole sentences', () => {
    for (const sentence of Object.values(en.problems)) expect(sentence).toMatch(/^[A-Z].+\.$/);
  });

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

  it('says of everything that was not read why, as whole sentences', () => {
    for (const sentence of [...Object.values(en.unreadable), ...Object.values(en.traits)])
      expect(sentence).toMatch(/^[A-Z].+\.$/);
  });
});
