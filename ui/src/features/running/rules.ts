/**
 * Rules as somebody edits them: plain lists, so that each change is a new value. Knows no screen.
 */
import type { Conditions, Directory, QueueInfo, Rule } from '../../lib/host/wire.gen.ts';
import { either, listed } from '../../lib/language/figures.ts';
import { text } from '../../lib/text/text.ts';

const words = text.running;

export function moved(rules: readonly Rule[], at: number, step: 1 | -1): Rule[] {
  const to = at + step;
  const rule = rules[at];
  if (rule === undefined || to < 0 || to >= rules.length) return [...rules];
  const rest = rules.filter((_, other) => other !== at);
  return [...rest.slice(0, to), rule, ...rest.slice(to)];
}

export function replaced(rules: readonly Rule[], at: number, rule: Rule): Rule[] {
  if (at >= rules.length) return [...rules, rule];
  return rules.map((other, place) => (place === at ? rule : other));
}

export const without = (rules: readonly Rule[], at: number): Rule[] =>
  rules.filter((_, place) => place !== at);

export const same = (one: readonly Rule[], other: readonly Rule[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A rule that fits everything, for the first queue there is. */
export const blank = (queues: readonly QueueInfo[]): Rule => ({
  name: '',
  when: {},
  queue: queues[0]?.id ?? '',
  priority: 0,
});

/** Conditions with nothing in them that says nothing. */
export function tidied(when: Conditions): Conditions {
  const filled = Object.entries(when).filter(
    ([, value]) => value != null && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(filled);
}

/** When a rule fits, in words. */
export function inWords(when: Conditions, directory: Directory): string {
  const names = (ids: readonly string[], all: readonly { id: string; name: string }[]) =>
    either(ids.map((id) => all.find((one) => one.id === id)?.name ?? words.unknown));
  const { banks = [], harms = [], categories = [], sources = [] } = when;
  const parts = [
    banks.length > 0 && words.when.lists(names(banks, directory.lists)),
    harms.length > 0 && words.when.harms(either(harms.map((harm) => words.harms[harm]))),
    when.signal && words.signals[when.signal],
    when.distance && words.when.distance(when.distance.from, when.distance.to),
    categories.length > 0 && words.when.categories(either(categories)),
    sources.length > 0 && words.when.sources(names(sources, directory.sources)),
    when.media && words.media[when.media],
  ].filter((part): part is string => typeof part === 'string');
  return parts.length === 0 ? words.when.everything : listed(parts);
}

/** What is wrong with a rule as it is written now. */
export function problemOf(rule: Rule): string | undefined {
  const { distance, signal } = rule.when;
  if (rule.name.trim() === '') return words.needsName;
  if (distance && !(distance.from >= 0 && distance.from <= distance.to && distance.to <= 31))
    return words.badBand;
  if (distance && signal === 'digest') return words.never;
  return undefined;
}
