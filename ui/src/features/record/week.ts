/** A week of one's own record: which days it has, and what they come to. Knows no drawing. */
import type { DayRow } from '../../lib/host/wire.gen.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** What the desk is asked for. */
export interface Asked {
  from: number;
  offset_minutes: number;
}

/** Monday's midnight of the week that is so many weeks before `now`, by the clock on the wall. */
export function weekBefore(now: number, weeks: number): Asked {
  const monday = new Date(now);
  monday.setHours(0, 0, 0, 0);
  monday.setDate(monday.getDate() - ((monday.getDay() + 6) % 7) - 7 * weeks);
  // The offset of that week, which may be another one than today's. Minus nothing is nothing.
  return { from: monday.getTime(), offset_minutes: 0 - monday.getTimezoneOffset() };
}

/** The last day of a week that begins then. */
export function lastDay(from: number): number {
  return from + 6 * DAY;
}

/** Looking time: rungs 3 and up. Veils are counted as what they are, and are no looking. */
export function lookingMs(day: DayRow): number {
  return Object.entries(day.looking_ms_by_rung)
    .filter(([rung]) => Number(rung) >= 3)
    .reduce((sum, [, ms]) => sum + (ms ?? 0), 0);
}

export interface WeekSum {
  looks: number;
  lookingMs: number;
  reviewingMs: number;
}

export function sumOf(days: readonly DayRow[]): WeekSum {
  return days.reduce<WeekSum>(
    (sum, day) => ({
      looks: sum.looks + day.looks,
      lookingMs: sum.lookingMs + lookingMs(day),
      reviewingMs: sum.reviewingMs + day.reviewing_ms,
    }),
    { looks: 0, lookingMs: 0, reviewingMs: 0 },
  );
}

/** What bars are measured in: minutes, or seconds where none of them reaches two minutes. */
export function measure(lengthsMs: readonly number[]): { unit: 's' | 'min'; values: number[] } {
  const unit = Math.max(...lengthsMs) < 2 * MINUTE ? 's' : 'min';
  const one = unit === 's' ? SECOND : MINUTE;
  return { unit, values: lengthsMs.map((ms) => Math.round((ms / one) * 10) / 10) };
}
