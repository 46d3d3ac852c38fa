/** Services outside: matchers that are asked, destinations that are told, and what did not arrive. */
import type {
  DestinationKind,
  MatcherKind,
  MatcherMode,
  Mode,
  Sends,
} from '../../host/wire.gen.ts';
import { count, figure } from './counting.ts';

const matcherKinds: Record<MatcherKind, string> = { hma: 'HMA', shield: 'Shield' };
const matcherModes: Record<MatcherMode, string> = {
  on: 'asked about every upload',
  off: 'not asked',
};
const sends: Record<Sends, string> = {
  hashes: 'sent hashes alone',
  uploads: 'sent whole uploads',
};
const destinationKinds: Record<DestinationKind, string> = {
  platform: 'platform',
  ncmec: 'NCMEC hash sharing',
  hma: 'HMA',
};
const modes: Record<Mode, string> = { off: 'off', dry_run: 'dry run: only shown', on: 'on' };

export const services = {
  matchers: 'Matchers',
  matchersHint: 'They are asked whether they list an upload.',
  noMatchers: 'No matcher is set up. Uploads are matched against the hub’s own lists alone.',
  kinds: matcherKinds,
  modes: matcherModes,
  sends,
  answers: 'It answers: nothing is waiting.',
  quiet: 'It is not asked.',
  waiting: (n: number, since: string) =>
    count(n, {
      one: `1 question has waited since ${since}. Its upload is unverified until then, and is asked about again by itself.`,
      other: `${figure(n)} questions wait, the oldest since ${since}. Their uploads are unverified until then, and are asked about again by themselves.`,
    }),
  why: (says: string) => `Why: ${says}.`,
  mapped: 'Lists that are taken in',
  noneMapped: 'No list of it is taken in, so nothing it lists counts here.',
  into: (there: string, here: string) => `${there} becomes ${here}`,
  goneList: 'a list that is gone',
  passes: 'Comparing with what it lists',
  neverPassed: 'Not compared yet.',
  noPass: 'It does not tell what it lists, so there is nothing to compare.',
  passing: (since: string) => `A pass is under way since ${since}.`,
  passed: (at: string) => `Last compared ${at}.`,
  due: (at: string) => `The next pass is due ${at}.`,
  brokeOff: (says: string) => `The last attempt broke off: ${says}.`,
  found: {
    looked_at: 'entries asked about',
    gone: 'gone there',
    disabled: 'disabled there',
    back: 'back again',
    told_again: 'came back and told again',
    overruled: 'enabled there against our word',
    left: 'left for the next pass',
    unanswered: 'of these because it failed at them',
  },
  reconcile: 'Compare now',
  reconcileOf: (name: string) => `Compare now with what ${name} lists`,
  passUnderWay: 'A pass is under way.',
  check: 'Ask how it stands',
  checkOf: (name: string) => `Ask ${name} how it stands`,
  checking: 'It is being asked.',
  ready: 'It answers look-ups as it should.',
  notReady: 'It answers, and not as it should:',
  silent: (says: string) => `No answer: ${says}.`,
  hubSilent: 'The hub did not answer. Try again.',
  missing: (list: string) => `${list} is mapped and is not there.`,
  leftOut: (lists: string) => `There and not taken in: ${lists}.`,
  destinations: 'Destinations',
  destinationsHint: 'They are told what was decided, as far as somebody turned them on.',
  noDestinations: 'Nobody outside is told anything.',
  destinationTable: 'Every destination',
  name: 'Name',
  kind: 'What it is',
  mode: 'Mode',
  lists: 'Hears of',
  everyList: 'every list of its harm type',
  waits: 'Waiting',
  deadColumn: 'Needs somebody',
  destinationKinds,
  destinationModes: modes,
  dead: 'Messages that did not arrive',
  deadHint:
    'They are tried no more by themselves. See to the cause, then send them again; they keep their id, so nothing counts twice.',
  noDead: 'Every message arrived or is still tried by itself.',
  deadMore: 'Messages that did not arrive: show older ones',
  deadTable: 'Every message that did not arrive',
  to: 'To',
  case: 'Case',
  since: 'Since',
  tries: 'Tries',
  reason: 'Why',
  inDoubt: 'It may have arrived with no answer to tell.',
  gone: 'a destination that was removed',
  again: 'Send again',
  againOf: (id: string, to: string) => `Send the message about case ${id} to ${to} again`,
  sending: (id: string, to: string) => `The message about case ${id} is being sent to ${to} again.`,
  sentAgain: (id: string, to: string) =>
    `The message about case ${id} is on its way to ${to} again. Should it not arrive, it comes back here.`,
  act: 'What to do',
  more: 'Show older ones',
  all: 'These are all.',
};
