/** One's own verdicts, made up. */
import type { DeskView, Fate, HistoryView, MatchKind } from '../src/lib/host/wire.gen.ts';
import { NOW, deskView, ownVerdict } from '../src/testing/views.ts';

const MINUTE = 60_000;
const fates: Fate[] = ['in_grace', 'stands', 'stands', 'overruled', 'stands', 'reversed'];
const kinds: MatchKind[] = [
  { kind: 'near', distance: 12 },
  { kind: 'exact' },
  { kind: 'said_near' },
];

const verdicts = Array.from({ length: 30 }, (_, at) =>
  ownVerdict({
    verdict_id: `v${at}`,
    case_id: `0193-case-${40_000_000 + at * 37}`,
    queue: at % 4 === 0 ? 'Matches, vetted lists' : 'Near matches',
    at: NOW - at * 11 * MINUTE,
    stage: at % 9 === 5 ? 'settle' : 'review',
    nearest: {
      entry: 'e',
      list: 'Northern partners',
      kind: kinds[at % kinds.length] ?? { kind: 'exact' },
    },
    ...(at % 5 === 1 ? { without_look: true } : {}),
    fate: fates[Math.min(at, at % fates.length || 1)] ?? 'stands',
    grace_ends: NOW - at * 11 * MINUTE + MINUTE,
  }),
);

const history = (part: Partial<HistoryView> = {}): DeskView =>
  deskView({
    screen: {
      at: 'history',
      filter: {
        from: null,
        to: null,
        queue: null,
        content: null,
        without_look: null,
        fate: null,
      },
      verdicts,
      newer: 0,
      older: true,
      queues: [
        { id: 'q1', name: 'Near matches' },
        { id: 'q2', name: 'Matches, vetted lists' },
      ],
      reading: 'answered',
      saving: null,
      exported: null,
      ...part,
    },
  });

export const historyScenes: Record<string, () => DeskView> = {
  history: () =>
    history({
      verdicts: [
        ownVerdict({ verdict_id: 'v0', fate: 'in_grace', grace_ends: NOW + 42_000 }),
        ...verdicts.slice(1),
      ],
    }),
  'history-saving': () =>
    history({ newer: 3, older: false, saving: 1_400, exported: { is: 'under_way' } }),
  'history-empty': () => history({ verdicts: [], older: false }),
  'history-failed': () => history({ verdicts: [], older: false, reading: 'failed' }),
};
