import { describe, expect, it } from 'vitest';
import { plain, ranked } from './rank.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));
const names = (things: { name: string }[]) => things.map(({ name }) => name);

describe('what somebody means', () => {
  it('is everything in its order before anything is typed', () => {
    const things = named('Skip', 'Agree', 'Home');
    expect(ranked(things, '  ')).toEqual(things);
  });

  it('begins with it rather than contains it, and a word rather than a part of one', () => {
    const things = named('Unsettle', 'Take notes to settle', 'Settle', 'Settings');
    expect(names(ranked(things, 'sett'))).toEqual([
      'Settle',
      'Settings',
      'Take notes to settle',
      'Unsettle',
    ]);
  });

  it('is first where it is typed in full', () => {
    expect(names(ranked(named('Home address', 'Home'), 'home'))).toEqual(['Home', 'Home address']);
  });

  it('needs every word, in any order', () => {
    const things = named('Review Near matches', 'Review Second looks', 'Near');
    expect(names(ranked(things, 'near rev'))).toEqual(['Review Near matches']);
  });

  it('is found by letters in their order, and by one letter only where a word has it', () => {
    expect(names(ranked(named('Break now', 'Bread'), 'bnw'))).toEqual(['Break now']);
    expect(ranked(named('Break now'), 'z')).toEqual([]);
  });

  it('is found by what else it is called, after what is called so', () => {
    const things = [{ name: 'Night', also: 'Noor' }, { name: 'Noor' }];
    expect(names(ranked(things, 'noor'))).toEqual(['Noor', 'Night']);
  });

  it('takes no notice of case, accents and signs', () => {
    expect(plain('  Écran:   N°1 ')).toBe('ecran n 1');
    expect(names(ranked(named('Équipe de nuit'), 'equipe'))).toEqual(['Équipe de nuit']);
  });

  it('keeps the order among equals, whatever is typed', () => {
    const things = Array.from({ length: 50 }, (_, at) => ({ name: `Queue ${at}` }));
    expect(ranked(things, 'queue')).toEqual(things);
    for (const typed of ['4', 'q 4', 'ue', 'qe']) {
      const found = ranked(things, typed);
      expect(things.filter((thing) => found.includes(thing)).length).toBe(found.length);
      expect(new Set(found).size).toBe(found.length);
    }
  });
});
