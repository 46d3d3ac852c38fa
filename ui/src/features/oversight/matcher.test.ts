import { describe, expect, it } from 'vitest';
import type { MatcherInfo } from '../../lib/host/wire.gen.ts';
import { NOW } from '../../testing/views.ts';
import { checkInWords, isUnderWay, mapping, passed, standing } from './matcher.ts';

const info: MatcherInfo = {
  id: 'm1',
  name: 'Northern HMA',
  kind: 'hma',
  sends: 'hashes',
  address: 'https://hma.example',
  lists: { THERE: 'l1', GONE: 'l9' },
  mode: 'on',
  added_at: NOW,
  unanswered: 0,
};

describe('a matcher', () => {
  it('answers where nothing waits, and is not said to where nobody asks it', () => {
    expect(standing(info)).toEqual(['It answers: nothing is waiting.']);
    expect(standing({ ...info, mode: 'off' })).toEqual(['It is not asked.']);
  });

  it('has what waits counted, since when, and why in a sentence', () => {
    const says = 'it refuses the credential';
    const lines = standing({ ...info, unanswered: 1, unanswered_since: NOW, says });
    expect(lines[0]).toMatch(/^1 question has waited since 23 Nov, .*unverified/);
    expect(lines[1]).toBe('Why: it refuses the credential.');
  });

  it('is under way where a pass has begun and has not broken off', () => {
    expect(isUnderWay({ began_at: NOW })).toBe(true);
    const broken = { began_at: NOW, says: 'it does not answer.' };
    expect(isUnderWay(broken)).toBe(false);
    expect(passed(broken)).toEqual(['The last attempt broke off: it does not answer.']);
    expect(passed({})).toEqual(['Not compared yet.']);
  });

  it('tells what a pass found, and leaves out what it did not find', () => {
    const found = { looked_at: 4_120, gone: 3, disabled: 0, back: 0, told_again: 0 };
    const lines = passed({
      ended_at: NOW,
      found: { ...found, overruled: 0, left: 0, unanswered: 0 },
    });
    expect(lines[1]).toBe('4,120 entries asked about, 3 gone there.');
  });

  it('names the lists that are taken in, are missing, and are left out', () => {
    const lists = [{ id: 'l1', name: 'Partners', harm: 'csam' as const }];
    expect(mapping(info, lists)).toEqual([
      'THERE becomes Partners',
      'GONE becomes a list that is gone',
    ]);
    const told = checkInWords({
      is: 'answers',
      ready: false,
      says: ['Its index is empty.'],
      lists: [
        { name: 'GONE', found: false, share: 0 },
        { name: 'SEASIDE', found: true, share: 1 },
      ],
    });
    expect(told).toEqual([
      'It answers, and not as it should:',
      'Its index is empty.',
      'GONE is mapped and is not there.',
      'There and not taken in: SEASIDE.',
    ]);
    expect(checkInWords({ is: 'silent', says: null })).toEqual([
      'The hub did not answer. Try again.',
    ]);
  });
});
