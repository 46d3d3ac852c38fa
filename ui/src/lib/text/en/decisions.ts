/** Decisions that stand, and reversing one. Words that accuse nobody. */
import type { DecisionInfo } from '../../host/wire.gen.ts';
import { count, figure } from './counting.ts';

const outcomes: Record<DecisionInfo['outcome'], string> = {
  confirmed: 'Confirmed: taken down',
  other_policy: 'Against another policy',
  cleared: 'Cleared: left alone',
};

/** What reversing one means. */
const means: Record<DecisionInfo['outcome'], string> = {
  confirmed:
    'The case waits for a lead again. What it changed on lists is undone at once, here and elsewhere, the platform is told, and uploads that it had stopped wait again.',
  other_policy:
    'The case waits for a lead again, and the platform is told that the decision does not stand.',
  cleared:
    'The case waits for a lead again. Pairs that it had set apart can be recognised again, the platform is told, and copies that it had let through wait.',
};

export const decisions = {
  none: 'No decision stands yet, or all of them can still be taken back by whoever gave them.',
  noneOfThese:
    'No decision of this stands. It may be waiting, be reversed already, or still be in the hands of whoever gave it.',
  showAll: 'Show all decisions',
  queue: 'Queue',
  everyQueue: 'Every queue',
  case: 'Case',
  caseHint: 'Its link or its id; empty for every case.',
  find: 'Show',
  table: 'Decisions that stand, the newest first',
  when: 'Since',
  said: 'What was said',
  outcome: 'What followed',
  act: 'What can be done',
  outcomes,
  reverse: 'Reverse',
  reverseOf: (id: string) => `Reverse the decision on case ${id}`,
  means,
  older: 'Older decisions',
  undone: (id: string, effects: number, reopened: number) =>
    [
      `The decision on case ${id} is reversed.`,
      count(effects, {
        one: '1 effect was undone.',
        other: `${figure(effects)} effects were undone.`,
      }),
      count(reopened, {
        one: '1 upload waits again.',
        other: `${figure(reopened)} uploads wait again.`,
      }),
    ].join(' '),
  toALead: 'A lead decides it now; it is among the disagreements.',
  pictureGone: 'Its picture was destroyed, so nobody can look at it again.',
};
