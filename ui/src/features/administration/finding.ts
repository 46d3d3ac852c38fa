/** Who is meant by what was typed. Knows no more of anybody than the table shows. */
import type { Person } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';

const plain = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose name or role has every word of it, accents and capitals aside. */
export function find(people: readonly Person[], typed: string): readonly Person[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    const has = plain(`${person.name} ${text.home.roles[person.role]}`);
    return wanted.every((word) => has.includes(word));
  });
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
