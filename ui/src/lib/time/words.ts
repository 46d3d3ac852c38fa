/**
 * Lengths and points of time in as few characters as a person needs, in the language in use. Knows no clock.
 */
import { decimal, measured, number } from '../language/figures.ts';
import { dates } from '../language/formats.ts';
import { tongue } from '../language/language.svelte.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From left to right by itself, and the end of that. */
const ISOLATED = '\u2066';
const AS_BEFORE = '\u2069';

const DAY_AND_MONTH: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
const OF_DAY: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

/** What is left, for a countdown: `0:09`, `12:30`, `1:05:00`. Never below zero. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${h > 0 ? pad(m) : m}:${pad(s)}`;
  return h > 0 ? `${h}:${tail}` : tail;
}

/** A length in words of its largest two units: `45 s`, `12 min`, `3 h 20 min`, `2 d`. */
export function length(ms: number): string {
  const time = Math.max(0, ms);
  if (time < MINUTE) return inOrder(written(Math.round(time / SECOND), 's'));
  if (time < HOUR) return inOrder(written(Math.round(time / MINUTE), 'min'));
  if (time >= DAY) return measured(Math.floor(time / DAY), 'day');
  const minutes = Math.floor((time % HOUR) / MINUTE);
  const hours = written(Math.floor(time / HOUR), 'h');
  return inOrder(minutes > 0 ? `${hours} ${written(minutes, 'min')}` : hours);
}

/** Seconds with one decimal, for a single look: `2.4 s`. */
export function seconds(ms: number): string {
  return inOrder(`${decimal(Math.max(0, ms) / SECOND, 1)}${tongue().gap}s`);
}

/** The time of day: `14:05`. */
export function clock(at: number): string {
  return dates(OF_DAY).format(at);
}

/** Day and time of day: `23 Nov, 14:05`. */
export function moment(at: number): string {
  return `${dayOf(at)}, ${clock(at)}`;
}

/** The day: `23 Nov`. */
export function dayOf(at: number): string {
  return dates(DAY_AND_MONTH).format(at);
}

/** The day, where it is counted in UTC: `23 Nov`. */
export function dayInUtc(at: number): string {
  return dates({ ...DAY_AND_MONTH, timeZone: 'UTC' }).format(at);
}

/** The day of the week: `Mon`. */
export function weekday(at: number): string {
  return dates({ weekday: 'short' }).format(at);
}

/** The same where days are counted in UTC. */
export function weekdayInUtc(at: number): string {
  return dates({ weekday: 'short', timeZone: 'UTC' }).format(at);
}

/** The signs of seconds, minutes and hours are the same in every language. */
function written(n: number, sign: 's' | 'min' | 'h'): string {
  return `${number(n)}${tongue().gap}${sign}`;
}

/** Latin signs among letters from right to left: without marks of Unicode around them, `1 h 35 min` reads `h 35 min 1`. */
function inOrder(written: string): string {
  return tongue().dir === 'rtl' ? `${ISOLATED}${written}${AS_BEFORE}` : written;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
