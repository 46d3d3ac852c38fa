/** Which rung a key or a press stands for. Knows nothing of what is allowed beyond the view. */
import type { CaseView, Rung } from '../../lib/host/wire.gen.ts';

/** The rungs that are chosen to rest at; the others are held. */
export function isResting(rung: Rung): boolean {
  return rung <= 1;
}

/**
 * The rung that the space bar shows: the one last asked for in this case, else the lowest above
 * what is on the screen that may be shown. None where no look is possible.
 */
export function spaceRung(view: CaseView, chosen: Rung | null): Rung | null {
  const open = (rung: Rung) =>
    view.ladder.some((step) => step.rung === rung && step.allowed.may === 'yes');
  if (chosen !== null && !isResting(chosen) && open(chosen)) return chosen;
  const looks = view.ladder.map((step) => step.rung).filter((rung) => !isResting(rung));
  return looks.sort((a, b) => a - b).find(open) ?? null;
}
