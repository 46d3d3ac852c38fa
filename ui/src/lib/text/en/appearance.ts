/** How the window looks on this machine, and which keys it hears. */
import type { GlobalCurtain, Theme } from '../../host/wire.gen.ts';
import { count, figure } from './counting.ts';

const themes: Record<Theme, { name: string; means: string }> = {
  dark: { name: 'Dark', means: 'a dim house' },
  light: { name: 'Light', means: 'the same by day' },
  high_contrast: { name: 'High contrast', means: 'text and edges' },
  system: { name: 'As the system', means: 'follows it' },
};

const leaving = 'Leaving the window hides every picture by itself.';

/** Whether a key drops the curtain while another window is in front. */
const curtainAnywhere: Record<GlobalCurtain, string> = {
  held: 'Ctrl Alt Space drops the curtain from any other window.',
  taken: `No key drops the curtain from other windows: another program has Ctrl Alt Space. ${leaving}`,
  wayland: `No key drops the curtain from other windows: under Wayland the window in front alone hears keys. ${leaving}`,
  not_offered: `No key drops the curtain from other windows on this system yet. ${leaving}`,
};

export const appearance = {
  title: 'This window',
  language: 'Language',
  languageHint: 'Holds at once, on this computer.',
  languageOfSystem: 'As the system',
  theme: 'Colours',
  themeHint:
    'Holds at once, on this computer, whoever signs in. The pictures of cases stay as they are.',
  themes,
  size: 'Size of text',
  sizeHint: 'Everything around it grows as well',
  sizeNote: 'on this computer',
  percent: (n: number) => `${n} %`,
  notices: 'Notifications',
  noticesHint:
    'When a break begins or ends, and when you are signed out, while another window is in front. Never of a case, and never during a look.',
  noticesOn: 'Through the system',
  keys: 'Keys',
  keysHint: (own: number) =>
    own === 0
      ? 'Every action has its usual key.'
      : count(own, {
          one: '1 action has a key of your own.',
          other: `${figure(own)} actions have keys of your own.`,
        }),
  curtainAnywhere,
  change: 'Change keys',
  sheet: 'Your keys',
  sheetHint:
    'Pick an action, then press the key it shall have. What is held to look stays held, whatever its key. Escape leaves it as it was.',
  press: 'Press its key',
  usual: 'Usual key',
  usualOf: (action: string) => `Usual key for ${action}`,
  allUsual: 'All as usual',
  allAreUsual: 'Every action has its usual key already.',
  given: (action: string, keys: string) => `${action} is now ${keys}.`,
  taken: (keys: string, by: string) => `${keys} belongs to “${by}”. Give that another key first.`,
  reserved: (keys: string) => `${keys} belongs to the system or to fields. Press another one.`,
  typed: (keys: string) =>
    `${keys} can be typed, and this works while you type too. Take Ctrl, Alt or a function key.`,
};
