/** Sums over one's own record. Knows nothing of anybody else's. */
import type { ExposureRow, Rung } from '../../lib/host/wire.gen.ts';

export interface Totals {
  looks: number;
  ms: number;
  /** The clearest rung that anything counts as; none without rows. */
  clearest: Rung | null;
}

export function totalsOf(rows: readonly ExposureRow[]): Totals {
  return rows.reduce<Totals>(
    (sum, row) => ({
      looks: sum.looks + (row.charged ? 1 : 0),
      ms: sum.ms + row.counts_ms,
      clearest: clearer(sum.clearest, row.counts_ms > 0 ? row.counts_as : null),
    }),
    { looks: 0, ms: 0, clearest: null },
  );
}

function clearer(a: Rung | null, b: Rung | null): Rung | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
