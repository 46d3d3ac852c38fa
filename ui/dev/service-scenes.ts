/** Services outside, made up. */
import type { PageContent, SettingView } from '../src/lib/host/wire.gen.ts';
import { NOW } from '../src/testing/views.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

export const NOTHING_SET: SettingView = {
  answered: 0,
  refused: null,
  made: null,
  leaving: null,
  checks: [],
};

type Services = Extract<PageContent, { of: 'services' }>;

export const services = (matchers: boolean): Services => ({
  of: 'services',
  matchers: matchers
    ? [
        {
          info: {
            id: 'm1',
            name: 'Northern HMA',
            kind: 'hma',
            sends: 'hashes',
            address: 'https://hma.example/api',
            lists: { NORTHERN_CONFIRMED: 'l1', NORTHERN_REVIEW: 'l2' },
            mode: 'on',
            added_at: NOW - 90 * DAY,
            unanswered: 0,
          },
          passes: {
            due_at: NOW + 9 * 60 * MINUTE,
            ended_at: NOW - 15 * 60 * MINUTE,
            found: {
              looked_at: 4_120,
              gone: 3,
              disabled: 1,
              back: 0,
              told_again: 2,
              overruled: 0,
              left: 0,
              unanswered: 0,
            },
          },
          check: {
            is: 'answers',
            ready: true,
            says: [],
            lists: [
              { name: 'NORTHERN_CONFIRMED', found: true, bank_id: 'l1', share: 1 },
              { name: 'SEASIDE', found: true, share: 1 },
            ],
          },
        },
        {
          info: {
            id: 'm2',
            name: 'Harbour HMA',
            kind: 'hma',
            sends: 'hashes',
            address: 'https://harbour.example',
            lists: { HARBOUR: 'l1' },
            mode: 'on',
            added_at: NOW - 20 * DAY,
            unanswered: 41,
            unanswered_since: NOW - 3 * 60 * MINUTE,
            why: 'credential',
            says: 'it refuses the credential',
          },
          passes: {
            due_at: NOW + 4 * MINUTE,
            began_at: NOW - 21 * MINUTE,
            says: 'it refuses the credential; set it anew',
          },
          check: null,
        },
      ]
    : null,
  destinations: [
    {
      id: 'd1',
      name: 'Platform callbacks',
      kind: 'platform',
      address: 'https://platform.example/hooks',
      harm: 'csam',
      mode: 'on',
      reasons: {},
      added_at: NOW,
      waiting: 3,
      dead: 2,
    },
    {
      id: 'd2',
      name: 'NCMEC feedback',
      kind: 'ncmec',
      address: 'https://hashsharing.example',
      harm: 'csam',
      banks: ['l1'],
      mode: 'dry_run',
      reasons: {},
      added_at: NOW,
      waiting: 12,
      dead: 0,
    },
  ],
  dead: [1, 2].map((at) => ({
    id: `x${at}`,
    destination_id: 'd1',
    case_id: `0193f2c0-0000-7000-8000-00005e1${at}c0de`,
    planned_at: NOW - 2 * DAY,
    state: 'dead' as const,
    at: NOW - at * 3 * 60 * MINUTE,
    tries: 12,
    in_doubt: at === 2,
    says:
      at === 1
        ? 'it refuses the message; see what it answers, then send it again'
        : 'it does not answer; see that it runs, then send it again',
  })),
  more: true,
  lists: [
    { id: 'l1', name: 'Northern partners', harm: 'csam' },
    { id: 'l2', name: 'Second hand', harm: 'csam' },
  ],
  sources: [{ id: 's1', name: 'Sample uploads' }],
  setting: NOTHING_SET,
});

export const noServices = (): Services => ({
  ...services(true),
  matchers: [],
  destinations: [],
  dead: [],
  more: false,
});

/** In the middle of setting things: a secret that is shown once, a check, and what would leave. */
export const servicesBeingSet = (): Services => ({
  ...services(true),
  setting: {
    answered: 2,
    refused: null,
    made: 'whsec_bm90IGEgc2VjcmV0LCBvbmx5IGEgc2FtcGxl',
    leaving: {
      destination: 'd2',
      more: false,
      failed: false,
      messages: [
        {
          id: 'x9',
          destination_id: 'd2',
          case_id: '0193f2c0-0000-7000-8000-00005e11c0de',
          planned_at: NOW - 40 * MINUTE,
          state: 'waiting',
          at: NOW - 40 * MINUTE,
          tries: 0,
          in_doubt: false,
          leaves: {
            method: 'PUT',
            url: 'https://hashsharing.example/v2/entries/4f1c/feedback/PDQ',
            body: '<feedbackSubmission><affirmative/></feedbackSubmission>',
          },
        },
      ],
    },
    checks: [
      { destination: 'd1', check: { is: 'answers', ready: true, says: [], lists: [] } },
      { destination: 'd2', check: { is: 'silent', says: 'it refuses the credential' } },
    ],
  },
});
