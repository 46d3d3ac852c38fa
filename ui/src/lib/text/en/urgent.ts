/** A child at immediate risk: the mark, its reasons, and what became of it. */
import type { Code, UrgentReason } from '../../host/wire.gen.ts';
import { problems } from './reasons.ts';

const reasons: Record<UrgentReason, { name: string; means: string }> = {
  recent: { name: 'When', means: 'It looks as if it was made just now, or goes on' },
  child: { name: 'Who', means: 'It shows or says who the child is' },
  place: { name: 'Where', means: 'It shows or says where the child is' },
  announced: { name: 'What comes', means: 'Something in or beside it announces harm' },
  other: { name: 'Something else', means: 'That should not wait' },
};

export const urgent = {
  act: 'A child may be at immediate risk',
  title: 'At immediate risk: what speaks for it? No look is needed.',
  reasons,
  offline: 'The hub is out of reach. Tell a lead directly.',
  asked: 'Telling the leads. The case stays here until the hub has the mark.',
  marked: 'Marked: it is the leads’ next case. Nothing more is asked of you.',
  undo: 'Undo',
  undoName: 'Undo: take the mark back',
  left: (time: string) => `${time} left`,
  takingBack: 'Taking the mark back.',
  takenBack:
    'The mark is taken back, and whoever was told hears so. The case comes back to you, unless a lead has it.',
  notMarked: (code: Code | null): string => {
    if (code === null)
      return 'No answer from the hub, so nobody may know of your mark yet. Try again, or tell a lead directly.';
    return code === 'changed_since'
      ? 'This case is marked already: the leads know.'
      : `The mark was not made. ${problems[code]} If it cannot wait, tell a lead directly.`;
  },
  stays: (code: Code | null): string => {
    if (code === null)
      return 'No answer from the hub, so the mark stands. Undo again while there is time.';
    return code === 'grace_over'
      ? 'The moment to take the mark back is over. Tell a lead: the case is with them.'
      : `The mark was not taken back. ${problems[code]}`;
  },
};
