/** Which rung a key or a press stands for. Knows nothing of what is allowed beyond the view. */
import type { Aim, Allowed, CaseView, Rung, ShownView } from '../../lib/host/wire.gen.ts';
import type { Action } from '../../lib/keys/table.ts';

/** What a person can wish to see: a rung, or the picture in its full size. */
export type Wish = Rung | 'full_size';

/** By which key each is wished for. */
export const KEYS: Record<Wish, Action> = {
  0: 'rest_label',
  1: 'rest_heavy',
  2: 'look_light',
  3: 'look_outline',
  4: 'look_lens',
  5: 'look_grey',
  6: 'look_colour',
  full_size: 'look_full',
};

/** The same as the desk says it. */
export function wishOf(aim: Aim): Wish {
  return aim.at === 'rung' ? aim.rung : 'full_size';
}

/** How clear something is, above the rungs the full size. */
export function clarityOf(wish: Wish): number {
  return wish === 'full_size' ? 7 : wish;
}

/** What is on the screen. */
export function shownWish(shown: ShownView): Wish {
  return shown.full_size === null ? shown.rung : 'full_size';
}

/** Whether something may be shown now, and why not; nothing of a rung that is not there. */
export function allowedOf(view: CaseView, wish: Wish): Allowed | undefined {
  if (wish === 'full_size') return view.full_size;
  return view.ladder.find((step) => step.rung === wish)?.allowed;
}

/** Whether something may be shown now. */
export function isOpen(view: CaseView, wish: Wish): boolean {
  return allowedOf(view, wish)?.may === 'yes';
}

/** The rungs that are chosen to rest at; the others are held. */
export function isResting(wish: Wish): boolean {
  return clarityOf(wish) <= 1;
}

/**
 * The rung that the space bar shows: the one last asked for in this case, else the lowest above
 * what is on the screen that may be shown. None where no look is possible.
 */
export function spaceRung(view: CaseView, chosen: Rung | null): Rung | null {
  const open = (rung: Rung) => isOpen(view, rung);
  if (chosen !== null && !isResting(chosen) && open(chosen)) return chosen;
  const looks = view.ladder.map((step) => step.rung).filter((rung) => !isResting(rung));
  return looks.sort((a, b) => a - b).find(open) ?? null;
}
