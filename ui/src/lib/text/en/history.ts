/** One's own verdicts, one by one. */
import type { Content, Fate } from '../../host/wire.gen.ts';
import { count, figure } from './counting.ts';

export const history = {
  title: 'My history',
  lead: 'What you have decided, and what became of it. Nobody else is shown this list, and there is none of anybody else for you or for a lead.',
  busy: 'Asking the hub',
  empty: 'You have decided no case yet.',
  none: 'No verdict of yours fits these filters.',
  failed: 'The hub did not give your history. It is asked again as soon as it can be reached.',
  again: 'Try again',
  // Filters.
  filters: 'Show only',
  from: 'From',
  to: 'To',
  dayHint: 'Year-month-day, as 2026-11-26',
  queue: 'Queue',
  content: 'Said of the content',
  look: 'How it was decided',
  fate: 'What became of it',
  any: 'All',
  clear: 'Show all again',
  withLook: 'With a look',
  withoutLook: 'Without looking',
  contents: {
    abusive: 'Abuse material',
    not_abusive: 'Not abuse material',
    other_policy: 'Against another policy',
    not_assessed: 'Not assessed',
  } satisfies Record<Content, string>,
  fates: {
    in_grace: 'Can be taken back',
    stands: 'Stands',
    overruled: 'Decided otherwise',
    reversed: 'Reversed by a lead',
  } satisfies Record<Fate, string>,
  // Rows.
  rows: 'Newest first',
  when: 'When',
  said: 'You said',
  match: 'Closest match',
  seen: 'Seen at most',
  inCase: 'Case',
  act: 'To be done',
  settled: 'settled by you',
  noMatch: 'none any more',
  exact: (list: string) => `${list}: the same bytes`,
  near: (list: string, bits: number) =>
    `${list}: ${count(bits, { one: '1 bit apart', other: `${figure(bits)} bits apart` })}`,
  saidNear: (list: string) => `${list}: said to be near`,
  atRest: 'as it rests',
  left: (time: string) => `Can be taken back for ${time}`,
  takeBack: 'Take back',
  takeBackOf: (when: string) => `Take back what you said on ${when}`,
  standsHint:
    '“Stands” means that nobody has decided otherwise, whether or not somebody else is still asked.',
  // Pages.
  pages: 'Pages',
  page: (number: number) => `Page ${figure(number)}`,
  newer: 'Newer',
  older: 'Older',
  newest: 'These are the newest.',
  oldest: 'There are no older ones.',
  // A file.
  file: 'Take it with you',
  fileHint:
    'All that the filters let through, as a file in your downloads folder, or your home folder where there is none. No picture, no fingerprint and none of your words is in it.',
  csv: 'Save for a spreadsheet (CSV)',
  fetched: (n: number) =>
    count(n, { one: '1 verdict fetched so far', other: `${figure(n)} verdicts fetched so far` }),
  writing: 'The file is being written.',
  wait: 'A file is being made. Wait for it, or stop it.',
  stop: 'Stop',
};
