/** The screen of those who run queues. Everything here is invented. */
import type {
  DeskView,
  DryRun,
  QueueCases,
  QueueInfo,
  QueuesView,
} from '../src/lib/host/wire.gen.ts';
import { NOW, deskView, queueInfo } from '../src/testing/views.ts';

const MINUTE = 60_000;

const openQueue = (id: string, name: string, part: Partial<QueueInfo> = {}): QueueInfo => ({
  ...queueInfo,
  id,
  name,
  lists: [],
  for_leads: 0,
  stranded: 0,
  ...part,
});

const tried: DryRun = {
  cases: 120,
  capped: false,
  by_rule: [81, 12],
  moves: [
    { from: 'q1', to: 'q1', cases: 27 },
    { from: 'q1', to: 'q3', cases: 12 },
    { from: 'q2', to: 'q1', cases: 81 },
  ],
};

const openCases: QueueCases = {
  queue: 'q1',
  more: false,
  cases: [1, 2, 3, 4].map((at) => ({
    id: `0193f2c0-case-${1_000 + at}`,
    stage: at === 4 ? ('settle' as const) : ('review' as const),
    priority: at === 2 ? 5 : 0,
    since: NOW - at * 47 * MINUTE,
    ...(at === 1 ? { with: { id: 'p1', name: 'Noor' } } : {}),
    ...(at === 3
      ? {
          not_before: NOW + 60 * MINUTE,
          sent: { by: { id: 'p2', name: 'Robin' }, at: NOW, reason: 'waits for the source' },
        }
      : {}),
    escalated: at === 2,
    passed_on: at === 2 ? 2 : 0,
    uploads: at === 2 ? 7 : 1,
    stranded: at === 2,
  })),
};

const runQueues = (part: Partial<QueuesView> = {}): DeskView['screen'] => ({
  at: 'queues',
  queues: [
    openQueue('q1', 'Matches, vetted lists', { lists: ['Vetted partners'], stranded: 1 }),
    openQueue('q2', 'Near matches', { lists: ['Northern partners'], for_leads: 2 }),
    openQueue('q3', 'Animations', {
      waiting: 0,
      leased: 0,
      later: 0,
      settings: {
        audience: { roles: ['lead'], people: ['p1'] },
        policy: { text: 'Judge every frame.', hidden: ['settle'], explained: ['different'] },
        order: 'fair_share',
        pre_screened: false,
        assignments: { p1: { share: 50, most_per_day: 60 } },
        look_alikes: 20,
      },
    }),
  ],
  book: {
    revision: 4,
    rules: [
      { name: 'Equal bytes', when: { signal: 'digest' }, queue: 'q1', priority: 5 },
      { name: 'Moving', when: { media: 'animation', sources: ['s1'] }, queue: 'q3', priority: 0 },
    ],
  },
  directory: {
    people: [
      { id: 'p1', name: 'Noor', role: 'moderator' },
      { id: 'p2', name: 'Robin', role: 'lead' },
    ],
    sources: [{ id: 's1', name: 'Our platform' }],
    lists: [{ id: 'l1', name: 'Northern partners', harm: 'csam' }],
  },
  tried: null,
  weeks: [
    {
      starts: NOW,
      told: {
        is: 'told',
        looks: 340,
        looking_ms: 2_700_000,
        reviewing_ms: 180_000_000,
        reached: ['looks_per_day'],
      },
    },
    { starts: NOW - 604_800_000, told: { is: 'team_changed' } },
  ],
  cases: null,
  busy: false,
  ...part,
});

export const queueScenes: Record<string, () => DeskView> = {
  queues: () => deskView({ screen: runQueues() }),
  'queues-tried': () => deskView({ screen: runQueues({ tried }) }),
  'queues-cases': () => deskView({ screen: runQueues({ cases: openCases }) }),
};
