/** What is told of a queue's flow, as bars with names under them. Knows no drawing. */
import type { FlowWeek, QueueFlow, AgeBand } from '../../lib/host/wire.gen.ts';
import { number } from '../../lib/language/figures.ts';
import { text } from '../../lib/text/text.ts';
import { dayInUtc, length, weekdayInUtc } from '../../lib/time/words.ts';

export interface BarRow {
  names: string[];
  values: number[];
}

/** A Monday, midnight UTC. */
const MONDAY = 4 * 86_400_000;
const DAY = 86_400_000;
/** Under so many bars there is room for one name in three, or in six. */
const WEEKS_APART = 3;
const HOURS_APART = 6;

/** An age in words: `less than 1 h`, `1 h to 4 h`, `7 d or more`. */
export function ageOf({ from_ms, below_ms }: AgeBand): string {
  const words = text.flow;
  if (below_ms === undefined) return words.more(length(from_ms));
  if (from_ms === 0) return words.below(length(below_ms));
  return words.between(length(from_ms), length(below_ms));
}

/** Each under where its age begins; the last goes on without an end. */
export function ageBars(waiting: readonly AgeBand[]): BarRow {
  const name = ({ from_ms, below_ms }: AgeBand) =>
    below_ms === undefined ? `${length(from_ms)}+` : `< ${length(below_ms)}`;
  return { names: waiting.map(name), values: waiting.map(({ cases }) => cases) };
}

export function arrivedBars(weeks: readonly FlowWeek[]): BarRow {
  return { names: weekNames(weeks), values: weeks.map(({ arrived }) => arrived) };
}

/** Weeks of which nothing is told have no bar; nothing at all where there is no other. */
export function decidedBars(weeks: readonly FlowWeek[]): BarRow {
  const values = weeks.map(({ decided }) => (decided.is === 'told' ? decided.verdicts : 0));
  const told = weeks.some(({ decided }) => decided.is === 'told');
  return told ? { names: weekNames(weeks), values } : { names: [], values: [] };
}

/** What is told of a week's decisions, or why nothing is. */
export function decidedIn({ decided }: FlowWeek): string {
  return decided.is === 'told' ? number(decided.verdicts) : text.flow.untold[decided.is];
}

export function hourBars({ rhythm }: QueueFlow): BarRow {
  const name = (_cases: number, hour: number) => (hour % HOURS_APART === 0 ? hourName(hour) : '');
  return { names: rhythm.hours.map(name), values: rhythm.hours };
}

export function dayBars({ rhythm }: QueueFlow): BarRow {
  return { names: rhythm.days.map((_cases, day) => dayName(day)), values: rhythm.days };
}

/** `09:00`. */
export const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** The day of the week, Monday being 0. */
export const dayName = (day: number): string => weekdayInUtc(MONDAY + day * DAY);

function weekNames(weeks: readonly FlowWeek[]): string[] {
  return weeks.map(({ starts }, at) => (at % WEEKS_APART === 0 ? dayInUtc(starts) : ''));
}
