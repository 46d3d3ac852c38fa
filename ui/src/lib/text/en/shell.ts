/** What surrounds every screen: state lines, help, announcements, and the names of the keys. */
import type { Capture, Keyring, MemoryLock, Missing } from '../../host/wire.gen.ts';
import type { Action, Group } from '../../keys/table.ts';
import { count, figure, tenth } from './counting.ts';

const groups: Record<Group, string> = {
  look: 'Looking',
  lens: 'While looking through the lens',
  full: 'While looking at the full size',
  decide: 'Deciding',
  move: 'Moving on',
  always: 'Always',
  rows: 'In long lists',
  list: 'In a list of reasons',
  tiles: 'In the tile game',
};

const actions: Record<Action, string> = {
  look: 'Hold to look at the marked rung',
  rest_label: 'Rest at the label, no picture',
  rest_heavy: 'Rest at the heavy veil',
  look_light: 'Hold for the light veil',
  look_outline: 'Hold for the outline',
  look_lens: 'Hold for the lens',
  look_grey: 'Hold for grey',
  look_colour: 'Hold for colour',
  look_full: 'Hold for the full size',
  show_light: 'Light veil: press to show, again to hide',
  show_outline: 'Outline: press to show, again to hide',
  show_lens: 'Lens: press to show, again to hide',
  show_grey: 'Grey: press to show, again to hide',
  show_colour: 'Colour: press to show, again to hide',
  show_full: 'Full size: press to show, again to hide',
  press_mode: 'Switch between holding and pressing',
  lens_up: 'Lens up',
  lens_down: 'Lens down',
  lens_left: 'Lens to the left',
  lens_right: 'Lens to the right',
  full_up: 'Look further up',
  full_down: 'Look further down',
  full_left: 'Look further left',
  full_right: 'Look further right',
  settle: 'Settle',
  agree: 'Agree',
  different: 'Different picture',
  dispute: 'Should not be listed',
  new_material: 'New material',
  undetermined: 'Cannot tell',
  classify: 'Choose a class',
  explain: 'Give a reason in words',
  urgent: 'A child may be at immediate risk',
  submit: 'Send the verdict',
  undo: 'Take the last verdict back',
  pair_before: 'The match before',
  pair_after: 'The match after',
  note: 'Leave a note on this content',
  ask_lead: 'Ask a lead to take the case over',
  skip: 'Skip, no reason asked',
  home: 'Home',
  unreadable: 'What could not be read, for leads at home',
  queues: 'Queues and rules, for leads at home',
  care: 'Limits and support, for leads at home',
  oversight: 'Oversight, for leads and administrators at home',
  history: 'What you have decided, at home',
  row_before: 'The row before',
  row_after: 'The row after',
  filters: 'To the filters, or to the field that finds',
  administration: 'Administration, for administrators at home',
  break: 'Break now',
  palette: 'Find an action, a queue or a case',
  take_mark_back: 'Take that mark back, within half a minute',
  panic: 'Drop the curtain',
  close: 'Close what is open',
  help: 'This sheet',
  support: 'Whom you can turn to',
  pick_1: 'First',
  pick_2: 'Second',
  pick_3: 'Third',
  pick_4: 'Fourth',
  pick_5: 'Fifth',
  pick_6: 'Sixth',
  pick_7: 'Seventh',
  pick_8: 'Eighth',
  pick_9: 'Ninth',
  pick_more: 'Further ones',
  tile_up: 'Slide up',
  tile_down: 'Slide down',
  tile_left: 'Slide left',
  tile_right: 'Slide right',
};

/** What is printed on keys that have a name; the others are called by their sign. */
const caps: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Space: 'Space',
  Enter: 'Enter',
  Tab: 'Tab',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Home: 'Home',
  End: 'End',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Pause: 'Pause',
  Shift: 'Shift',
  Ctrl: 'Ctrl',
  Alt: 'Alt',
};

const keyring: Record<Keyring, string> = {
  kept: 'Your sign-in is kept in the system’s keyring.',
  this_run_only:
    'No keyring here: your sign-in is kept for this run only, and verdicts not yet sent would be lost if the computer stops.',
};

const capture: Record<Capture, string> = {
  excluded: 'The window is left out of screen captures.',
  not_offered: 'This system cannot keep the window out of screen captures.',
};

/** Where the organisation grants looks to no desk that can be captured. */
const noLooksHere =
  'Your organisation grants looks only where the window is left out of screen captures, so there are none here. Decide veiled.';

/** What a hub of the version before cannot do. */
const missing: Record<Missing, string> = {
  own_password: 'Your own password cannot be changed here yet.',
  recipients: 'Who can be given a case is not told yet, so everybody who reviews is listed.',
  flow: 'How cases come to a queue and leave it is not told yet.',
  reports: 'Reports of decided cases cannot be prepared yet.',
  setting_up: 'The steps to a first case are not shown yet.',
  lists: 'Lists are not made from a desk yet, nor pictures put on them.',
  classes: 'Classes of your own cannot be set yet.',
  own_record: 'A file of your record holds looks and accesses alone, without the hub’s proof.',
};

const mebibytes = (bytes: number) => tenth(bytes / (1024 * 1024));

/** What the desk itself holds; the web view's memory is not the desk's to lock. */
function memory(lock: MemoryLock): string {
  switch (lock.is) {
    case 'locked':
      return 'What the desk holds in clear is locked in memory, so that it is not swapped to disk.';
    case 'partly':
      return `Only ${mebibytes(lock.locked_bytes)} of the ${mebibytes(lock.held_bytes)} MiB that the desk holds in clear could be locked in memory; the rest may be swapped to disk.`;
    case 'not_locked':
      return 'What the desk holds in clear cannot be locked in memory here, so it may be swapped to disk.';
  }
}

export const shell = {
  product: 'Scrim',
  groups,
  actions,
  caps,
  keyring,
  capture,
  noLooksHere,
  memory,
  older:
    'This hub is older than this desk. The following comes once whoever runs it has upgraded it.',
  missing,
  offline: (at: string) =>
    `The hub is out of reach since ${at}. No looks; veiled work and verdicts go on.`,
  offlineUnsent: (at: string, n: number) =>
    count(n, {
      one: `The hub is out of reach since ${at}. No looks; veiled work and verdicts go on. 1 verdict not sent yet.`,
      other: `The hub is out of reach since ${at}. No looks; veiled work and verdicts go on. ${figure(n)} verdicts not sent yet.`,
    }),
  retry: 'Try now',
  unsent: (n: number) =>
    count(n, { one: '1 verdict not sent yet', other: `${figure(n)} verdicts not sent yet` }),
  lost: 'The window has lost its desk. Close Scrim and open it again.',
  dismiss: 'Put away',
  home: 'Home',
  breakNow: 'Break now',
  find: 'Find',
  help: 'Keys',
  support: 'Support',
  helpTitle: 'Every key',
  helpNote:
    'Keys do nothing while you type in a field, but for the curtain, for finding and for whom you can turn to. Everything also works with Sticky Keys and with the pointer. The settings give an action another key.',
  close: 'Close',
  says: {
    hidden: 'Hidden.',
    looking: (rung: string) => `${rung} is shown.`,
    nextCase: 'Next case.',
    sent: 'Verdict given. It can be undone for a moment.',
    caseBack: 'The case is back.',
    curtain: 'The curtain is down.',
    lifted: 'The curtain is up.',
    online: 'The hub is back.',
    rest: 'The break begins.',
    restOver: 'The break is over.',
    chosen: (name: string) => `${name} is chosen.`,
  },
  notices: {
    restNow: 'Your break begins.',
    restOver: 'The break is over. Review can go on.',
    signedOut: 'You are signed out.',
  },
};
