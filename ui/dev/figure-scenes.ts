/** Figures and a report, made up. */
import type { FalseMatches, Metrics, PageContent, Transparency } from '../src/lib/host/wire.gen.ts';
import { monthsBefore } from '../src/lib/time/months.ts';
import { NOW } from '../src/testing/views.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

export const queues = [
  { id: 'q1', name: 'Matches, vetted lists' },
  { id: 'q2', name: 'Near matches' },
  { id: 'q3', name: 'Second looks' },
  { id: 'q4', name: 'Animations' },
];

export const sums: Metrics = {
  submitted: 48_120,
  matched: 11_940,
  outcomes: { stopped: 9_310, queued: 2_210, passed: 420, no_match: 36_020, unreadable: 160 },
  cases: 2_150,
  cases_decided: 2_071,
  cases_waiting: 79,
  cases_unreadable: 0,
  cases_split: 3,
  checks: 46,
  checks_decided: 43,
  checks_split: 1,
  verdicts: {
    match: { same_exact: 2_904, same_altered: 655, different: 188, undetermined: 24 },
    listing: {},
    content: {},
  },
  entries_added: 61,
  entries_confirmed: 1_223,
  variants_added: 402,
  pairs_excluded: 171,
  entries_suspended: 9,
  stopped_without_looking: 9_310,
  removals: 1_802,
  removals_waited_ms: 1,
};

export const month = (at: number): Transparency => {
  const { from, until } = monthsBefore(NOW, 6)[5 - at]!;
  const received = 6_900 + at * 520;
  return {
    from,
    until,
    received,
    outcomes: {
      stopped: 900 + at * 310,
      queued: 420 - at * 18,
      passed: 60,
      no_match: received - 1_500 - at * 292,
      unreadable: 26,
    },
    matched: 1_600,
    opened: 380,
    decided: 371,
    confirmed: 301,
    other_policy: 12,
    cleared: 58,
    without_a_look: 190,
    decision: { count: 371, median: 41 * MINUTE, p90: 5 * 60 * MINUTE },
    removal: { count: 290, median: 62 * MINUTE, p90: 26 * 60 * MINUTE },
    reversed: 3,
    appeals: 4,
    appeals_upheld: 3,
    appeals_overturned: 1,
    entries_added: 9,
    lists: [
      {
        name: 'Northern partners',
        harm: 'csam',
        matched: 700,
        same: 150 + at * 3,
        disputed: 6,
        different: 44 - at * 5,
        false_match_permille: 214,
        bands: [],
      },
      {
        name: 'Vetted partners',
        harm: 'csam',
        matched: 900,
        same: 170,
        disputed: 1,
        different: 3,
        false_match_permille: 17,
        bands: [],
      },
    ],
  };
};

export const distances: FalseMatches = {
  until: NOW - 3 * DAY,
  lists: [
    {
      id: 'l1',
      name: 'Northern partners',
      harm: 'csam',
      bands: [
        { band: 'equal', same: 402, different: 1, false_match_permille: 2 },
        { band: 'to8', same: 211, different: 2, false_match_permille: 9 },
        { band: 'to16', same: 90, different: 14, false_match_permille: 134 },
        { band: 'to24', same: 41, different: 38, false_match_permille: 481 },
        { band: 'to31', same: 12, different: 61, false_match_permille: 835 },
        { band: 'said_near', same: 3, different: 4, false_match_permille: 571 },
      ],
    },
    { id: 'l2', name: 'Second hand', harm: 'csam', bands: [] },
  ],
};

const weeks = { from: NOW - 33 * DAY, to: NOW - 5 * DAY };
export const figures = (months: Transparency[] | null): PageContent => ({
  of: 'figures',
  sums,
  distances,
  months,
  agreement: [
    {
      queue: queues[0]!,
      agreement: {
        ...weeks,
        told: { is: 'told', n: 212, agreed_permille: 952, kappa_permille: 861 },
      },
    },
    {
      queue: queues[1]!,
      agreement: {
        ...weeks,
        told: { is: 'told', n: 148, agreed_permille: 824, kappa_permille: 607 },
      },
    },
    {
      queue: queues[2]!,
      agreement: { ...weeks, told: { is: 'told', n: 31, agreed_permille: 1000 } },
    },
    { queue: queues[3]!, agreement: { ...weeks, told: { is: 'too_few' } } },
  ],
});
