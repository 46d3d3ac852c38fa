/** One's own record, what of it others see, and whom one can turn to. */

import type { Content, Listing, MatchAxis, Rise } from '../../host/wire.gen.ts';
import { count, figure } from './counting.ts';

export const record = {
  title: 'My record',
  lead: 'What you did, as the hub counts it. These pages are yours; below is what others can see.',
  empty: 'No looks yet. Veiled work leaves no rows here.',
  busy: 'Fetching your record',
  // Today.
  today: 'The last 24 hours',
  reviewing: 'Reviewed',
  looking: 'Looked',
  looks: 'Looks',
  left: (value: string) => `${value} left`,
  untilBreak: 'Until the break',
  // A week.
  week: (from: string, to: string) => `${from} to ${to}`,
  weekTitle: 'Week by week',
  earlier: 'Earlier',
  later: 'Later',
  thisWeek: 'This is the current week.',
  chart: (minutes: string, looks: number) =>
    `Looking time by day, in bars: ${minutes} and ${count(looks, { one: '1 look', other: `${figure(looks)} looks` })} in this week. The table below it holds the same.`,
  day: 'Day',
  nothing: 'none',
  asTable: 'The week as a table',
  byRung: 'By rung',
  sum: 'Sum',
  // Every look.
  rows: 'Every look',
  when: 'When',
  asked: 'Asked for',
  counts: 'Counts as',
  shown: 'Shown for',
  charged: 'Counted',
  yes: 'one look',
  no: 'same look',
  unclosed: 'Not closed by the desk, so it counts in full.',
  more: 'Show older ones',
  all: 'These are all.',
  // What became of it.
  became: 'What became of it',
  becameLead:
    'Cases that a lead settled after you had spoken. Nobody else is shown this, and nothing is counted against you.',
  becameEmpty: 'No case that you had spoken on was settled by a lead yet.',
  becameMore: 'What became of it: show older ones',
  becameAll: 'These are all of them.',
  yours: 'You said',
  decided: 'Decided',
  contents: {
    abusive: 'abuse material',
    not_abusive: 'not abuse material',
    other_policy: 'against another policy',
    not_assessed: '',
  } satisfies Record<Content, string>,
  matches: {
    same_exact: 'the same picture',
    same_altered: 'the same picture, altered',
    different: 'another picture',
    undetermined: 'cannot be told',
  } satisfies Record<MatchAxis, string>,
  listings: {
    agrees: 'belongs on the list',
    disputes: 'should not be listed',
    not_assessed: '',
  } satisfies Record<Listing['kind'], string>,
  class: (name: string) => `class ${name}`,
  /** One thing that was said, and another: of the pictures, of the content, of the class. */
  andSaid: (one: string, other: string) => `${one}; ${other}`,
  // What was raised.
  alarms: 'What was raised about you',
  alarmsLead:
    'Where your clearings or disputes rise sharply, a lead is told, so that they ask how you are and what you see. Neither how many nor how fast is told, and leads see what you see here.',
  alarmsEmpty: 'Nothing was raised about you.',
  alarm: (rose: Rise, queue: string | null, from: string, to: string) =>
    `From ${from} to ${to} your ${rose}${queue === null ? '' : ` in ${queue}`} rose sharply, beside your own weeks before and beside everybody else there.`,
  leadSays: (words: string) => `A lead says: ${words}`,
  leadSilent: 'No lead has taken it up yet.',
  // A file of it.
  file: 'Take it with you',
  fileHint:
    'When you reviewed and had breaks, the settings that hold and who set them, what you leave out, every look and every access: as tables in a folder, or as one file with the hub’s proof. It goes into your downloads folder, or your home folder where there is none. No picture and no fingerprint is in it, and the hub’s log does not say that you took it.',
  csv: 'Save for a spreadsheet (CSV)',
  json: 'Save for a program (JSON)',
  fetching: 'Your record is being fetched. Wait for it.',
  saved: (file: string) => `Saved as ${file}. Nobody else who uses this computer can read it.`,
  notFetched: 'The hub did not give all of it. Try again when it answers.',
  notWritten: 'It could not be written. See that there is room in your downloads folder.',
  // What others see.
  others: 'What others can see of this',
  lead1: 'A lead sees which cases you hold, and no look, no time and no count of yours.',
  lead2:
    'A lead sees sums over whole weeks, rounded, of at least five people who were the same the week before, and which limits somebody reached, not who.',
  admin:
    'An admin can open your record only with a reason. It is written into the hub’s log, and you read it here.',
  kept: 'The hub deletes none of these rows by itself: they are part of a log that is only ever added to. If your name is erased there, they remain without it.',
  accesses: 'Who opened your record',
  noAccess: 'Nobody has.',
  machine: 'at the hub’s own machine',
  by: 'Who',
  why: 'Why, in their words',
};

export const support = {
  title: 'Whom you can turn to',
  lead: 'Nobody is told that you opened this.',
  empty:
    'Your organisation has named nobody yet. An administrator of the hub sets it: scrim-hub org support.',
};

export const weeks = {
  title: 'How the work weighs',
  lead: 'Whole weeks of everybody who reviews, rounded. Never one person: fewer than five, or other people than the week before, and nothing is told.',
  none: 'No week has ended yet that could be told of.',
  week: 'Week from',
  looks: 'Looks',
  looking: 'Looking time',
  reviewing: 'Reviewing time',
  reached: 'Somebody reached',
  nobody: 'no limit',
  untold: 'not told',
  too_few: 'Fewer than five people reviewed.',
  team_changed: 'Not the same people reviewed as in the week before.',
  limits: {
    review_per_day: 'reviewing per day',
    looks_per_day: 'looks per day',
    looking_per_day: 'looking time per day',
  },
};
