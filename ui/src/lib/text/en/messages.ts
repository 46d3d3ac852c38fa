/** What the desk has to say, one message at a time. */
import type { Aside, Message } from '../../host/wire.gen.ts';
import { clock } from '../../time/words.ts';
import { count, figure } from './counting.ts';
import { problems } from './reasons.ts';
import { urgent } from './urgent.ts';

type Said = {
  [K in Message['says']]: (message: Extract<Message, { says: K }>) => string;
};

const unsentAside: Record<Aside, string> = {
  newer:
    'A newer Scrim left verdicts here that were not sent. They are set aside: open the newer one again to send them, or decide those cases again.',
  unreadable:
    'Verdicts that were not sent could not be read. They are set aside in Scrim’s folder: if those cases come again, decide them again.',
};

const settingsAside: Record<Aside, string> = {
  newer:
    'A newer Scrim left settings of this computer that this one cannot read. They are set aside, and the usual ones hold.',
  unreadable:
    'The settings of this computer could not be read. They are set aside, and the usual ones hold.',
};

export const messages: Said = {
  refused: ({ code, until }) =>
    until === null ? problems[code] : `${problems[code]} Possible again after ${clock(until)}.`,
  case_gone: () => 'That case is no longer with you. Here is the next one.',
  undone: () => 'The verdict was taken back. The case re-opens without a picture.',
  caught: ({ verdicts }) =>
    count(verdicts, {
      one: 'The hub is back and has your waiting verdict.',
      other: `The hub is back and has your ${figure(verdicts)} waiting verdicts.`,
    }),
  signed_out: () => 'The session has ended. Sign in again.',
  saved: () => 'Saved.',
  told: () => 'The hub was told, and begins within a minute.',
  older_hub: () =>
    'This hub is older than this desk. Work goes on; your home screen says what it cannot do yet.',
  escalated: () => 'A lead will take that case. Here is the next one.',
  not_to_be_had: () =>
    'That case cannot be yours now: it is decided, somebody has it, you have passed it on, or it is in a queue that is not yours.',
  link_waits: () =>
    'A link to a case was opened. The case comes once you are home and can review; put this away to leave it.',
  no_link: () => 'That is no link to a case. Copy it whole, or the id alone.',
  reversed: () => 'A lead reversed one of your verdicts. Nothing is counted against you.',
  nobody_left: () =>
    'Cases wait that nobody may take. Your queues say which: let more people take from them, or hand the cases to somebody.',
  not_marked: ({ code }) => urgent.notMarked(code),
  mark_taken_back: () => urgent.takenBack,
  mark_stays: ({ code }) => urgent.stays(code),
  set_aside: ({ unsent, settings }) =>
    [unsent && unsentAside[unsent], settings && settingsAside[settings]].filter(Boolean).join(' '),
};
