/** Bands of distance over one list, or all of them. Knows no drawing. */
import type { Closeness, FalseMatches } from '../../lib/host/wire.gen.ts';
import { byName } from '../../lib/language/figures.ts';
import { text } from '../../lib/text/text.ts';
import { rate, type BarRow, type Judged } from './figures.ts';

/** Chosen where no single list is. */
export const ALL_LISTS = '';

/** Closest first. */
const ORDER: readonly Closeness[] = ['equal', 'to8', 'to16', 'to24', 'to31', 'beyond', 'said_near'];

export type Band = Judged & { band: Closeness };

/** What was judged of a list, or of all, band by band; bands without anything are left out. */
export function bandsOf(distances: FalseMatches, list: string): Band[] {
  const chosen = distances.lists.filter(({ id }) => list === ALL_LISTS || id === list);
  const all = chosen.flatMap(({ bands }) => bands);
  return ORDER.map((band) => {
    const these = all.filter((one) => one.band === band);
    const sum = (of: (one: (typeof these)[number]) => number) =>
      these.reduce((before, one) => before + of(one), 0);
    return {
      band,
      judged: sum(({ same, different }) => same + different),
      different: sum(({ different }) => different),
    };
  }).filter(({ judged }) => judged > 0);
}

/** What was judged of each list at any distance, in the order of their names; lists without anything are left out. */
export function listsOf(distances: FalseMatches): (Judged & { id: string; name: string })[] {
  return distances.lists
    .map(({ id, name, bands }) => ({
      id,
      name,
      judged: bands.reduce((sum, { same, different }) => sum + same + different, 0),
      different: bands.reduce((sum, { different }) => sum + different, 0),
    }))
    .filter(({ judged }) => judged > 0)
    .sort((one, other) => byName(one.name, other.name));
}

/** In parts of a hundred. */
export function bandBars(bands: readonly Band[]): BarRow {
  const words = text.oversight.distances.bands;
  return {
    names: bands.map(({ band }) => words[band].short),
    values: bands.map((band) => (rate(band) ?? 0) / 10),
  };
}
