/** For how long pictures are kept, and what is held. */
import type { KeptFor } from '../../host/wire.gen.ts';
import { count, figure } from './counting.ts';

const reasons: Record<KeptFor, { name: string; hint: string }> = {
  confirmed: {
    name: 'Confirmed by people',
    hint: 'Evidence: in many countries a provider has to preserve it for a time.',
  },
  cleared: {
    name: 'Cleared by people',
    hint: 'Also what is another picture than the one it matched.',
  },
  stopped: {
    name: 'Stopped at the door',
    hint: 'What stopped it may be disputed later, and then nobody can look at it any more.',
  },
  unreadable: { name: 'Could not be read', hint: 'Of these only the original is here.' },
};

export const storage = {
  media: 'What is here',
  kept: (n: number) =>
    count(n, { one: `${figure(n)} picture is kept`, other: `${figure(n)} pictures are kept` }),
  destroyed: (n: number) =>
    count(n, { one: `${figure(n)} was destroyed`, other: `${figure(n)} were destroyed` }),
  left: (n: number) =>
    count(n, {
      one: `${figure(n)} has sealed parts left that nothing opens; the hub goes on trying to take them away`,
      other: `${figure(n)} have sealed parts left that nothing opens; the hub goes on trying to take them away`,
    }),
  stays:
    'Every picture lies here sealed. Hashes, verdicts and the audit stay when one is destroyed: they hold no picture.',
  policy: 'For how long pictures are kept',
  policyHint:
    'Days count from when the reason came to hold. What waits for somebody, is open, or is under a legal hold is never destroyed by time.',
  reasons,
  keep: 'until somebody destroys it',
  destroy: 'for so many days',
  becomes: (name: string) => `How long: ${name}`,
  days: (name: string) => `Days: ${name}`,
  daysHint: '1 to 3650',
  noDays: 'Days are a number from 1 to 3650.',
  notYours: 'You may see this, and not change it.',
  rests: (until: string) => `Nothing is destroyed by time before ${until}.`,
  unchanged: 'Nothing is changed.',
  ask: 'What would it destroy?',
  asked: 'The hub is looking through what is kept.',
  would: 'What this would destroy',
  nothing: 'Of what is here now it would destroy nothing.',
  due: (n: number, reason: string) =>
    count(n, { one: `${figure(n)} picture: ${reason}`, other: `${figure(n)} pictures: ${reason}` }),
  atLeast: 'At least so many: there are more pictures than the hub looks through at once.',
  notice:
    'Nothing is destroyed within a day after, so that a slip can be taken back. What is destroyed then is gone for good.',
  set: 'Set it so',
  leave: 'Leave it',
  notAsked: 'The hub did not say what it would destroy, so it is not set. Ask again.',
  holds: 'Legal holds',
  holdsHint:
    'What is under a hold is destroyed neither by time nor by anybody. A hold is set at the case or the upload it is about.',
  noHolds: 'Nothing is under a legal hold.',
  holdTable: 'What is held',
  all: (n: number) => count(n, { one: `${figure(n)} in all`, other: `${figure(n)} in all` }),
  what: 'On what',
  upload: (id: string) => `upload ${id}`,
  case: (id: string) => `case ${id}`,
  since: 'Since',
  by: 'Set by',
  machine: 'at the hub’s machine',
  somebody: (id: string) => `person ${id}`,
  why: 'Why',
  actions: 'What can be done',
  lift: 'Lift',
  liftOf: (what: string) => `Lift the hold on ${what}`,
  liftYes: 'Lift it',
  liftMeans: (what: string) =>
    `The hold on ${what} ends. What its days are over for is destroyed at the hub’s next look, and nothing brings it back.`,
  more: 'Show further ones',
};
