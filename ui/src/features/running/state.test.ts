import { describe, expect, it } from 'vitest';
import type { OpenCase } from '../../lib/host/wire.gen.ts';
import { stateOf } from './state.ts';

const open: OpenCase = {
  id: 'case-1',
  stage: 'review',
  priority: 0,
  since: 0,
  escalated: false,
  passed_on: 0,
  uploads: 1,
  stranded: false,
};

describe('an open case', () => {
  it('says by which rule it is here, by the name that leads know', () => {
    const met = { lists: ['Northern'], distance: { from: 0, to: 8 } };
    expect(stateOf({ ...open, came: { by: 'rule', number: 2, name: 'Close', met } })).toContain(
      'Here by rule 2, “Close”: on the list Northern, 0 to 8 bits away',
    );
    expect(stateOf({ ...open, came: { by: 'hand' } })).toContain('Sent here by hand');
    expect(stateOf(open)).toEqual(['waiting']);
  });
});
