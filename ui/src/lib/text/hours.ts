/** Weekly hours in one sentence, in the language in use. */
import type { WeeklyHours } from '../host/wire.gen.ts';
import { inARow } from '../language/figures.ts';
import { runsOf, timeOf } from '../time/hours.ts';
import { text } from './text.ts';

export function hoursInWords(hours: WeeklyHours): string {
  const words = text.hours;
  const runs = runsOf(hours).map(({ days: [first, last], windows }) => {
    const when =
      first === last ? words.days[first] : words.daysFrom(words.days[first], words.days[last]);
    const times = windows.map(({ from, to }) => `${timeOf(from)}–${timeOf(to)}`);
    return `${when} ${inARow(times)}`;
  });
  return runs.length === 0 ? words.noneWeekly : words.weekly(runs.join(', '), hours.zone);
}
