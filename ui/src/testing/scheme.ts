import type { Scheme } from '../lib/host/wire.gen.ts';

/** The industry's classes, as a hub has them where nobody has set others. */
export const scheme: Scheme = {
  classes: (['A1', 'A2', 'B1', 'B2'] as const).map((code) => ({
    code,
    name: code,
    hint: '',
    retired: false,
    reports_as: code,
  })),
};
