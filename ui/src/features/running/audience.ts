/** Who may take cases from a queue, in words. */
import type { Audience, Directory } from '../../lib/host/wire.gen.ts';
import { listed } from '../../lib/language/figures.ts';
import { text } from '../../lib/text/text.ts';

export function audienceInWords({ roles, people }: Audience, directory: Directory): string {
  const words = text.running;
  const named = people.map((id) => directory.people.find((one) => one.id === id)?.name);
  const all = [
    ...roles.map((role) => (role === 'lead' ? words.roles.lead : words.roles.moderator)),
    ...named.map((name) => name ?? words.unknown),
  ];
  return all.length === 0 ? words.forEverybody : listed(all);
}
