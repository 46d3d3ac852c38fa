/** The screen of those who run queues. Everything here is invented. */
import type {
  DeskView,
  DryRun,
  FlowView,
  QueueCases,
  QueueInfo,
  QueuesView,
} from '../src/lib/host/wire.gen.ts';
import { NOW, deskView, queueInfo } from '../src/testing/views.ts';

const MINUTE = 60_000;
/** Midnight UTC. */
const MONDAY = Date.UTC(2026, 10, 23);

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
  sending: null,
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
    ...(at === 4
      ? {
          sent: {
            by: { id: 'p2', name: 'Robin' },
            at: NOW,
            reason: 'you know this kind',
            to: { id: 'p1', name: 'Noor' },
          },
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
  flow: null,
  busy: false,
  ...part,
});

const WEEK = 7 * 24 * 60 * MINUTE;
const AGES = [60, 240, 1_440, 4_320, 10_080].map((minutes) => minutes * MINUTE);

const flow: FlowView = {
  queue: 'q1',
  exported: null,
  told: {
    weeks: Array.from({ length: 12 }, (_none, at) => ({
      starts: MONDAY - (12 - at) * WEEK,
      arrived: 420 + ((at * 97) % 180),
      decided:
        at < 3
          ? { is: 'too_few' as const }
          : at === 3
            ? { is: 'team_changed' as const }
            : { is: 'told' as const, verdicts: 400 + ((at * 13) % 17) * 10 },
    })),
    rhythm: {
      from: MONDAY - 5 * WEEK,
      to: MONDAY - WEEK,
      hours: Array.from({ length: 24 }, (_none, at) => Math.round(60 + 50 * Math.sin(at / 4))),
      days: [310, 298, 305, 320, 341, 180, 150],
    },
    waiting: [3, 11, 24, 6, 1, 2].map((cases, at) => ({
      from_ms: at === 0 ? 0 : AGES[at - 1]!,
      ...(at < AGES.length ? { below_ms: AGES[at]! } : {}),
      cases,
      skipped: at === 5 ? 1 : 0,
    })),
  },
};

/** With fewer people than five in every week. */
const quietFlow: FlowView = {
  ...flow,
  told: {
    ...flow.told!,
    weeks: flow.told!.weeks.map((week) => ({ ...week, decided: { is: 'too_few' } })),
  },
  exported: { is: 'saved', file: 'Downloads/scrim-queue-2026-11-23.csv' },
};

const sending: QueueCases = {
  ...openCases,
  sending: {
    case: openCases.cases[1]!.id,
    recipients: [
      { id: 'p1', name: 'Noor', role: 'moderator', of_queue: true },
      { id: 'p2', name: 'Robin', role: 'lead', of_queue: false },
    ],
  },
};

export const queueScenes: Record<string, () => DeskView> = {
  'queues-many': () =>
    deskView({
      screen: runQueues({
        queues: Array.from({ length: 24 }, (_, at) =>
          openQueue(`many-${at}`, `Night shift ${at + 1}`, { waiting: at * 61 }),
        ),
      }),
    }),
  queues: () => deskView({ screen: runQueues() }),
  'queues-tried': () => deskView({ screen: runQueues({ tried }) }),
  'queues-flow': () => deskView({ screen: runQueues({ flow }) }),
  'queues-flow-quiet': () => deskView({ screen: runQueues({ flow: quietFlow }) }),
  'queues-flow-asked': () =>
    deskView({ screen: runQueues({ flow: { ...flow, told: null }, busy: true }) }),
  'queues-sending': () => deskView({ screen: runQueues({ cases: sending }) }),
  'queues-cases': () => deskView({ screen: runQueues({ cases: openCases }) }),
};
