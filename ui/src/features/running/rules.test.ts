import { describe, expect, it } from 'vitest';
import type { Directory, Rule } from '../../lib/host/wire.gen.ts';
import { inWords, moved, problemOf, replaced, same, tidied, without } from './rules.ts';

const rule = (name: string): Rule => ({ name, when: {}, queue: 'q', priority: 0 });
const names = (rules: readonly Rule[]) => rules.map(({ name }) => name).join('');
const abc = [rule('a'), rule('b'), rule('c')];

const directory: Directory = {
  people: [],
  sources: [{ id: 's', name: 'Forum' }],
  lists: [{ id: 'l', name: 'Partners', harm: 'csam' }],
};

describe('a list of rules', () => {
  it('is reordered a step at a time and never past its ends', () => {
    expect(names(moved(abc, 0, 1))).toBe('bac');
    expect(names(moved(abc, 2, -1))).toBe('acb');
    expect(names(moved(abc, 2, 1))).toBe('abc');
    expect(names(moved(abc, 0, -1))).toBe('abc');
  });

  it('takes a rule in its place, or at the end', () => {
    expect(names(replaced(abc, 1, rule('x')))).toBe('axc');
    expect(names(replaced(abc, 3, rule('x')))).toBe('abcx');
    expect(names(without(abc, 1))).toBe('ac');
    expect(same(abc, replaced(abc, 1, rule('b')))).toBe(true);
  });
});

describe('a rule', () => {
  it('says in words when it fits', () => {
    expect(inWords({}, directory)).toBe('everything');
    const when = { banks: ['l'], sources: ['s', 'gone'], distance: { from: 0, to: 10 } };
    expect(inWords(when, directory)).toBe(
      'on the list Partners, 0 to 10 bits away, sent by Forum or one that is gone',
    );
  });

  it('says nothing of what was left empty', () => {
    expect(tidied({ banks: [], categories: ['A1'] })).toEqual({ categories: ['A1'] });
  });

  it('is not taken without a name, with an impossible distance, or where it fits nothing', () => {
    expect(problemOf(rule('a'))).toBeUndefined();
    expect(problemOf(rule(' '))).toMatch(/name/);
    const off = { ...rule('a'), when: { distance: { from: 9, to: 3 } } };
    expect(problemOf(off)).toMatch(/31/);
    const never = {
      ...rule('a'),
      when: { distance: { from: 0, to: 3 }, signal: 'digest' as const },
    };
    expect(problemOf(never)).toMatch(/no distance/);
  });
});
