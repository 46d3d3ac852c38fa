/** Hours while they are being changed: times as they are typed, until they are ones. */
import type { Weekday, WeeklyHours } from '../../lib/host/wire.gen.ts';
import { minuteOf, timeOf, WEEK } from '../../lib/time/hours.ts';

export interface Draft {
  day: Weekday;
  from: string;
  to: string;
}

export function draftOf(hours: WeeklyHours | null): Draft[] {
  const windows = hours?.windows ?? [];
  return windows.map(({ day, from, to }) => ({ day, from: timeOf(from), to: timeOf(to) }));
}

/** The hours that a draft comes to; nothing where a time in it is none, or a window is empty. */
export function hoursOf(zone: string, drafts: readonly Draft[]): WeeklyHours | undefined {
  const windows: WeeklyHours['windows'] = [];
  for (const draft of drafts) {
    const [from, to] = [minuteOf(draft.from), minuteOf(draft.to)];
    if (from === undefined || to === undefined || from === to) return undefined;
    windows.push({ day: draft.day, from, to });
  }
  return { zone, windows };
}

/** The window that is likely wanted next: the day after the last one, at the same times. */
export function nextDraft(drafts: readonly Draft[]): Draft {
  const last = drafts.at(-1);
  if (last === undefined) return { day: 'monday', from: '09:00', to: '17:00' };
  const day = WEEK[(WEEK.indexOf(last.day) + 1) % WEEK.length] ?? 'monday';
  return { ...last, day };
}
