/** Of how many cases of a queue one is a benign look-alike: what is offered, in thousandths. */

import { text } from '../../lib/text/text.ts';

const OFFERED = [0, 10, 20, 30, 50] as const;

/** The shares to choose from; one that was set otherwise is among them. */
export function lookAlikeShares(now: number): { value: string; name: string }[] {
  const all = [...new Set([...OFFERED, now])].sort((one, other) => one - other);
  return all.map((thousandths) => ({
    value: String(thousandths),
    name: text.running.ofCases(thousandths / 10),
  }));
}
