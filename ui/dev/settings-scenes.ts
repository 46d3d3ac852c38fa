/** A person's settings, for the drawing board. */
import type { DeskView } from '../src/lib/host/wire.gen.ts';
import { deskView, settings } from '../src/testing/views.ts';

const MINUTE = 60_000;

export const settingsScenes: Record<string, () => DeskView> = {
  settings: () =>
    deskView({
      screen: {
        at: 'settings',
        effective: {
          settings: { ...settings, block: 40 * MINUTE },
          reasons: [
            { setting: 'block', from: 'person', passing: false },
            { setting: 'rest', from: 'floor', passing: false },
            { setting: 'review_per_day', from: 'default', passing: false },
            { setting: 'looks_notice', from: 'default', passing: false },
            { setting: 'looks_per_day', from: 'default', passing: false },
            { setting: 'looking_per_day', from: 'floor', passing: false },
            { setting: 'resting_rung', from: 'default', passing: false },
            { setting: 'max_rung', from: 'default', passing: false },
          ],
        },
        floor: settings,
        password: { busy: false, changed: 0, refused: null },
        left_out: {
          opt_outs: { categories: ['B2'], media: ['animation'] },
          categories: ['A1', 'B2'],
        },
        busy: false,
      },
      message: { says: 'saved' },
      capture: 'not_offered',
      updates: { is: 'on', step: { at: 'offered', version: '0.2.0', failed: null } },
    }),
};
