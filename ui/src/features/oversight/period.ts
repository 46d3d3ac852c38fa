/** Which months a report may be of. The hub refuses the rest; this says so before it is asked. */
import { text } from '../../lib/text/text.ts';
import { monthsBetween } from '../../lib/time/months.ts';

/** As the hub has it: a year, and the month that it is compared with. */
export const LONGEST_MONTHS = 13;

export interface Chosen {
  from: number;
  until: number;
}

/** Why these months cannot be shown now, or that they are shown. */
export function whyNotShown(wanted: Chosen, shown: Chosen): string | undefined {
  const words = text.oversight.transparency;
  const months = monthsBetween(wanted.from, wanted.until);
  if (months < 1) return words.backwards;
  if (months > LONGEST_MONTHS) return words.tooLong;
  if (wanted.from === shown.from && wanted.until === shown.until) return words.shown;
  return undefined;
}
