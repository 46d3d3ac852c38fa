/**
 * Lengths and points of time in as few characters as a person needs. Knows no clock.
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is left, for a countdown: `0:09`, `12:30`, `1:05:00`. Never below zero. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${h > 0 ? pad(m) : m}:${pad(s)}`;
  return h > 0 ? `${h}:${tail}` : tail;
}

/** A length in words of its largest two units: `45 s`, `12 min`, `3 h 20 min`, `2 d`. */
export function length(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < MINUTE) return `${Math.round(whole / SECOND)} s`;
  if (whole < HOUR) return `${Math.round(whole / MINUTE)} min`;
  if (whole >= DAY) return `${Math.floor(whole / DAY)} d`;
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  const hours = `${Math.floor(whole / HOUR)} h`;
  return minutes > 0 ? `${hours} ${minutes} min` : hours;
}

/** Seconds with one decimal, for a single look: `2.4 s`. */
export function seconds(ms: number): string {
  return `${(Math.max(0, ms) / SECOND).toFixed(1)} s`;
}

/** The time of day: `14:05`. */
export function clock(at: number): string {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** Day and time of day: `23 Nov, 14:05`. */
export function moment(at: number, locale = 'en-GB'): string {
  return `${dayOf(at, locale)}, ${clock(at)}`;
}

/** The day: `23 Nov`. */
export function dayOf(at: number, locale = 'en-GB'): string {
  return new Date(at).toLocaleDateString(locale, { day: 'numeric', month: 'short' });
}

/** The day, where it is counted in UTC: `23 Nov`. */
export function dayInUtc(at: number, locale = 'en-GB'): string {
  return new Date(at).toLocaleDateString(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}

/** The day of the week: `Mon`. */
export function weekday(at: number, locale = 'en-GB'): string {
  return new Date(at).toLocaleDateString(locale, { weekday: 'short' });
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
