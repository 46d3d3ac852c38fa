/** Whole months in UTC, as reports are made of them. Knows no clock. */
import { dates } from '../language/formats.ts';

export interface Month {
  /** Its first moment. */
  from: number;
  /** The first moment after it. */
  until: number;
}

/** The first moment of the month that is so many before the one of `at`. */
function firstMoment(at: number, back: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1);
}

/** The last months that are over, the newest first. */
export function monthsBefore(now: number, many: number): Month[] {
  return Array.from({ length: many }, (_, at) => ({
    from: firstMoment(now, at + 1),
    until: firstMoment(now, at),
  }));
}

/** How many months lie between two first moments. */
export function monthsBetween(from: number, until: number): number {
  const [first, after] = [new Date(from), new Date(until)];
  const years = after.getUTCFullYear() - first.getUTCFullYear();
  return years * 12 + after.getUTCMonth() - first.getUTCMonth();
}

/** `Feb 2026`. */
export function monthName(at: number): string {
  return inUtc(at, { month: 'short', year: 'numeric' });
}

/** `Feb`, for an axis. */
export function monthShort(at: number): string {
  return inUtc(at, { month: 'short' });
}

function inUtc(at: number, options: Intl.DateTimeFormatOptions): string {
  return dates({ ...options, timeZone: 'UTC' }).format(at);
}
