/** What leads and admins watch over. Everything here is invented. */
import type {
  DecisionInfo,
  DeskView,
  OversightView,
  PageContent,
  Split,
} from '../src/lib/host/wire.gen.ts';
import { NOW, deskView } from '../src/testing/views.ts';
import { figures, month, queues, sums } from './figure-scenes.ts';
import { handoffScenes } from './handoff-scenes.ts';
import { noServices, services, servicesBeingSet } from './service-scenes.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const LEAD: OversightView['pages'] = [
  'splits',
  'decisions',
  'figures',
  'alarms',
  'checks',
  'services',
];
const ADMIN: OversightView['pages'] = [
  'decisions',
  'figures',
  'checks',
  'services',
  'transparency',
];

const pair = { item: 'i', entry: 'e', listing: { kind: 'not_assessed' } } as const;
const split = (id: string, part: Partial<Split> = {}): Split => ({
  case_id: `0193f2c0-0000-7000-8000-0000${id}`,
  queue_id: 'q2',
  since: NOW - 47 * MINUTE,
  taken: false,
  for_others: false,
  check: false,
  said: [
    {
      content: 'not_assessed',
      pairs: [{ ...pair, match: 'different' }],
      reason: 'The layout is alike, the place is another.',
    },
    {
      content: 'abusive',
      pairs: [{ ...pair, match: 'same_altered', listing: { kind: 'agrees' } }],
    },
  ],
  ...part,
});

const splits: PageContent = {
  of: 'splits',
  start: { may: 'yes' },
  queues,
  splits: [
    split('4c1e81f2', { since: NOW - 7 * 60 * MINUTE }),
    split('7a20bb19', { for_others: true, queue_id: 'q3' }),
    split('91d37c05', {
      check: true,
      since: NOW - 12 * MINUTE,
      said: [{ content: 'not_assessed', pairs: [{ ...pair, match: 'undetermined' }] }],
    }),
  ],
};

const decided = (id: string, part: Partial<DecisionInfo> = {}): DecisionInfo => ({
  case_id: `0193f2c0-0000-7000-8000-0000${id}`,
  queue_id: 'q2',
  at: NOW - 3 * 60 * MINUTE,
  verdict_id: `v-${id}`,
  outcome: 'confirmed',
  check: false,
  says: {
    content: 'abusive',
    pairs: [{ ...pair, match: 'same_altered', listing: { kind: 'agrees' } }],
  },
  ...part,
});
const decisions: PageContent = {
  of: 'decisions',
  more: true,
  queues,
  queue: null,
  case: null,
  reversed: null,
  may_reverse: true,
  may_report: false,
  handoff: null,
  decisions: [
    decided('4c1e81f2'),
    decided('7a20bb19', {
      outcome: 'cleared',
      queue_id: 'q3',
      at: NOW - 2 * DAY,
      says: { content: 'not_abusive', pairs: [{ ...pair, match: 'different' }] },
    }),
    decided('91d37c05', {
      outcome: 'other_policy',
      check: true,
      at: NOW - 5 * DAY,
      says: { content: 'other_policy', pairs: [{ ...pair, match: 'different' }] },
    }),
  ],
};
/** Whoever may hand one over, and reverses none. */
const handing = { may_reverse: false, may_report: true } as const;
const reversed = {
  case: '0193f2c0-0000-7000-8000-00007a20bb19',
  effects: 2,
  reopened: 14,
  picture_destroyed: false,
};

const raised = { since: NOW - 7 * DAY, until: NOW, queue: 'Near matches', own: false } as const;
const alarms: PageContent = {
  of: 'alarms',
  all: true,
  alarms: [
    { ...raised, id: 'a1', who: 'Noor', rose: 'clearings', taken_up: null },
    { ...raised, id: 'a2', who: 'Robin', own: true, rose: 'disputes', taken_up: null },
    {
      ...raised,
      id: 'a3',
      who: 'Sam',
      rose: 'disputes',
      taken_up: {
        at: NOW - 2 * DAY,
        by: 'Ada',
        words: 'We talked. The new list holds stock photographs; I have asked its partner.',
      },
    },
  ],
};

const page = (
  pages: OversightView['pages'],
  content: PageContent,
  part: Partial<OversightView> = {},
) =>
  deskView({
    screen: {
      at: 'oversight',
      page: content.of,
      pages,
      content,
      failed: false,
      busy: false,
      exported: null,
      ...part,
    },
  });

export const oversightScenes: Record<string, () => DeskView> = {
  'oversight-splits': () => page(LEAD, splits),
  'oversight-decisions': () => page(LEAD, { ...decisions, reversed }),
  'oversight-decisions-none': () =>
    page(LEAD, { ...decisions, decisions: [], more: false, queue: 'q2' }),
  'oversight-decisions-admin': () => page(ADMIN, { ...decisions, ...handing }),
  ...handoffScenes((handoff) => page(ADMIN, { ...decisions, ...handing, handoff })),
  'oversight-splits-empty': () => page(LEAD, { ...splits, splits: [] }),
  'oversight-failed': () => page(LEAD, splits, { content: null, failed: true }),
  'oversight-asking': () => page(LEAD, splits, { content: null, busy: true }),
  'oversight-figures': () => page(ADMIN, figures([0, 1, 2, 3, 4, 5].map(month))),
  'oversight-figures-asking': () => page(ADMIN, figures(null), { busy: true }),
  'oversight-figures-lead': () => page(LEAD, figures(null)),
  'oversight-alarms': () => page(LEAD, alarms),
  'oversight-checks': () => page(ADMIN, { of: 'checks', share: 5, sums, splits: null }),
  'oversight-checks-lead': () =>
    page(LEAD, {
      of: 'checks',
      share: null,
      sums,
      splits: splits.of === 'splits' ? { ...splits, splits: splits.splits.slice(2) } : null,
    }),
  'oversight-services': () => page(ADMIN, services(true)),
  'oversight-services-lead': () => page(LEAD, services(false)),
  'oversight-services-none': () => page(ADMIN, noServices()),
  'oversight-services-set': () => page(ADMIN, servicesBeingSet()),
  'oversight-transparency': () =>
    page(
      ADMIN,
      { of: 'transparency', report: month(5) },
      {
        exported: {
          is: 'saved',
          file: 'Downloads/scrim-transparency-2026-10-01-2026-11-01.csv',
        },
      },
    ),
};
