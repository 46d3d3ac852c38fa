/** Sums of months and lists, and how shares are said. Knows no drawing. */
import type {
  AgreementRow,
  ListTransparency,
  Metrics,
  Transparency,
} from '../../lib/host/wire.gen.ts';
import { byName, decimal, percent } from '../../lib/language/figures.ts';
import { text } from '../../lib/text/text.ts';
import { monthShort } from '../../lib/time/months.ts';

/** More bars than this cannot be told apart by their names. */
const MOST_BARS = 8;
const LONGEST_NAME = 14;
/** So few bars have room for longer ones. */
const FEW_BARS = 4;
const LONGEST_OF_FEW = 24;

export interface BarRow {
  names: string[];
  values: number[];
}

/** Kappa from thousandths: `0.71`, `−0.04`. */
export function kappa(permille: number): string {
  return decimal(permille / 1000, 2);
}

/** A name that fits under a bar. */
export function shortened(name: string, bars: number): string {
  const longest = bars <= FEW_BARS ? LONGEST_OF_FEW : LONGEST_NAME;
  return name.length <= longest ? name : `${name.slice(0, longest - 1).trimEnd()}…`;
}

/** Those of which one has to know first, where not all can be drawn, and how many that leaves out. */
export interface SomeBars extends BarRow {
  leftOut: number;
}

/** Bars of those that are least, or most, in the order in which they stand in the table. */
function someOf<T extends { name: string; value: number }>(all: readonly T[], first: 1 | -1) {
  const sorted = [...all].sort((one, other) => first * (one.value - other.value));
  const chosen = new Set(sorted.slice(0, MOST_BARS));
  const drawn = all.filter((one) => chosen.has(one));
  return {
    leftOut: all.length - drawn.length,
    names: drawn.map(({ name }) => shortened(name, drawn.length)),
    values: drawn.map(({ value }) => value),
  };
}

/** Kappa of the queues of which one may be told; of too many, of those where people agree least, in the table's order. */
export function kappaBars(rows: readonly AgreementRow[]): SomeBars {
  const told = rows.flatMap(({ queue, agreement }) =>
    agreement.told.is === 'told' && agreement.told.kappa_permille !== undefined
      ? [{ name: queue.name, value: agreement.told.kappa_permille / 1000 }]
      : [],
  );
  return someOf(told, 1);
}

/** What people said of matches: all that were judged, and those of another picture. */
export interface Judged {
  judged: number;
  different: number;
}

/** How many of a thousand were another picture; nothing where none was judged. */
export function rate({ judged, different }: Judged): number | null {
  return judged === 0 ? null : Math.floor((different * 1000) / judged);
}

/** The same in words. */
export function rateInWords(judged: Judged): string {
  const permille = rate(judged);
  return permille === null ? text.oversight.figures.none : percent(permille);
}

/** Shares of lists in parts of a hundred; of too many, of those that are wrong most often. */
export function listBars(lists: readonly (Judged & { name: string })[]): SomeBars {
  const judged = lists.filter((list) => list.judged > 0);
  return someOf(
    judged.map((list) => ({ name: list.name, value: (rate(list) ?? 0) / 10 })),
    -1,
  );
}

export function judgedOf(sums: Metrics): Judged {
  const { same_exact = 0, same_altered = 0, different = 0 } = sums.verdicts.match;
  return { judged: same_exact + same_altered + different, different };
}

const NONE_JUDGED: Judged = { judged: 0, different: 0 };

const plus = (sum: Judged, list: ListTransparency): Judged => ({
  judged: sum.judged + list.same + list.different,
  different: sum.different + list.different,
});

const judgedIn = (month: Transparency): Judged => month.lists.reduce(plus, NONE_JUDGED);

/** Each list over all of these months, in the order of their names. */
export function byList(months: readonly Transparency[]): (Judged & { name: string })[] {
  const lists = new Map<string, Judged>();
  for (const list of months.flatMap((month) => month.lists)) {
    lists.set(list.name, plus(lists.get(list.name) ?? NONE_JUDGED, list));
  }
  return [...lists]
    .map(([name, judged]) => ({ name, ...judged }))
    .sort((one, other) => byName(one.name, other.name));
}

export const stoppedIn = (month: Transparency): number => month.outcomes['stopped'] ?? 0;

export function stoppedBars(months: readonly Transparency[]): BarRow {
  return { names: months.map(({ from }) => monthShort(from)), values: months.map(stoppedIn) };
}

/** In parts of a hundred; a month in which nothing was judged has no bar. */
export function wrongBars(months: readonly Transparency[]): BarRow {
  return {
    names: months.map(({ from }) => monthShort(from)),
    values: months.map((month) => (rate(judgedIn(month)) ?? 0) / 10),
  };
}

/** What became of uploads at the door, the most first. */
export interface Outcome {
  outcome: string;
  uploads: number;
}

export function outcomesOf(counts: Metrics['outcomes']): Outcome[] {
  return Object.entries(counts)
    .map(([outcome, uploads]) => ({ outcome, uploads: uploads ?? 0 }))
    .sort((one, other) => other.uploads - one.uploads);
}

export function outcomeBars(outcomes: readonly Outcome[]): BarRow {
  const words = text.oversight.figures.outcomesShort;
  return {
    names: outcomes.map(({ outcome }) => words[outcome] ?? outcome),
    values: outcomes.map(({ uploads }) => uploads),
  };
}
