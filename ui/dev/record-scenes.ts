/** One's own record and history, made up. */
import type {
  DeskView,
  ExposureRow,
  Feedback,
  MatchAxis,
  Verdict,
} from '../src/lib/host/wire.gen.ts';
import { NOW, deskView, hours, today } from '../src/testing/views.ts';
import { historyScenes } from './history-scenes.ts';

const MINUTE = 60_000;

const rows: ExposureRow[] = Array.from({ length: 14 }, (_, at) => ({
  grant_id: `g${at}`,
  case_id: `c${at}`,
  item_id: `i${at}`,
  rung: at % 4 === 0 ? 6 : 5,
  granted_at: NOW - at * 7 * MINUTE,
  until: NOW - at * 7 * MINUTE + 10_000,
  charged: at % 5 !== 3,
  presented:
    at === 6
      ? null
      : { shown_ms: 1_400 + at * 130, region_permille: 1000, width_px: 900, height_px: 675 },
  counts_as: at % 4 === 0 ? 6 : 5,
  counts_ms: at === 6 ? 10_000 : 1_400 + at * 130,
}));

/** A week of made-up days. */
const week = [14, 22, 0, 31, 9, 0, 0].map((looks, day) => ({
  starts: NOW + day * 86_400_000,
  reviewing_ms: looks * 9 * MINUTE,
  looks,
  looking_ms_by_rung: { 2: looks * 2_000, 4: looks * 3_000, 5: looks * 6_000 },
}));

const ruled = (match: MatchAxis): Verdict => ({
  content: 'not_assessed',
  pairs: [{ item: 'i', entry: 'e', match, listing: { kind: 'not_assessed' } }],
});

const told: Feedback = {
  verdict_id: 'v',
  case_id: 'c',
  at: NOW,
  lesson: 'agreed',
  says: 'A lead looked at this case as well and came to the same decision.',
  yours: ruled('same_altered'),
  decided: ruled('same_altered'),
};

export const recordScenes: Record<string, () => DeskView> = {
  ...historyScenes,
  record: () =>
    deskView({
      screen: {
        at: 'record',
        today,
        hours,
        days: week,
        rows,
        more: true,
        accesses: [{ id: 'a', at: NOW, by: 'Ada', reason: 'A complaint about case 7' }],
        became: { feedback: [told], more: true },
        alarms: [
          {
            id: 'r',
            queue: 'Near matches',
            rose: 'clearings',
            since: NOW - 7 * 86_400_000,
            until: NOW,
            raised_at: NOW,
            said: null,
          },
        ],
        exported: null,
        busy: false,
      },
    }),
};
