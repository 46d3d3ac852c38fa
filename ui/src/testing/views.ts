/** Views for tests and for the drawing board: one plain value each, changed where it matters. */
import type {
  Appearance,
  BlockView,
  CaseView,
  Choice,
  ChoiceView,
  DeskView,
  OwnHoursView,
  OwnVerdict,
  PairView,
  QueueInfo,
  ReviewView,
  Rung,
  RungView,
  Settings,
  TeamEffect,
  TodayView,
} from '../lib/host/wire.gen.ts';
import { scheme } from './scheme.ts';

/** A fixed hub time: 23 November 2026, 09:00 UTC. */
export const NOW = 1_795_424_400_000;

const MINUTE = 60_000;

export const team: TeamEffect = {
  confirmed_hashes: 1284,
  stopped_without_looking: 9310,
  cases_decided: 2071,
};

export const block: BlockView = {
  ends_at: NOW + 37 * MINUTE,
  looks_left: 128,
  looking_left: 24 * MINUTE,
  looks_in_block: 9,
  notice: false,
};

export const today: TodayView = {
  block,
  reviewing_ms: 95 * MINUTE,
  reviewing_left_ms: 145 * MINUTE,
  looks: 22,
  looking_ms: 3 * MINUTE,
};

export const hours: OwnHoursView = {
  hours: {
    zone: 'Europe/Berlin',
    windows: (['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const).map((day) => ({
      day,
      from: 540,
      to: 1020,
    })),
  },
  ends_at: NOW + 7 * 60 * MINUTE,
  veiled_from: NOW + 7 * 60 * MINUTE - 30 * MINUTE,
  next_at: null,
};

export const settings: Settings = {
  block: 50 * MINUTE,
  rest: 10 * MINUTE,
  review_per_day: 240 * MINUTE,
  looks_notice: 60,
  looks_per_day: 150,
  looking_per_day: 30 * MINUTE,
  resting_rung: 1,
  max_rung: 6,
  veiled_end: 30 * MINUTE,
  first_days: 14,
  cool_down: 2 * MINUTE,
};

export const appearance: Appearance = {
  language: 'en',
  theme: 'dark',
  text_percent: 100,
  notices: true,
  keys: {},
};

export function deskView(part: Partial<DeskView>): DeskView {
  return {
    revision: 1,
    now: NOW,
    screen: { at: 'starting' },
    curtain: false,
    connection: { is: 'online' },
    unsent: 0,
    keyring: 'kept',
    capture: 'excluded',
    global_curtain: 'held',
    looks_need_capture_protection: false,
    updates: { is: 'never', why: 'forbidden' },
    support: null,
    scheme,
    memory: { is: 'locked' },
    missing: [],
    urgent: null,
    message: null,
    tone: 'as_is',
    first_look_line: 'shown',
    appearance,
    ...part,
  };
}

export function pairView(part: Partial<PairView> = {}): PairView {
  return {
    item: 'item-1',
    entry: '018f-entry-4c1e',
    bank: 'bank-1',
    bank_name: 'Northern partners',
    trust: 'other',
    kind: { kind: 'near', distance: 12 },
    category: 'A',
    provenance: null,
    votes: null,
    variant: false,
    record: { confirmed: 0, disputed: 0, different: 0, more: false },
    frame: null,
    quality: 96,
    ruling: null,
    ...part,
  };
}

const NEEDS: Record<Choice, Rung> = {
  settle: 2,
  agree: 5,
  different: 2,
  dispute: 5,
  new_material: 5,
  undetermined: 0,
};

/** Choices as a case shows them once `seen` has been seen. */
export function choiceViews(seen: Rung, needs: Record<Choice, Rung> = NEEDS): ChoiceView[] {
  return (Object.keys(needs) as Choice[]).map((choice) => ({
    choice,
    needs: needs[choice],
    allowed:
      needs[choice] <= seen
        ? { may: 'yes' }
        : { may: 'no', why: { code: 'needs_rung', rung: needs[choice] } },
  }));
}

export function ladder(max: Rung = 6): RungView[] {
  return ([0, 1, 2, 3, 4, 5, 6] as Rung[]).map((rung) => {
    if (rung > max) return { rung, allowed: { may: 'no', why: { code: 'rung_not_allowed', max } } };
    return { rung, allowed: { may: 'yes' } };
  });
}

export function caseView(part: Partial<CaseView> = {}): CaseView {
  return {
    id: 'case-1',
    stage: 'review',
    pairs: [pairView()],
    focused_pair: 0,
    uploads: 3,
    traits: [],
    asked: null,
    came: null,
    seen_before: [],
    notes: [],
    policy: '',
    asks_reason: false,
    reason: null,
    first_look: false,
    ask_lead: { may: 'yes' },
    mark_urgent: { may: 'yes' },
    shown: {
      rung: 1,
      frame: { name: 'rest-1', width_px: 400, height_px: 300 },
      until: null,
      lens: null,
      full_size: null,
      asking: null,
      refused: null,
    },
    ladder: ladder(),
    full_size: { may: 'no', why: { code: 'colour_first' } },
    choices: choiceViews(1),
    classification: null,
    submit: { may: 'no', why: { code: 'undecided' } },
    seen: 1,
    ...part,
  };
}

export function reviewView(part: Partial<ReviewView> = {}): ReviewView {
  return {
    case: caseView(),
    waiting_for: null,
    ready_next: 2,
    preload: null,
    undo: null,
    last_case: null,
    block,
    ...part,
  };
}

export const queueInfo: QueueInfo = {
  id: 'q1',
  name: 'Near matches',
  settings: {
    audience: { roles: [], people: [] },
    policy: { text: '', hidden: [], explained: [] },
    order: 'fair_share',
    pre_screened: false,
    assignments: {},
    look_alikes: 0,
  },
  lists: ['Partners'],
  waiting: 4,
  leased: 1,
  later: 0,
  for_leads: 0,
  stranded: 1,
  oldest: NOW - 95 * MINUTE,
};

/** A verdict of one's own; one without a look leaves out what was seen. */
export function ownVerdict(part: Partial<OwnVerdict> = {}): OwnVerdict {
  return {
    verdict_id: 'v1',
    case_id: '0193-case-00004c1e',
    queue_id: 'q1',
    queue: 'Near matches',
    at: NOW - 20_000,
    stage: 'review',
    said: {
      content: 'not_assessed',
      pairs: [{ item: 'i', entry: 'e', match: 'different', listing: { kind: 'not_assessed' } }],
    },
    nearest: { entry: 'e', list: 'Northern partners', kind: { kind: 'near', distance: 12 } },
    ...(part.without_look === true ? {} : { clearest: 5 as const }),
    without_look: false,
    fate: 'stands',
    grace_ends: NOW,
    ...part,
  };
}
