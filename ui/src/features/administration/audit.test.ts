import { describe, expect, it } from 'vitest';
import { audit } from '../../../dev/keeping-scenes.ts';
import { draftOf, read } from './audit.ts';

describe('a filter as it is typed', () => {
  const empty = draftOf(audit.filter);
  const of = (part: Partial<typeof empty>) => read({ ...empty, ...part });

  it('lets everything through where nothing is typed', () => {
    expect(read(empty)).toEqual({ filter: audit.filter });
  });

  it('counts both days as a whole, also where the clocks change', () => {
    for (const day of ['2026-11-23', '2026-03-29', '2026-10-25']) {
      const wanted = of({ from: day, until: day });
      if (!('filter' in wanted)) throw new Error(day);
      const { from, until } = wanted.filter;
      const [year, month, date] = day.split('-').map(Number) as [number, number, number];
      expect([from, until]).toEqual([
        new Date(year, month - 1, date).getTime(),
        new Date(year, month - 1, date + 1).getTime(),
      ]);
      expect(draftOf(wanted.filter)).toEqual({ ...empty, from: day, until: day });
    }
  });

  it('says which part cannot be meant', () => {
    expect(of({ from: '2026-02-30' })).toEqual({ wrong: 'from' });
    expect(of({ until: 'today' })).toEqual({ wrong: 'until' });
    expect(of({ case: 'the third' })).toEqual({ wrong: 'case' });
    expect(of({ from: '2026-02-02', until: '2026-02-01' })).toEqual({ wrong: 'backwards' });
  });
});
