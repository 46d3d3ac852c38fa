/** What leads and admins watch over. Words that accuse nobody. */
import type { OversightPage, Rise } from '../../host/wire.gen.ts';
import { count, figure } from './counting.ts';
import { decisions } from './decisions.ts';
import { handoff } from './handoff.ts';
import { services } from './services.ts';
import { distances, setting } from './setting.ts';

const pages: Record<OversightPage, { name: string; lead: string }> = {
  splits: {
    name: 'Disagreements',
    lead: 'Cases on which two people came to different answers, without their names. A lead looks at the case and settles it; both are told afterwards, and nobody else.',
  },
  decisions: {
    name: 'Decisions',
    lead: 'What was decided and stands, without names. A lead who finds that one was wrong reverses it: what followed is undone, and the case is decided anew. What was confirmed as abuse material is handed over for a report by whoever may read the audit.',
  },
  figures: {
    name: 'Figures',
    lead: 'Sums over everybody, never over one person: how far people agree, how often a match was another picture, and what was stopped with nobody looking.',
  },
  alarms: {
    name: 'Alarms',
    lead: 'Somebody’s answers in a queue have changed sharply. That has many reasons: another kind of upload, a noisy list, a hard week. Ask how they are and what they see. They read the same in their own record.',
  },
  checks: {
    name: 'Checks of stops',
    lead: 'What is recognised is stopped with nobody looking. A small part of it, drawn by chance, is looked at afterwards behind a veil, to see whether stopping it was right.',
  },
  services: {
    name: 'Services',
    lead: 'Services outside: those that are asked whether they list an upload, and those that are told what was decided.',
  },
  transparency: {
    name: 'Transparency',
    lead: 'What your organisation tells the outside of whole months that are over. Never per person.',
  },
};

const splits = {
  empty: 'Nothing waits for a lead. When two people come to different answers, the case is here.',
  one: (id: string) => `Case ${id}`,
  since: (queue: string, time: string) => `${queue}, since ${time}`,
  goneQueue: 'a queue that is gone',
  check: 'A check of what was stopped',
  answers: (n: number) => (n === 1 ? 'What was said' : 'What each of them said, in no order'),
  answer: (n: number) => `Answer ${n}`,
  nothing: 'nothing that decides it',
  reason: (words: string) => `“${words}”`,
  noReason: 'No reason in words.',
  settle: 'Open and settle',
  settleOf: (id: string) => `Open and settle case ${id}`,
  taken: 'Somebody has it open now.',
  forOthers: 'You had a part in it, so another lead settles it.',
};

const figures = {
  agreement: 'How far people agree',
  agreementHint:
    'Cohen’s kappa over first answers and blind second ones on the same matches: 1 is full agreement, 0 is what chance alone would give, below 0 is less than that.',
  agreementTable: 'Agreement, queue by queue',
  queue: 'Queue',
  weeks: (from: string, to: string) => `Of four whole weeks, ${from} to ${to}.`,
  untold: 'not told',
  kappa: 'Kappa',
  same: 'Said the same',
  pairs: 'Judged twice',
  tooFew:
    'Not told: fewer than five people had a part in it, and a figure of so few would be a figure of somebody.',
  undefined: 'not defined',
  undefinedHint:
    'Kappa is not defined where nothing was judged twice, or where chance alone would have had everybody agree.',
  noQueues: 'There is no queue yet.',
  noneTold: 'No queue has a figure that may be told yet.',
  kappaLeftOut: (drawn: number, others: number) =>
    `The bars show the ${figure(drawn)} queues in which people agree least; ${count(others, { one: '1 other is', other: `${figure(others)} others are` })} in the table alone.`,
  kappaPlot: (queues: number) =>
    `Kappa by queue, in bars, for ${count(queues, { one: '1 queue', other: `${figure(queues)} queues` })}. The table beside it holds the same.`,
  wrong: 'Matches that were another picture',
  wrongHint: 'Of all matches that people judged to be the same or another picture.',
  wrongTable: 'False matches, list by list',
  wrongPlot:
    'Share of matches that were another picture, month by month, in bars. The table beside it holds what is told of each list.',
  list: 'List',
  allLists: 'All lists, since the hub began',
  judged: 'Judged',
  different: 'Another picture',
  rate: 'Share',
  none: 'none judged',
  overMonths: (months: string) => `Each list over ${months}.`,
  stopped: 'Stopped with nobody looking',
  stoppedHint:
    'Uploads that were recognised for what people had confirmed before. Nobody had to see them again.',
  stoppedPlot:
    'Uploads stopped with nobody looking, month by month, in bars. The table beside it holds the same.',
  stoppedByMonth: 'Stopped with nobody looking, month by month',
  stoppedTable: 'What became of uploads',
  month: 'Month',
  uploads: 'Uploads',
  outcome: 'At the door',
  outcomeSoFar: 'At the door, since the hub began',
  outcomes: {
    stopped: 'stopped with nobody looking',
    queued: 'waited for a person',
    passed: 'passed: people had cleared it',
    no_match: 'on no list',
    unreadable: 'could not be read',
    unverified: 'a matcher has still to answer',
  } as Readonly<Record<string, string>>,
  /** The same for under a bar. */
  outcomesShort: {
    stopped: 'stopped',
    queued: 'waited',
    passed: 'passed',
    no_match: 'no list',
    unreadable: 'unread',
    unverified: 'unverified',
  } as Readonly<Record<string, string>>,
  outcomePlot:
    'Uploads by what became of them at the door, in bars. The table beside it holds the same.',
  monthsElsewhere: 'Months and single lists are shown to whoever reads what the outside is told.',
  monthsAsked: 'The hub is asked for the last months.',
  monthsNotGiven: 'The hub did not give the last months. Open this page again to ask once more.',
};

const alarms = {
  empty: 'Nothing was raised. If somebody’s answers change sharply, you are told here.',
  emptyAll: 'Nothing was ever raised.',
  showAll: 'Show those that were taken up',
  showOpen: 'Show open ones only',
  somebody: 'Somebody who is not here any more',
  raised: (who: string, rose: Rise, queue: string) => `${who}: ${rose} in ${queue} have risen`,
  raisedOfYou: (rose: Rise, queue: string) => `Your own ${rose} in ${queue} have risen`,
  goneQueue: 'a queue that is gone',
  over: (from: string, to: string, own: boolean) =>
    `From ${from} to ${to}, beside ${own ? 'your' : 'their'} own weeks before and beside everybody else there. How many, and how fast anybody works, is told to nobody.`,
  takenUp: (by: string, at: string) => `${by} took it up, ${at}`,
  aLead: 'A lead',
  words: 'What you say to it',
  wordsHint:
    'The person reads this too. A question helps more than a verdict, and you can also talk first.',
  takeUp: 'Take it up',
  needsWords: 'Say something to it first.',
  own: 'This is about you, so another lead takes it up.',
};

const checks = {
  share: 'How many stops are checked',
  shareHint: 'In thousandths of all stops. 5 is one in two hundred; 0 checks none.',
  shareField: 'Thousandths of stops',
  badShare: 'A whole number from 0 to 1000.',
  unchanged: 'Nothing is changed yet.',
  save: 'Save the share',
  sums: 'What was checked',
  stopped: 'stopped with nobody looking, in all',
  opened: 'of these drawn for a check',
  decided: 'checks decided',
  waiting: 'not the same picture to whoever looked, and waiting for a lead',
  open: 'For a lead to settle',
  openHint:
    'Whoever looked behind the veil did not say that it is the same picture. A lead may look further.',
  empty: 'No check waits for a lead.',
  none: 'Nothing was checked yet.',
};

const transparency = {
  months: 'Which months',
  from: 'From',
  until: 'Up to',
  show: 'Show these months',
  shown: 'These months are shown.',
  backwards: 'The first month comes after the last.',
  tooLong: 'A report has at most 13 months.',
  of: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  figures: 'Figures',
  figure: 'Figure',
  value: 'Value',
  rows: {
    received: 'uploads came in',
    matched: 'recognised by a list',
    opened: 'cases opened',
    decided: 'cases decided that stand',
    confirmed: 'confirmed',
    other_policy: 'against another policy',
    cleared: 'cleared',
    without_a_look: 'decided with nobody granted a look',
    reversed: 'decisions reversed',
    appeals: 'appeals',
    appeals_upheld: 'appeals that left the decision as it was',
    appeals_overturned: 'appeals that overturned it',
    entries_added: 'entries added to the own list',
  },
  decision: 'From opening to decision',
  removal: 'From upload to removal',
  half: (time: string) => `half within ${time}`,
  most: (time: string) => `nine in ten within ${time}`,
  noWait: 'none',
  outcomes: 'At the door',
  lists: 'Lists',
  listTable: 'What became of each list’s matches',
  matched: 'Matched',
  same: 'Same picture',
  disputed: 'Entry disputed',
  different: 'Another picture',
  noLists: 'No list matched anything.',
  page: 'Save as a page to print',
};

export const oversight = {
  title: 'Oversight',
  nav: 'Pages of oversight',
  pages,
  busy: 'Asking the hub',
  failed: 'The hub did not give this page.',
  again: 'Try again',
  splits,
  decisions,
  handoff,
  figures,
  alarms,
  checks,
  services,
  setting,
  distances,
  transparency,
  file: 'Take it with you',
  fileHint:
    'A file in your downloads folder, or your home folder where there is none. It names no person.',
  csv: 'Save for a spreadsheet (CSV)',
  json: 'Save for a program (JSON)',
  saving: 'It is being written. Wait for it.',
};
