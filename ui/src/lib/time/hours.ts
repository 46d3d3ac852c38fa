/**
 * Weekly hours as people write and read them: `09:00`, `Monday to Friday 09:00–17:00`. Which shifts follow from them is
 * the hub's to say.
 */
import type { Weekday, WeeklyHours, Window } from '../host/wire.gen.ts';
import { dates } from '../language/formats.ts';

export const WEEK: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** A minute of the day as its time: `09:05`. */
export function timeOf(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The minute of the day that a time names; nothing where it is none. */
export function minuteOf(time: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})$/.exec(time.trim());
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2])];
  return found !== null && hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
}

/** Days in a row that have the same windows, each with these. */
export function runsOf(hours: WeeklyHours): { days: [Weekday, Weekday]; windows: Window[] }[] {
  const runs: { days: [Weekday, Weekday]; windows: Window[] }[] = [];
  let before = '';
  for (const day of WEEK) {
    const windows = hours.windows.filter((window) => window.day === day);
    windows.sort((a, b) => a.from - b.from);
    const times = windows.map(({ from, to }) => `${from}-${to}`).join();
    const last = runs.at(-1);
    if (last && times !== '' && times === before) last.days[1] = day;
    else if (times !== '') runs.push({ days: [day, day], windows });
    before = times;
  }
  return runs;
}

/** The zones that a computer knows, and the one that is set. */
export function zonesWith(zone: string): string[] {
  return [...new Set([zone, 'Etc/UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
}

/** A moment on the clocks of a zone: `Mon 23 Nov, 17:00`. */
export function momentIn(at: number, zone: string): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return dates({ ...day, ...time, timeZone: zone }).format(at);
}
