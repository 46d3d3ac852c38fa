/** What stands beside a case: why it is here, where its entries come from, what was decided before. Names no content. */
import { count, figure } from './counting.ts';

export const evidence = {
  // Why a case is in its queue.
  byRule: (number: number) => `Here by rule ${figure(number)}`,
  byNamedRule: (number: number, name: string) => `Here by rule ${figure(number)}, “${name}”`,
  met: (rule: string, conditions: string) => `${rule}: ${conditions}`,
  ofSource: 'from certain sources',
  byList: 'Here because its closest list waits here',
  unreadable: 'Here because it could not be read',
  byHand: 'Sent here by hand',
  // Where an entry comes from.
  origin: 'Where the entry comes from',
  from: 'From',
  imported: 'the list itself',
  verdict: 'a verdict here',
  list: 'List there',
  number: 'Number there',
  name: 'Its name there',
  unnamed: 'not given',
  hash: 'Matching hash',
  variant: 'of an altered copy, confirmed here',
  // What was decided of it.
  confirmed: (n: number) =>
    count(n, {
      one: 'Confirmed in 1 other case',
      other: `Confirmed in ${figure(n)} other cases`,
    }),
  confirmedInNone: 'Confirmed in no other case',
  disputed: (n: number) => `disputed in ${figure(n)}`,
  disputedInNone: 'disputed in none',
  different: (n: number) => `another picture in ${figure(n)}`,
  newest: (words: string, n: number) =>
    `${words}. There are more; these are the newest ${figure(n)}.`,
  // What was decided of the same bytes.
  seenBefore: (n: number) =>
    count(n, {
      one: 'Seen before: the same bytes, decided once',
      other: `Seen before: the same bytes, decided ${figure(n)} times`,
    }),
  ofList: (list: string, said: string) => `${list}: ${said}`,
  listGone: 'A list that is gone',
  notAssessed: 'content not assessed',
  reversed: 'decided anew after a reversal',
};
