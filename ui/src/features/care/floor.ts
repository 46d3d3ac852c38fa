/**
 * What a floor may be set to, and in what a team's is stricter. The hub has the bounds and refuses what is past them; this
 * offers round steps within them.
 */
import type { Rung, SettingName, Settings } from '../../lib/host/wire.gen.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The settings that are numbers. */
export type Numbers = Exclude<SettingName, 'resting_rung' | 'max_rung'>;

/** From the loosest to the strictest. */
const STEPS: Record<Numbers, readonly number[]> = {
  block: [50, 45, 40, 30, 25, 20, 15, 10].map((minutes) => minutes * MINUTE),
  rest: [10, 15, 20, 30, 45, 60].map((minutes) => minutes * MINUTE),
  review_per_day: [5, 4.5, 4, 3.5, 3, 2.5, 2, 1.5, 1].map((hours) => hours * HOUR),
  looks_notice: [60, 50, 40, 30, 20, 10],
  looks_per_day: [150, 120, 100, 80, 60, 40, 20, 10, 0],
  looking_per_day: [30, 25, 20, 15, 10, 5, 0].map((minutes) => minutes * MINUTE),
  veiled_end: [30, 45, 60, 90, 120].map((minutes) => minutes * MINUTE),
  first_days: [14, 21, 28, 42, 60],
  cool_down: [2, 3, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
};

/** Settings of which more is stricter. */
const MORE_IS_STRICTER: readonly SettingName[] = ['rest', 'veiled_end', 'first_days', 'cool_down'];

export const NUMBERS = Object.keys(STEPS) as Numbers[];

/** What can be chosen, from loose to strict; what holds is always among it. */
export function stepsOf(setting: Numbers, held: number): number[] {
  const sign = MORE_IS_STRICTER.includes(setting) ? 1 : -1;
  return [...new Set([...STEPS[setting], held])].sort((a, b) => (a - b) * sign);
}

/** The rungs a case may rest at where no more than `most` may be looked at. */
export function restingRungs(most: Rung): Rung[] {
  return ([2, 1, 0] as Rung[]).filter((rung) => rung <= most);
}

export const MOST_RUNGS: readonly Rung[] = [6, 5, 4, 3, 2, 1, 0];

/** In what one set of settings is stricter than another. */
export function stricterIn(team: Settings, floor: Settings): SettingName[] {
  const names = Object.keys(floor) as SettingName[];
  return names.filter((name) =>
    MORE_IS_STRICTER.includes(name) ? team[name] > floor[name] : team[name] < floor[name],
  );
}

export function differs(one: Settings, other: Settings): boolean {
  return (Object.keys(one) as SettingName[]).some((name) => one[name] !== other[name]);
}
