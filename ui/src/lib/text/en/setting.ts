/** Setting services outside: what is asked for, and what each change means before it is made. */
import { count, figure } from './counting.ts';
import type { Closeness, HarmType, MatcherKind, Mode, Sends } from '../../host/wire.gen.ts';

const harms: Record<HarmType, string> = {
  csam: 'Child sexual abuse material',
  ncii: 'Intimate images shared without consent',
  terrorism: 'Terrorist content',
  other: 'Anything else',
};

const leaves: Record<Sends, string> = {
  hashes: 'Hashes of uploads leave for it, and nothing else.',
  uploads:
    'Every upload leaves for it whole, as it came in, along with its hashes. Only do so where your law and your contract with the service allow it.',
};

const listHints: Record<MatcherKind, string> = {
  hma: 'By the names that its banks have there, such as NCMEC_EX. Lists that are not named are left out.',
  shield: 'By its classifications: csam, harmful-abusive-material. What is not named is left out.',
};

const whatModesDo: Record<Mode, string> = {
  off: 'Nothing more is written down for it, and nothing leaves. What waits stays as it is.',
  dry_run:
    'What would leave is written down and shown here, to the byte. Nothing leaves until it is turned on.',
  on: 'What is decided from now on leaves for it once it takes effect, and so does what was shown in a dry run and still holds.',
};

export const setting = {
  addMatcher: 'Add a matcher',
  changeMatcher: (name: string) => `Change ${name}`,
  change: 'Change',
  matcherKind: 'What it is',
  name: 'Name',
  nameHint: 'One line, 60 characters at most. It stays as it is.',
  address: 'Address',
  addressHint: 'https://host/path, or http:// on the hub’s own machine.',
  addressAnew: 'At another address its credential has to be given again.',
  shows: 'How the hub shows who it is',
  credentials: {
    keep: 'as it is now',
    none: 'not at all',
    bearer: 'by a bearer token',
    basic: 'by a name and a password',
    headers: 'by a header',
  },
  token: 'Token',
  user: 'Name there',
  password: 'Password',
  header: 'Header’s name',
  value: 'Header’s value',
  secretHint:
    'It goes to the hub, which seals it and never shows it. It is not kept here: after a refusal it is typed again.',
  allOfIt:
    'This replaces all of it. A client certificate is given with its credential at the hub’s command line, and is gone where that is replaced here.',
  lists: 'Which of its lists become which of yours',
  listHints,
  theirs: (at: number) => `List there, ${at}`,
  ours: (at: number) => `Your list, ${at}`,
  addList: 'Name a list',
  removeList: (at: number) => `Leave list ${at} out`,
  noLists: 'None is named, so nothing that it lists counts here.',
  ownNone: 'The hub has no list yet.',
  sends: 'What leaves for it',
  sendsNames: { hashes: 'hashes alone', uploads: 'whole uploads too' },
  leaves,
  startsOff: 'It is not asked until you switch it on.',
  save: 'Save',
  add: 'Add',
  leave: 'Leave it',
  incomplete: 'Name and address are missing.',
  incompleteSecret: 'The credential is not complete.',
  incompleteLists: 'A list has no name.',
  unchanged: 'Nothing is changed.',
  sending: 'The hub is told.',
  silent: 'The hub did not answer. Try again.',
  refused: (says: string) => `The hub did not do that: ${says}.`,
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  switchOnYes: 'Switch it on',
  switchOffYes: 'Switch it off',
  switchOnOf: (name: string) => `Switch ${name} on`,
  switchOffOf: (name: string) => `Switch ${name} off`,
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  onMeans: (name: string, leaving: string) =>
    `${name} is asked about every upload from now on. ${leaving} While it does not answer, uploads are unverified.`,
  offMeans: (name: string) =>
    `${name} is not asked any more. Uploads that only it had still to answer for are settled without it. What was learned from it stays listed.`,
  removeMeans: (name: string) =>
    `${name} is forgotten with its credential; to have it back it is set up anew. Uploads that only it had still to answer for are settled without it. What was learned from it stays listed.`,
  removeYes: 'Remove it',
  addDestination: 'Add a destination',
  destinationKind: 'What it is',
  source: 'Whose uploads it hears of',
  noSources: 'No source sends uploads yet. One is added before its platform can be told anything.',
  signs: 'What signs messages',
  signsHint:
    'whsec_ and Base64. Left empty, the hub makes one and shows it once: the platform needs it to check what comes.',
  matcher: 'Which matcher',
  noMatchers: 'No HMA is set up. It is added as a matcher first.',
  confirmed: 'Its bank of confirmed content',
  confirmedHint: 'Capital letters, digits and underscores, as it is named there.',
  harm: 'What it hears of is about',
  harms,
  hears: 'Lists that it hears of',
  hearsHint: 'None ticked: every list about this. Verdicts on other lists never go there.',
  tells: {
    platform:
      'It is told what was decided on the uploads that this source sent: which upload, and the outcome. No picture, no hash, no name and no words.',
    ncmec:
      'It is given feedback on fingerprints of its own list, and only on those: affirmative, or negative with one of its reasons. Nothing of what people only settled, and no words.',
    hma: 'What people confirmed is banked there with this hub’s case id, what they dispute is disabled. Hashes leave for it, and no picture.',
  },
  destinationOff: 'Nothing leaves until you turn it on. A dry run shows first what would.',
  incompleteDestination: 'Something is missing above.',
  modes: { off: 'Turn off', dry_run: 'Dry run', on: 'Turn on' },
  modesYes: { off: 'Turn it off', dry_run: 'Show it only', on: 'Turn it on' },
  modesOf: {
    off: (name: string) => `Turn ${name} off`,
    dry_run: (name: string) => `Only show what would leave for ${name}`,
    on: (name: string) => `Turn ${name} on`,
  },
  whatModesDo,
  hearsOf: (lists: string, harm: string) => `Hears of ${lists} (${harm}).`,
  waits: (waiting: number, dead: number) =>
    `${waiting === 1 ? '1 message waits' : `${figure(waiting)} messages wait`}, ${figure(dead)} did not arrive.`,
  removeDestinationMeans: (name: string) =>
    `${name} is forgotten with its secret. What has not left for it never does; what it was told stays on record.`,
  answers: 'It answers and takes what it is told.',
  answersNot: 'It answers, and is not ready:',
  makeBank: 'Make its bank',
  makeBankOf: (name: string) => `Make the bank of confirmed content of ${name}`,
  leaving: 'Show what would leave',
  leavingOf: (name: string) => `Show what would leave for ${name}`,
  leavingTitle: (name: string) => `What is still to leave for ${name}`,
  leavingAsked: 'The hub is asked for it.',
  leavingNone: 'Nothing waits to leave.',
  leavingFailed: 'The hub did not give it. Try again.',
  leavingMore: 'The last twenty are shown; there are older ones.',
  leavingCase: (id: string, at: string) => `Case ${id}, since ${at}`,
  cannotLeave: 'It cannot be put into words for this destination, and does not leave.',
  putAway: 'Put away',
  madeTitle: 'The secret that signs its messages',
  made: 'It is shown this once: copy it now, and give it to whoever runs the platform.',
  madePutAway: 'I have copied it',
};

const bands: Record<Closeness, { name: string; short: string }> = {
  equal: { name: 'equal bytes or hash', short: '0' },
  to8: { name: '1 to 8 bits', short: '1–8' },
  to16: { name: '9 to 16 bits', short: '9–16' },
  to24: { name: '17 to 24 bits', short: '17–24' },
  to31: { name: '25 to 31 bits', short: '25–31' },
  beyond: { name: 'more than 31 bits', short: '32+' },
  said_near: { name: 'only said to be near', short: 'said' },
};

export const distances = {
  title: 'How far away lists are wrong',
  hint: 'Of matches that people judged, those of another picture, by how many bits the upload’s hash is from the listed one.',
  list: 'Of which list',
  all: 'All lists',
  band: 'How close',
  bands,
  table: 'False matches by how close they were',
  plot: 'Share of matches that were another picture, by how close they were, in bars. The table beside it holds the same.',
  until: (day: string) =>
    `Everything that was decided before ${day} and stands. Weeks are told a day after they are over, so that two readings never tell of one answer.`,
  none: 'Nothing was decided on this list yet, or not in a week that is over.',
  noLists: 'The hub has no list yet.',
  byList: 'Which lists are wrong',
  byListHint:
    'Of matches that people judged, those of another picture, list by list, whatever the distance.',
  byListTable: 'How often each list was wrong',
  byListPlot: (lists: number) =>
    `Share of matches that were another picture, for ${count(lists, { one: '1 list', other: `${figure(lists)} lists` })}, in bars. The table beside it holds the same.`,
  byListLeftOut: (drawn: number, others: number) =>
    `The bars show the ${figure(drawn)} lists that are wrong most often; ${count(others, { one: '1 other is', other: `${figure(others)} others are` })} in the table alone.`,
};
