/** One's own verdict in a few words. Names no content beyond what was said of it, and nobody. */
import type { Fate, HistoryFilter, NearestMatch, OwnVerdict } from '../../lib/host/wire.gen.ts';
import { rungName, text } from '../../lib/text/text.ts';
import type { Clock } from '../../lib/time/clock.svelte.ts';

/** Nothing is left out. */
export const EVERYTHING: HistoryFilter = {
  from: null,
  to: null,
  queue: null,
  content: null,
  without_look: null,
  fate: null,
};

export function isFiltered(filter: HistoryFilter): boolean {
  return Object.values(filter).some((wanted) => wanted !== null);
}

/** What the hub said became of it; time alone ends that it can be taken back. */
export function fateOf(own: OwnVerdict, clock: Pick<Clock, 'now'>): Fate {
  return own.fate === 'in_grace' && own.grace_ends <= clock.now ? 'stands' : own.fate;
}

export function matchOf(nearest: NearestMatch | undefined): string {
  const words = text.history;
  if (nearest === undefined) return words.noMatch;
  const { list, kind } = nearest;
  if (kind.kind === 'near') return words.near(list, kind.distance);
  return kind.kind === 'exact' ? words.exact(list) : words.saidNear(list);
}

export function seenOf({ clearest }: OwnVerdict): string {
  return clearest === undefined ? text.history.atRest : `${rungName(clearest)} (${clearest})`;
}
