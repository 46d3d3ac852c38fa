/** How a matcher stands, in sentences: whether it answers, what waits for it, and what passes have found. */
import type {
  CheckView,
  ListName,
  MatcherInfo,
  PassesInfo,
  Reconciled,
} from '../../lib/host/wire.gen.ts';
import { number } from '../../lib/language/figures.ts';
import { text } from '../../lib/text/text.ts';
import { moment } from '../../lib/time/words.ts';

/** A sentence of the hub's without the stop that it may end with, as part of one of ours. */
const part = (says: string) => says.replace(/[.\s]+$/, '');

export function standing(info: MatcherInfo): string[] {
  const words = text.oversight.services;
  if (info.unanswered === 0) return [info.mode === 'on' ? words.answers : words.quiet];
  const since = moment(info.unanswered_since ?? info.added_at);
  const why = info.says === undefined ? [] : [words.why(part(info.says))];
  return [words.waiting(info.unanswered, since), ...why];
}

/** One that broke off goes on when it is due, and can be had to go on before. */
export function isUnderWay(passes: PassesInfo): boolean {
  return passes.began_at !== undefined && passes.says === undefined;
}

export function passed(passes: PassesInfo): string[] {
  const words = text.oversight.services;
  const found = passes.found === undefined ? '' : foundInWords(passes.found);
  return [
    isUnderWay(passes) ? words.passing(moment(passes.began_at ?? 0)) : '',
    passes.ended_at === undefined ? '' : words.passed(moment(passes.ended_at)),
    found,
    passes.says === undefined ? '' : words.brokeOff(part(passes.says)),
    passes.ended_at === undefined && passes.began_at === undefined ? words.neverPassed : '',
    passes.due_at === undefined ? '' : words.due(moment(passes.due_at)),
  ].filter((line) => line !== '');
}

function foundInWords(found: Reconciled): string {
  const words = text.oversight.services.found;
  const parts = (Object.keys(words) as (keyof Reconciled)[])
    .filter((what) => what === 'looked_at' || found[what] > 0)
    .map((what) => `${number(found[what])} ${words[what]}`);
  return `${parts.join(', ')}.`;
}

/** What came of asking it; nothing where it was not asked from here. */
export function checkInWords(check: CheckView | null): string[] {
  const words = text.oversight.services;
  if (check === null) return [];
  switch (check.is) {
    case 'under_way':
      return [words.checking];
    case 'silent':
      return [check.says === null ? words.hubSilent : words.silent(part(check.says))];
    case 'answers': {
      const gone = check.lists.filter(({ found }) => !found).map(({ name }) => words.missing(name));
      const left = check.lists
        .filter(({ found, bank_id }) => found && bank_id === undefined)
        .map(({ name }) => name);
      return [
        check.ready ? words.ready : words.notReady,
        ...check.says,
        ...gone,
        ...(left.length === 0 ? [] : [words.leftOut(left.join(', '))]),
      ];
    }
  }
}

/** Which of its lists become which of ours. */
export function mapping(info: MatcherInfo, lists: readonly ListName[]): string[] {
  const words = text.oversight.services;
  const name = (id: string | undefined) =>
    lists.find((list) => list.id === id)?.name ?? words.goneList;
  return Object.entries(info.lists).map(([there, here]) => words.into(there, name(here)));
}
