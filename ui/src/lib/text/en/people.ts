/** Who signs in, and what each change means before it is made. */
import type { Role } from '../../host/wire.gen.ts';
import { count, figure } from './counting.ts';

/** What it means that somebody is here for something else. */
const becomes: Record<Role, (name: string) => string> = {
  moderator: (name) =>
    `${name} reviews cases, within limits that others set. It holds at once, at every desk.`,
  lead: (name) =>
    `${name} reviews cases, settles disagreements and takes what is escalated. It holds at once, at every desk.`,
  admin: (name) =>
    `${name} manages people, lists and keys, and looks at no case from now on. A case that they hold goes back to its queue within two minutes.`,
  source: (name) => `${name} sends uploads.`,
};

export const people = {
  list: 'Everybody who signs in',
  find: 'Find somebody',
  findHint: 'By name or role.',
  found: (shown: number, all: number) =>
    `${figure(shown)} of ${count(all, { one: `${figure(all)} person`, other: `${figure(all)} people` })}`,
  nobodyFound: 'Nobody here has that in their name or role.',
  showAll: 'Show everybody',
  name: 'Name',
  role: 'Role',
  comes: 'Signs in',
  state: 'State',
  actions: 'What can be done',
  you: 'you',
  since: (day: string) => `here since ${day}`,
  byPassword: 'with a password',
  byProvider: 'at your organisation',
  states: { off: 'switched off', signedIn: 'signed in', signedOut: 'not signed in' },
  signedInHint:
    'Signed in means that a desk has not been signed out. It says nothing of what is done at it.',
  change: 'Change',
  changeOf: (name: string) => `Change ${name}`,
  add: 'Add somebody',
  addYes: 'Add them',
  nameHint: 'The name to sign in with: 60 characters at most.',
  incomplete: 'The name is missing.',
  madeFor:
    'A password is made for them and shown once, here. Where people sign in at your organisation, nobody is added by hand: see Groups.',
  roleHints: {
    moderator: 'Reviews cases, within limits that others set.',
    lead: 'Reviews cases, settles disagreements, sets limits and queues.',
    admin: 'Manages people, lists and keys, and looks at no case.',
    source: 'Sends uploads.',
  } satisfies Record<Role, string>,
  experience: 'Their first days',
  experiences: { used: 'Used to the work', fresh: 'New to the work' },
  newcomer: 'New to the work: for some days their limits are half of what they are later.',
  experienced: 'Used to the work: nothing is halved in their first days.',
  setExperienced: 'They are used to the work',
  setNewcomer: 'They are new to it after all',
  setRole: 'Give them this role',
  becomes,
  unchanged: 'They have this role.',
  followsGroups:
    'Their role follows their groups at your organisation. Change what a group gives, under Groups.',
  access: 'Access',
  signOut: 'Sign out everywhere',
  signOutOf: (name: string) => `Sign ${name} out everywhere`,
  signOutMeans: (name: string) =>
    `${name} is signed out at every desk at once. Cases that they hold go back to their queues. They can sign in again.`,
  signOutYes: 'Sign them out',
  notSignedIn: 'No desk is signed in.',
  newPassword: 'New password',
  newPasswordOf: (name: string) => `Give ${name} a new password`,
  newPasswordMeans: (name: string) =>
    `A password is made and shown once, here; the one before opens nothing any more. ${name} is signed out at every desk at once, and cases that they hold go back to their queues.`,
  newPasswordYes: 'Make one',
  switchOff: 'Switch off',
  switchOffOf: (name: string) => `Switch ${name} off`,
  switchOffMeans: (name: string) =>
    `${name} is signed out at every desk at once, and cannot sign in any more. Cases that they hold go back to their queues; what they have decided stays.`,
  switchOffYes: 'Switch them off',
  switchOn: 'Switch on',
  switchOnOf: (name: string) => `Switch ${name} on`,
  switchOnMeans: (name: string) =>
    `${name} can sign in again as before, with the same role and the same password.`,
  switchOnYes: 'Switch them on',
  thisIsYou: 'This is you. Nobody takes their own right away: another admin does it.',
  outHereToo: 'This is you: you are signed out here as well.',
  password: (name: string) => `The password of ${name}`,
  passwordSays:
    'It is shown this once, and kept nowhere in clear. Give it to them in person, or over a line that nobody else reads. When they sign in with it, they choose another one before anything else.',
};
