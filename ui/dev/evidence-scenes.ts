/** A case with all that can stand beside it: why it is here, where its entries come from, what was decided before. */
import type { CaseView, DeskView, PairView } from '../src/lib/host/wire.gen.ts';
import {
  NOW,
  caseView,
  choiceViews,
  deskView,
  pairView,
  reviewView,
} from '../src/testing/views.ts';

const HOUR = 60 * 60_000;

const pairs: PairView[] = [
  pairView({
    record: { confirmed: 4, disputed: 0, different: 1, more: false },
    provenance: {
      from: 'service',
      service: 'HMA of the partners',
      list: 'CSAM_NORTH',
      number: 40_711,
      upstream: [{ exchange: 'NCMEC industry', id: '018f2c7d9a41…77aa0c31b9d2' }],
    },
  }),
  pairView({
    entry: '018f-entry-77aa',
    bank_name: 'Our own list',
    trust: 'vetted',
    kind: { kind: 'near', distance: 27 },
    category: 'B',
    quality: 71,
    variant: true,
    record: { confirmed: 17, disputed: 1, different: 2, more: true },
    provenance: { from: 'verdict' },
  }),
];

/** A case behind the heavy veil. */
const inReview = (part: Partial<CaseView>): DeskView => {
  const frame = { name: '1-evidence', width_px: 960, height_px: 720 };
  const view = caseView({ shown: { ...caseView().shown, frame }, ...part });
  return deskView({ screen: { at: 'review', ...reviewView({ case: view }) } });
};

export const evidenceScenes: Record<string, () => DeskView> = {
  'review-traits': () => inReview({ traits: ['truncated', 'animated', 'profile_ignored'] }),
  'review-evidence': () =>
    inReview({
      pairs,
      seen: 2,
      choices: choiceViews(2),
      came: {
        by: 'rule',
        number: 2,
        met: { lists: ['Northern partners'], distance: { from: 0, to: 16 } },
      },
      seen_before: [
        {
          decided_at: NOW - 26 * HOUR,
          content: 'not_assessed',
          pairs: [{ list: 'Southern partners', match: 'different', listing: 'not_assessed' }],
          reversed: false,
        },
        {
          decided_at: NOW - 200 * HOUR,
          content: 'abusive',
          pairs: [{ list: 'Our own list', match: 'same_altered', listing: 'agrees' }],
          reversed: true,
        },
      ],
    }),
};
