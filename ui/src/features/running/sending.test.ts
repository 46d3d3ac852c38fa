import { describe, expect, it } from 'vitest';
import type { Directory, QueueInfo } from '../../lib/host/wire.gen.ts';
import { destination, places } from './sending.ts';

const directory: Directory = {
  people: [{ id: 'p1', name: 'Noor', role: 'lead' }],
  sources: [],
  lists: [],
};
const queues = ['q1', 'q2'].map((id) => ({ id, name: id.toUpperCase() })) as QueueInfo[];

describe('where a case can be sent', () => {
  it('is everywhere but where it is', () => {
    const values = places('q1', queues, directory).map(({ value }) => value);
    expect(values).toEqual([
      '',
      'leads',
      'back',
      'person:p1',
      'queue:q2',
      'hold:hour',
      'hold:day',
      'hold:week',
    ]);
  });

  it('is one destination each, and nothing for none', () => {
    expect(destination('', 5)).toBeNull();
    expect(destination('leads', 5)).toEqual({ to: 'leads' });
    expect(destination('back', 5)).toEqual({ to: 'back' });
    expect(destination('person:p1', 5)).toEqual({ to: 'person', person: 'p1' });
    expect(destination('queue:q2', 5)).toEqual({ to: 'queue', queue: 'q2' });
    expect(destination('hold:day', 5)).toEqual({ to: 'hold', until: 86_400_005 });
  });
});
