/** Where a case can be sent from a list, and what each place is on the wire. */
import type { Destination, QueueInfo, Recipient } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';

const HOUR = 3_600_000;
const HOLDS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR } as const;

export interface Place {
  value: string;
  name: string;
}

/** Every place there is, the first of which is none; whoever takes from the case's queue comes before others. */
export function places(
  here: string,
  queues: readonly QueueInfo[],
  recipients: readonly Recipient[],
): Place[] {
  const words = text.running;
  return [
    { value: '', name: words.choose },
    { value: 'leads', name: words.leads },
    { value: 'back', name: words.back },
    ...recipients.filter(({ of_queue }) => of_queue).map(toPerson),
    ...recipients.filter(({ of_queue }) => !of_queue).map(toPerson),
    ...queues
      .filter(({ id }) => id !== here)
      .map(({ id, name }) => ({ value: `queue:${id}`, name: words.toQueue(name) })),
    ...(['hour', 'day', 'week'] as const).map((span) => ({
      value: `hold:${span}`,
      name: words.hold[span],
    })),
  ];
}

function toPerson({ id, name, of_queue }: Recipient): Place {
  return { value: `person:${id}`, name: of_queue ? name : text.handing.ofOtherQueue(name) };
}

/** What a place is on the wire; nothing for none. */
export function destination(place: string, now: number): Destination | null {
  const [kind, what = ''] = place.split(/:(.*)/s);
  switch (kind) {
    case 'leads':
      return { to: 'leads' };
    case 'back':
      return { to: 'back' };
    case 'person':
      return { to: 'person', person: what };
    case 'queue':
      return { to: 'queue', queue: what };
    case 'hold':
      return { to: 'hold', until: now + HOLDS[what as keyof typeof HOLDS] };
    default:
      return null;
  }
}
