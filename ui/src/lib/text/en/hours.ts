/** When people work: set by leads and admins, read by everybody about themselves. */
import type { Weekday } from '../../host/wire.gen.ts';

const days: Record<Weekday, string> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
};

export const hours = {
  days,
  daysFrom: (first: string, last: string) => `${first} to ${last}`,
  weekly: (runs: string, zone: string) => `${runs}, on the clocks of ${zone}.`,
  noneWeekly: 'No shift in any week.',
  title: 'Hours',
  hint: 'Outside their hours nobody is given a case. Fewer hours hold at once, more from the person’s next block on. Your own you can only make fewer.',
  whose: 'Whose hours',
  choose: 'Choose somebody',
  of: (name: string) => `Hours of ${name}`,
  nobody:
    'You may not see who is here, so that nobody can be chosen. The command line sets hours too.',
  limits: 'A shift limits them',
  limited: 'Cases and looks during these hours only',
  zone: 'On the clocks of',
  day: (n: number) => `Day of window ${n}`,
  from: (n: number) => `Window ${n} begins`,
  to: (n: number) => `Window ${n} ends`,
  overnight: 'ends on the next day',
  noTime: 'a time is like 09:00',
  remove: 'Remove',
  removeWindow: (n: number) => `Remove window ${n}`,
  add: 'Add a window',
  save: 'Save hours',
  wrongTime: 'Every window needs two different times, like 09:00 and 17:00.',
  unlimited: 'No hours are set: no shift limits them.',
  noShift: 'By these hours no shift comes within a week.',
  on: (from: string, veiled: string, to: string) =>
    `On since ${from}. Only veils from ${veiled} on. Ends at ${to}.`,
  next: (from: string, veiled: string, to: string) =>
    `The next one begins ${from}. Only veils from ${veiled} on. Ends at ${to}.`,
  // One's own.
  mine: 'My hours',
  mineUnlimited: 'No hours are set for you: no shift limits you.',
  ends: (veiled: string, to: string) => `Your shift ends at ${to}; from ${veiled} on only veils.`,
  veiled: (to: string) => `The last part of your shift: only veils until it ends at ${to}.`,
  starts: (from: string) => `No shift of yours is on. The next one begins ${from}.`,
  none: 'No shift of yours is on, and none comes within a week.',
  mineHint: 'A lead or an administrator sets them. Ask one if they are wrong.',
};
