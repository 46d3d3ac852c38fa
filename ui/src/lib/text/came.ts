/** Why a case is in its queue, in one sentence: the facts are the hub's, the words the language's in use. */
import type { CameBy, FirstFit, Met } from '../host/wire.gen.ts';
import { either, listed } from '../language/figures.ts';
import { text } from './text.ts';

export function cameBy(came: CameBy): string {
  const words = text.evidence;
  switch (came.by) {
    case 'rule':
      return byRule(came);
    case 'list':
      return words.byList;
    case 'unreadable':
      return words.unreadable;
    case 'hand':
      return words.byHand;
  }
}

function byRule({ number, name, met }: FirstFit): string {
  const words = text.evidence;
  const rule = name === undefined ? words.byRule(number) : words.byNamedRule(number, name);
  const conditions = inWords(met);
  return conditions.length === 0 ? rule : words.met(rule, listed(conditions));
}

function inWords({
  lists = [],
  harms = [],
  signal,
  distance,
  categories = [],
  source,
  media,
}: Met) {
  const { when, harms: names, signals, media: kinds } = text.running;
  const parts = [
    lists.length > 0 && when.lists(either(lists)),
    harms.length > 0 && when.harms(either(harms.map((harm) => names[harm]))),
    signal !== undefined && signals[signal],
    distance !== undefined && when.distance(distance.from, distance.to),
    categories.length > 0 && when.categories(either(categories)),
    source === true && text.evidence.ofSource,
    media !== undefined && kinds[media],
  ];
  return parts.filter((part): part is string => typeof part === 'string');
}
