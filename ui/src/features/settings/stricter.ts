/**
 * What a person may choose: from the floor towards stricter, never looser. The hub decides; this
 * only offers nothing that it would refuse.
 */
import type { Rung, Settings } from '../../lib/host/wire.gen.ts';

const MINUTE = 60_000;

/** The settings that a person changes here. */
export type Own = Pick<Settings, 'block' | 'rest' | 'looks_per_day' | 'resting_rung'>;

/** Values to choose from, the floor's first, each stricter than the one before. */
export function choicesFor(floor: Settings, held: Settings): { [K in keyof Own]: Own[K][] } {
  return {
    block: withHeld(held.block, downFrom(floor.block, 5 * MINUTE, 10 * MINUTE), falling),
    rest: withHeld(held.rest, upFrom(floor.rest, 5 * MINUTE, 60 * MINUTE), rising),
    looks_per_day: withHeld(held.looks_per_day, downFrom(floor.looks_per_day, 10, 0), falling),
    resting_rung: restingRungs(floor, held),
  };
}

/** The whole settings with the person's choices in them. */
export function withOwn(held: Settings, own: Own): Settings {
  return { ...held, ...own };
}

/** Whether anything differs from what holds. */
export function isChanged(held: Settings, own: Own): boolean {
  return (Object.keys(own) as (keyof Own)[]).some((key) => own[key] !== held[key]);
}

function restingRungs(floor: Settings, held: Settings): Rung[] {
  const highest = Math.min(floor.resting_rung, held.max_rung);
  return ([2, 1, 0] as Rung[]).filter((rung) => rung <= highest);
}

type Order = (a: number, b: number) => number;
const falling: Order = (a, b) => b - a;
const rising: Order = (a, b) => a - b;

/** What holds is always among the choices, whatever the steps are. */
function withHeld(held: number, choices: number[], order: Order): number[] {
  return [...new Set([...choices, held])].sort(order);
}

/** The floor itself, then every round step below it. */
function downFrom(floor: number, step: number, least: number): number[] {
  const choices = [floor];
  for (let at = Math.ceil(floor / step) * step - step; at >= least; at -= step) choices.push(at);
  return choices;
}

/** The floor itself, then every round step above it. */
function upFrom(floor: number, step: number, most: number): number[] {
  const choices = [floor];
  for (let at = Math.floor(floor / step) * step + step; at <= most; at += step) choices.push(at);
  return choices;
}
