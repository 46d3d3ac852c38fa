import { describe, expect, it } from 'vitest';
import type { QueueInfo, Recipient } from '../../lib/host/wire.gen.ts';
import { destination, places } from './sending.ts';

const recipients: Recipient[] = [
  { id: 'p2', name: 'Ada', role: 'moderator', of_queue: false },
  { id: 'p1', name: 'Noor', role: 'lead', of_queue: true },
];
const queues = ['q1', 'q2'].map((id) => ({ id, name: id.toUpperCase() })) as QueueInfo[];

describe('where a case can be sent', () => {
  it('is everywhere but where it is', () => {
    const values = places('q1', queues, recipients).map(({ value }) => value);
    expect(values).toEqual([
      '',
      'leads',
      'back',
      'person:p1',
      'person:p2',
      'queue:q2',
      'hold:hour',
      'hold:day',
      'hold:week',
    ]);
  });

  it('says of whoever does not take from the queue that they do not', () => {
    const named = places('q1', queues, recipients).filter(({ value }) =>
      value.startsWith('person'),
    );
    expect(named.map(({ name }) => name)).toEqual([
      'Noor',
      'Ada, who does not take from this queue',
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
