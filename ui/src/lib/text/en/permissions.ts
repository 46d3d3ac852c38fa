/** What roles may do, and what groups of an identity provider give. */
import type { Permission, Role } from '../../host/wire.gen.ts';
import { count, figure } from './counting.ts';

/** What each is, and why it is fixed where it is. */
const permissions: Record<Permission, { name: string; means: string; fixed: string }> = {
  review: {
    name: 'Review cases',
    means: 'Take cases, look by grant, give verdicts.',
    fixed:
      'It is what moderators and leads are for. Whoever manages accounts does not look, so an administrator never has it.',
  },
  settle: {
    name: 'Settle disagreements',
    means: 'Decide where two people came to different answers, and take what is escalated.',
    fixed: 'It is what makes a lead, so it is a lead’s alone.',
  },
  reverse: {
    name: 'Reverse verdicts',
    means: 'Take a confirmed verdict back, which opens the case again.',
    fixed: 'Only whoever settles can reverse.',
  },
  manage_queues: {
    name: 'Run queues and rules',
    means: 'Set up queues, send cases elsewhere, see what destinations were told. No picture.',
    fixed: 'By it a moderator could push a picture on a colleague.',
  },
  set_floors: {
    name: 'Set limits',
    means: 'Set the floor of limits, teams, hours and severe categories.',
    fixed: 'By it a moderator could loosen their own limits.',
  },
  see_metrics: {
    name: 'See figures',
    means: 'See sums over everybody, never over one person.',
    fixed: 'Any role of people can have it.',
  },
  see_unreadable: {
    name: 'See what could not be read',
    means: 'See which uploads could not be read, and why. No picture.',
    fixed: 'Any role of people can have it.',
  },
  manage_people: {
    name: 'Manage people',
    means: 'Add, change and switch off people and sources; set roles and groups.',
    fixed:
      'It is what makes an administrator, so that a mistake can always be undone. Whoever looks never has it.',
  },
  manage_banks: {
    name: 'Manage lists',
    means: 'Make lists, import known content, set up services outside.',
    fixed: 'Whoever looks puts nothing on the lists that verdicts are about.',
  },
  read_audit: {
    name: 'Read the audit',
    means: 'Read and verify what was done at this hub, and hand decided cases over for a report.',
    fixed: 'Any role of people can have it.',
  },
  hold: {
    name: 'Place legal holds',
    means: 'Keep uploads and cases beyond their days, and see what is held.',
    fixed: 'It is for leads and administrators.',
  },
  destroy: {
    name: 'Destroy pictures',
    means: 'Set for how long pictures are kept, lift holds, destroy a picture on request.',
    fixed: 'Whoever looks destroys nothing.',
  },
  submit: {
    name: 'Send uploads',
    means: 'Send uploads and ask what became of them.',
    fixed: 'It is a source’s key, and a source has nothing else.',
  },
};

export const roles = {
  table: 'What each role may do',
  permission: 'May',
  names: {
    moderator: 'Moderators',
    lead: 'Team leads',
    admin: 'Administrators',
    source: 'Sources',
  } satisfies Record<Role, string>,
  permissions,
  always: 'always',
  never: 'never',
  cell: (permission: string, role: string) => `${permission}: ${role}`,
  promises: 'What nobody can set',
  promisesHint:
    'The hub refuses these whoever asks, so that what it promises does not rest on a setting.',
  promised: [
    'What single people have looked at is in no list and no figure. Whoever manages people opens one record at a time, gives a reason, and that person reads it.',
    'Whoever manages accounts looks at no case, and whoever looks manages no accounts, fills no list and destroys no picture.',
    'Every role keeps what it is for, and an administrator keeps the way back from a mistake.',
    'A source sends uploads with its key, and can be given nothing else.',
  ],
  changes: (role: string) => `A change for ${role}`,
  gains: (role: string, what: string) => `${role} may also: ${what}.`,
  loses: (role: string, what: string) => `${role} may no longer: ${what}.`,
  atOnce:
    'It holds at once, for everybody who has the role, at every desk. Nobody is signed out by it.',
  save: 'Save it',
  saveOf: (role: string) => `Save the change for ${role}`,
  discard: 'Leave it as it was',
  discardOf: (role: string) => `Leave ${role} as they were`,
};

export const groups = {
  table: 'Groups, and what they give',
  name: 'Group',
  gives: 'Gives',
  queues: 'Queues',
  members: 'People',
  membersHint: 'People: how many were in it when they last signed in.',
  actions: 'What can be done',
  none: 'No group gives anything yet, so nobody comes in by way of your organisation.',
  notProvided:
    'This hub has no identity provider: people sign in with a password. What is set here holds once whoever runs the hub names one.',
  highest:
    'Whoever is in several groups gets the highest role of theirs. An administrator’s is the highest, and looks at nothing.',
  usual: 'only those that are theirs anyway',
  unknownQueues: (n: number) =>
    count(n, { one: `${figure(n)} more queue`, other: `${figure(n)} more queues` }),
  add: 'Add a group',
  addYes: 'Add it',
  changeOf: (name: string) => `Change ${name}`,
  change: 'Change',
  nameHint: 'As your provider writes it, letter by letter.',
  incomplete: 'The name is missing.',
  known: 'That group is in the table already. Change it there.',
  role: 'What its people are here for',
  queuesHint: 'They may take from these beside those that are theirs anyway.',
  noQueues: 'There are no queues that you can give.',
  means: (role: string) =>
    `Whoever is in it comes in as: ${role}. It holds at once for those who are in it, and for others when they sign in next.`,
  save: 'Save it',
  unchanged: 'Nothing is changed.',
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  removeMeans: (name: string, people: number) =>
    `${name} gives nothing any more. ${count(people, {
      one: `It has ${figure(people)} person.`,
      other: `It has ${figure(people)} people.`,
    })} Whoever is here by it alone is signed out at once, and the cases they hold go back to their queues.`,
  removeYes: 'Remove it',
};
