/** A decided case on its way to a report, in each of its states. Everything here is invented. */
import type {
  DeskView,
  HandoffAct,
  HandoffFile,
  HandoffStage,
  HandoffView,
} from '../src/lib/host/wire.gen.ts';
import { NOW } from '../src/testing/views.ts';

const CASE = '0193f2c0-0000-7000-8000-00004c1e81f2';
const HOUR = 3_600_000;

const file = (number: number, part: Partial<HandoffFile>): HandoffFile => ({
  item: `upload-${number}`,
  reference: `post-88${number}`,
  received_at: NOW - number * HOUR,
  viewed: 'whole',
  may_be_viewed: true,
  ...part,
});

const proposed: HandoffStage = {
  is: 'proposed',
  under_way: false,
  refused: null,
  files: [
    file(1, {}),
    file(2, { viewed: 'in_part', may_be_viewed: false }),
    file(3, { viewed: 'untold', may_be_viewed: false }),
    file(4, { viewed: 'no', may_be_viewed: false, reference: null }),
  ],
};
const written: HandoffStage = {
  is: 'handed_over',
  written: { is: 'saved', file: 'Downloads/scrim-report-4c1e81f2-2026-11-23' },
};
const refused = { code: 'not_confirmed', until: null, says: null } as const;

const stages: Record<string, HandoffStage> = {
  'oversight-handoff': proposed,
  'oversight-handoff-asked': { is: 'asked' },
  'oversight-handoff-nothing': {
    is: 'not_proposed',
    why: { ...refused, code: 'nothing_to_report' },
  },
  'oversight-handoff-grace': { is: 'not_proposed', why: { ...refused, until: NOW + HOUR } },
  'oversight-handoff-refused': { ...proposed, refused },
  'oversight-handoff-silent': { ...proposed, refused: { ...refused, code: null } },
  'oversight-handoff-under-way': { ...proposed, under_way: true },
  'oversight-handoff-written': written,
  'oversight-handoff-not-written': { is: 'handed_over', written: { is: 'not_written' } },
};

export const handoffScenes = (
  page: (handoff: HandoffView) => DeskView,
): Record<string, () => DeskView> =>
  Object.fromEntries(
    Object.entries(stages).map(([name, stage]) => [name, () => page({ case: CASE, stage })]),
  );

/** What the board shows once something was done about it. */
export function handedOff(act: HandoffAct): HandoffView | null {
  switch (act.wants) {
    case 'prepare':
      return { case: act.case, stage: proposed };
    case 'hand_over':
    case 'write_again':
      return { case: CASE, stage: written };
    case 'leave':
      return null;
  }
}
