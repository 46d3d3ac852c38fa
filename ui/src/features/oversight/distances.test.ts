import { describe, expect, it } from 'vitest';
import { distances } from '../../../dev/figure-scenes.ts';
import { ALL_LISTS, bandBars, bandsOf, listsOf } from './distances.ts';
import { listBars } from './figures.ts';

describe('bands of distance', () => {
  it('add lists up, closest first, and leave out what nobody judged', () => {
    const other = { ...distances.lists[0]!, id: 'l3' };
    const two = { ...distances, lists: [...distances.lists, other] };
    const bands = bandsOf(two, ALL_LISTS);
    expect(bands.map(({ band }) => band)).toEqual([
      'equal',
      'to8',
      'to16',
      'to24',
      'to31',
      'said_near',
    ]);
    expect(bands[4]).toEqual({ band: 'to31', judged: 146, different: 122 });
    expect(bandsOf(two, 'l1')[4]).toEqual({ band: 'to31', judged: 73, different: 61 });
    expect(bandsOf(two, 'l2')).toEqual([]);
  });

  it('are drawn in parts of a hundred', () => {
    expect(bandBars(bandsOf(distances, 'l1')).values[4]).toBe(83.5);
  });
});

describe('lists at any distance', () => {
  const [first] = distances.lists;
  const list = (at: number, different: number) => ({
    ...first!,
    id: `l${at}`,
    name: `List ${at}`,
    bands: different < 0 ? [] : [{ band: 'to31' as const, same: 100 - different, different }],
  });

  it('are added up over their bands, by name, without those that nobody judged', () => {
    const all = { ...distances, lists: [list(2, 5), list(1, 40), list(3, -1)] };
    expect(listsOf(all)).toEqual([
      { id: 'l1', name: 'List 1', judged: 100, different: 40 },
      { id: 'l2', name: 'List 2', judged: 100, different: 5 },
    ]);
  });

  it('are drawn where they are wrong most often, and the others are counted', () => {
    const all = { ...distances, lists: [...Array(9).keys()].map((at) => list(at + 1, at * 3)) };
    const bars = listBars(listsOf(all));
    expect(bars.names).not.toContain('List 1');
    expect(bars.values).toEqual([3, 6, 9, 12, 15, 18, 21, 24]);
    expect(bars.leftOut).toBe(1);
  });
});
