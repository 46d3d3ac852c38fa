/** Groups in words. */
import type { Group, QueueName } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';

/** The queues that a group gives, by name as far as whoever reads may know them. */
export function queuesOf(group: Group, queues: readonly QueueName[]): string {
  const words = text.administration.groups;
  const given = group.gives.queues;
  if (given.length === 0) return words.usual;
  const known = queues.filter(({ id }) => given.includes(id)).map(({ name }) => name);
  const more = given.length - known.length;
  return [...known, ...(more > 0 ? [words.unknownQueues(more)] : [])].join(', ');
}
