/** For how long pictures are kept, as it is chosen and typed. */
import type { KeptFor, Keeping, RetentionPolicy } from '../../lib/host/wire.gen.ts';

/** In the order in which they are told. */
export const REASONS: readonly KeptFor[] = ['confirmed', 'cleared', 'stopped', 'unreadable'];

const FEWEST = 1;
const MOST = 3650;

export interface Choice {
  becomes: 'keep' | 'destroy';
  /** As they are typed; of what is kept they count for nothing. */
  days: string;
}

export type Choices = Record<KeptFor, Choice>;

export function choicesOf(policy: RetentionPolicy): Choices {
  const of = (keeping: Keeping): Choice =>
    keeping === 'keep'
      ? { becomes: 'keep', days: '' }
      : { becomes: 'destroy', days: String(keeping.destroy.after_days) };
  return {
    confirmed: of(policy.confirmed),
    cleared: of(policy.cleared),
    stopped: of(policy.stopped),
    unreadable: of(policy.unreadable),
  };
}

/** Whether days can be meant. */
export function isDays(typed: string): boolean {
  return /^\d{1,4}$/.test(typed.trim()) && Number(typed) >= FEWEST && Number(typed) <= MOST;
}

/** The policy that is chosen; none where days are no days. */
export function policyOf(choices: Choices): RetentionPolicy | null {
  const of = ({ becomes, days }: Choice): Keeping | null => {
    if (becomes === 'keep') return 'keep';
    return isDays(days) ? { destroy: { after_days: Number(days) } } : null;
  };
  const [confirmed, cleared, stopped, unreadable] = REASONS.map((reason) => of(choices[reason]));
  return confirmed && cleared && stopped && unreadable
    ? { confirmed, cleared, stopped, unreadable }
    : null;
}

/** Whether two policies say the same, whatever order their parts came in. */
export function isSame(one: RetentionPolicy, other: RetentionPolicy): boolean {
  return REASONS.every((reason) => JSON.stringify(one[reason]) === JSON.stringify(other[reason]));
}
