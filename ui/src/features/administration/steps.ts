/** Which step is done, and which comes next. Knows no drawing. */
import type { SetupStep, StepView } from '../../lib/host/wire.gen.ts';

export const done = (steps: readonly StepView[]): number =>
  steps.filter(({ is }) => is === 'done').length;

/** The first that is not done. */
export const following = (steps: readonly StepView[]): SetupStep | null =>
  steps.find(({ is }) => is === 'next')?.step ?? null;

/** The one that is not done after this one, and from the top again after the last. */
export function after(steps: readonly StepView[], step: SetupStep): SetupStep | null {
  const at = steps.findIndex((one) => one.step === step);
  const others = [...steps.slice(at + 1), ...steps.slice(0, at)];
  return others.find(({ is }) => is !== 'done')?.step ?? null;
}
