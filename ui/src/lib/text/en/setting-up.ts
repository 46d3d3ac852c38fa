/** The way to a first case, and one's own password. */
import type { SetupCaseState, SetupStep, StepIs } from '../../host/wire.gen.ts';

const steps: Record<SetupStep, { name: string; lead: string; done: string }> = {
  floor: {
    name: 'What holds for everybody who looks',
    lead: 'Breaks, looks a day and how clear a picture may become. People can make every one of them stricter for themselves, and nobody looser.',
    done: 'Somebody has said what the floor is.',
  },
  list: {
    name: 'A first list',
    lead: 'Known content that uploads are compared with. Only hashes are kept of it.',
    done: 'A list has something on it.',
  },
  source: {
    name: 'A program that sends uploads',
    lead: 'Each program has a key of its own, which sends uploads and does nothing else.',
    done: 'A program has a key.',
  },
  reviewer: {
    name: 'Somebody who reviews',
    lead: 'Whoever manages accounts looks at nothing: a moderator or a lead does.',
    done: 'Somebody can review.',
  },
  first_case: {
    name: 'A first case',
    lead: 'A harmless picture of coloured blocks is drawn here, listed, and sent in again a little darker, as somebody who passes a picture on might do. It waits for whoever reviews.',
    done: 'A case is there.',
  },
};

const is: Record<StepIs, string> = { done: 'done', next: 'next', open: 'still to do' };

const states: Record<SetupCaseState, string> = {
  waiting: 'It waits for somebody.',
  leased: 'Somebody has it now.',
  decided: 'It was decided.',
  unreadable: 'It could not be read.',
};

export const settingUp = {
  list: 'Steps to a first case',
  steps,
  is,
  number: (n: number, name: string) => `${n}. ${name}`,
  progress: (done: number, all: number) => `${done} of ${all} steps are done.`,
  complete: 'Everything is there. This section goes when you leave it.',
  kept: 'Steps can be done in any order. What is done is what the hub has: nothing of it is noted here.',
  notMine: 'Your role does not allow this step. Ask another admin.',
  skip: 'Skip for now',
  skipOf: (step: string) => `Skip for now: ${step}`,
  /** What the hub has of a step. */
  has: (names: string) => `There is: ${names}.`,
  floor: {
    keep: 'Keep these',
    change: 'Change them',
  },
  lists: {
    make: 'Make a list',
    name: 'Its name',
    nameHint: 'One line, 60 characters at most. It stays as it is.',
    harm: 'What it is about',
    trust: 'How far it is trusted',
    trusts: {
      other: 'As any list: people decide on its matches',
      vetted: 'Vetted: people of your organisation have looked at every entry',
    },
    reason: 'Why it is vetted',
    reasonHint: 'In one sentence. It stands in the audit.',
    incomplete: 'It needs a name, and a reason where it is vetted.',
    fill: 'Nothing is on it yet. At the hub’s machine, one command takes in a folder of pictures, of which the hashes are kept:',
    fillHashes: 'Lists that others keep are asked by a matcher, under Oversight, Services.',
  },
  sources: {
    how: 'How a program sends an upload',
  },
  first: {
    send: 'Send the test',
    again: 'Send another test',
    nobody: 'Nobody can review yet: the case will wait until somebody can.',
    marked:
      'Its list and its source are called “Setup test”. Everything stands in the audit as done by you; the source’s key is used once, kept nowhere and switched off.',
    title: 'The first case',
    where: (queue: string) => `It is in the queue “${queue}”.`,
    states,
    who: (names: string) => `These people can open it: ${names}.`,
    goOn: 'Sign out, and let one of them sign in here: the queue is on their first screen.',
    signOut: 'Sign out',
    queues: 'Show the queues',
  },
};

export const ownPassword = {
  title: 'Password',
  hint: 'Every other sign-in of yours ends with it. Twelve characters or more; a few words that nobody would put together are easy to keep.',
  current: 'The password you have',
  given: 'The password you were given',
  fresh: 'The new one',
  freshHint: 'At least 12 characters.',
  again: 'The new one once more',
  change: 'Change the password',
  changed: 'The password is changed. Every other sign-in of yours has ended.',
  busy: 'The hub is being asked.',
  missing: 'Fill in all three.',
  short: 'The new one needs at least 12 characters.',
  differs: 'The two new ones are not the same.',
  wrong: 'This is not the password that you have.',
  chooseTitle: 'Choose a password',
  choose: (name: string) =>
    `Signed in as ${name}. The password you came in with was given to you, so somebody else knows it. Choose one that only you know; until then nothing else can be done.`,
  signOut: 'Sign out',
};
