import { describe, expect, it } from 'vitest';
import { distances } from '../../../dev/figure-scenes.ts';
import { ALL_LISTS, bandBars, bandsOf } from './distances.ts';

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
