/** Who is meant by what was typed. Knows no more of anybody than the table shows. */
import type { Person } from '../../lib/host/wire.gen.ts';
import { having } from '../../lib/rows/having.ts';
import { text } from '../../lib/text/text.ts';

/** Those whose name or role has every word of it, accents and capitals aside. */
export function find(people: readonly Person[], typed: string): readonly Person[] {
  return having(people, typed, ({ name, role }) => `${name} ${text.home.roles[role]}`);
}

/** How somebody stands, in a word. */
export function stateOf(person: Person): string {
  const words = text.administration.people.states;
  if (person.disabled) return words.off;
  return person.signed_in ? words.signedIn : words.signedOut;
}

/** How somebody comes in. */
export function comesBy(person: Person): string {
  const words = text.administration.people;
  return person.provided ? words.byProvider : words.byPassword;
}
