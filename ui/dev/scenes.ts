/** One made-up view for every screen and state worth looking at. Everything here is invented. */
import type {
  CaseView,
  DeskView,
  FrameView,
  HomeView,
  PairView,
  ReviewView,
  Rung,
  Unreadable,
} from '../src/lib/host/wire.gen.ts';
import {
  NOW,
  block,
  caseView,
  choiceViews,
  deskView,
  ladder,
  pairView,
  reviewView,
  team,
} from '../src/testing/views.ts';

import { evidenceScenes } from './evidence-scenes.ts';
import { oversightScenes } from './oversight-scenes.ts';
import { queueScenes } from './queue-scenes.ts';
import { administrationScenes } from './administration-scenes.ts';
import { keepingScenes } from './keeping-scenes.ts';
import { careScenes } from './care-scenes.ts';
import { recordScenes } from './record-scenes.ts';
import { passwordScenes, settingUpScenes } from './setting-up-scenes.ts';
import { settingsScenes } from './settings-scenes.ts';
import { signInScenes } from './sign-in-scenes.ts';

const MINUTE = 60_000;
let made = 0;

/** A frame whose name carries its rung, for the cardboard desk to draw. */
export function frame(rung: number): FrameView {
  made += 1;
  return { name: `${rung}-${made}`, width_px: 960, height_px: 720 };
}

const shown = (rung: Rung, part: Partial<CaseView['shown']> = {}): CaseView['shown'] => ({
  rung,
  frame: rung === 0 ? null : frame(rung),
  until: null,
  lens: null,
  full_size: null,
  asking: null,
  refused: null,
  ...part,
});

const inReview = (part: Partial<ReviewView> = {}, desk: Partial<DeskView> = {}) =>
  deskView({ screen: { at: 'review', ...reviewView(part) }, ...desk });

const near = (part: Partial<CaseView> = {}) => caseView({ shown: shown(1), ...part });

const pairs: PairView[] = [
  pairView({ bank_name: 'Northern partners', ruling: { ruling: 'different' } }),
  pairView({
    entry: '018f-entry-77aa',
    bank_name: 'Our own list',
    trust: 'vetted',
    kind: { kind: 'near', distance: 27 },
    category: 'B',
    quality: 71,
  }),
];

const exact = pairView({ kind: { kind: 'exact' }, trust: 'vetted', bank_name: 'Vetted partners' });
const settleAtLabel = {
  settle: 0,
  agree: 5,
  different: 5,
  dispute: 5,
  new_material: 5,
  undetermined: 0,
} as const;

const home = (part: Partial<HomeView> = {}): DeskView['screen'] => ({
  at: 'home',
  name: 'Robin',
  role: 'moderator',
  queues: [
    { id: 'q1', name: 'Matches, vetted lists', waiting: 42, oldest: NOW - 95 * MINUTE },
    { id: 'q2', name: 'Near matches', waiting: 7, oldest: NOW - 12 * MINUTE },
    { id: 'q3', name: 'Second looks', waiting: 0, oldest: null },
  ],
  favourites: ['q1'],
  handed: [],
  block,
  reviewing_today_ms: 108 * MINUTE,
  team,
  start: { may: 'yes' },
  unreadable: null,
  manages_queues: false,
  sets_limits: false,
  oversees: false,
  administers: false,
  ...part,
});

const unread: Unreadable[] = ['unsupported_heic', 'truncated', 'crashed', 'too_many_pixels'];

const unreadable: DeskView['screen'] = {
  at: 'unreadable',
  counts: unread.map((reason, at) => ({ reason, uploads: 40 - at * 13 })),
  uploads: Array.from({ length: 24 }, (_, at) => ({
    item_id: `0193-upload-${1_000 + at * 37}`,
    reason: unread[at % unread.length] ?? 'corrupt',
    source: 'Our platform',
    ...(at % 3 === 0 ? {} : { reference: `post/${81_200 + at}` }),
    received_at: NOW - at * 19 * MINUTE,
    bytes: 900 * 7 ** (at % 6),
    lists: at % 7 === 2 ? ['Northern partners'] : [],
  })),
  more: true,
  busy: false,
};

export const scenes: Record<string, () => DeskView> = {
  starting: () => deskView({}),
  ...signInScenes,
  home: () => deskView({ screen: home(), capture: 'not_offered' }),
  'home-handed': () =>
    deskView({
      screen: home({
        handed: [
          {
            case: '0193f2c0-0000-7000-8000-00004c1e81f2',
            queue: 'Near matches',
            until: NOW + 19 * 60 * MINUTE,
            by: 'Robin',
            reason: 'You know this kind of collage; is it the one of last week?',
          },
          {
            case: '0193f2c0-0000-7000-8000-00004c1e81f3',
            queue: 'Animations',
            until: NOW + 23 * 60 * MINUTE,
            by: 'Ada',
          },
        ],
      }),
    }),
  'home-lead': () =>
    deskView({
      screen: home({
        role: 'lead',
        unreadable: 14,
        manages_queues: true,
        sets_limits: true,
        oversees: true,
        administers: true,
      }),
    }),
  unreadable: () => deskView({ screen: unreadable }),
  ...queueScenes,
  ...careScenes,
  ...recordScenes,
  ...oversightScenes,
  ...administrationScenes,
  ...settingUpScenes,
  ...passwordScenes,
  ...keepingScenes,
  'review-policy': () =>
    inReview({
      case: near({
        policy:
          'Only the hash is judged here.\nWhat is not on a list goes to a lead: press L and say why.',
        asks_reason: true,
        submit: { may: 'no', why: { code: 'needs_reason' } },
        choices: choiceViews(5).filter(({ choice }) => choice !== 'new_material'),
      }),
    }),
  ...evidenceScenes,
  'home-stopped': () =>
    deskView({
      screen: home({
        start: { may: 'no', why: { code: 'budget_spent', until: NOW + 50 * MINUTE } },
      }),
      connection: { is: 'offline', since: NOW - 3 * MINUTE },
      unsent: 2,
    }),
  review: () => inReview({ case: near(), undo: { verdict: 'v', until: NOW + 48_000 } }),
  'review-urgent': () =>
    inReview({ case: near() }, { urgent: { is: 'marked', until: NOW + 29_000 } }),
  'review-label': () =>
    inReview({
      case: near({
        pairs: [exact],
        shown: shown(0),
        choices: choiceViews(0, settleAtLabel),
        seen: 0,
        uploads: 1,
      }),
    }),
  'review-first-look': () => inReview({ case: near({ first_look: true }) }),
  'review-last-case': () =>
    inReview({ case: near(), last_case: { until: NOW + 42_000, reached: 'day' }, ready_next: 0 }),
  'review-look': () =>
    inReview({ case: near({ shown: shown(1), seen: 5, choices: choiceViews(5) }) }),
  'review-pairs': () =>
    inReview({ case: near({ pairs, focused_pair: 1, seen: 2, choices: choiceViews(2) }) }),
  'review-offline': () =>
    inReview(
      {
        case: near({
          ladder: ladder(6).map((step) =>
            step.rung > 2 && step.allowed.may === 'yes'
              ? { ...step, allowed: { may: 'no', why: { code: 'offline' } } }
              : step,
          ),
          shown: shown(1, { refused: { code: 'offline' } }),
        }),
      },
      { connection: { is: 'offline', since: NOW - MINUTE }, unsent: 3 },
    ),
  'review-empty': () => inReview({ case: null, waiting_for: 'empty_queue', ready_next: 0 }),
  break: () =>
    deskView({ screen: { at: 'break', until: null, since: NOW - 95_000, may_end: true, team } }),
  'break-due': () =>
    deskView({
      screen: { at: 'break', until: NOW + 8 * MINUTE, since: NOW, may_end: false, team },
    }),
  ...settingsScenes,
  curtain: () => inReview({ case: null }, { curtain: true }),
};
