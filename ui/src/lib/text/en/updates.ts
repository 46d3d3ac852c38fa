/** Updates of the desk itself. */
import type { NoUpdate } from '../../host/wire.gen.ts';

/** Why there is none: one sentence each. */
const no: Record<NoUpdate, string> = {
  no_key: 'This build takes no updates of its own; your package manager does.',
  forbidden:
    'Your organisation does not let desks ask for updates: whoever runs this computer updates it.',
  unreachable: 'The place where updates are does not answer as it should. Nothing was changed.',
  wrong_signature:
    'What came is not signed by those who make Scrim. It was thrown away; tell whoever runs this computer.',
  not_newer: 'There is nothing newer than this version.',
  other_system: 'There is no package for this system, or for the way Scrim was installed on it.',
  too_large: 'What came is larger than it may be. It was thrown away.',
  not_kept:
    'This computer has no room for it, or does not let Scrim keep it. Make room and try again.',
  not_handed_over:
    'No program of this system takes the package. It is in the folder of Scrim’s own files, under “update”.',
};

export const updates = {
  title: 'Updates',
  ask: 'New versions',
  askHint:
    'Asked for at most once a day, while you are here or at home; never in a review or on a break. Nothing that names you or this computer is sent.',
  on: 'Ask whether there is one',
  no,
  waiting: 'Nothing is known yet. The desk asks once a day.',
  asking: 'Asking',
  offered: (version: string) =>
    `Version ${version} is there. Nothing of it is on this computer yet.`,
  fetching: (version: string) =>
    `Version ${version} is on its way. Whoever starts a review leaves it for later.`,
  ready: (version: string) => `Version ${version} is here, and its signature is right.`,
  handedOver: (version: string) =>
    `The system has version ${version}. Once it is installed, close Scrim: the next start is the new one.`,
  fetch: (version: string) => `Bring version ${version} here`,
  handOver: (version: string) => `Give version ${version} to the system’s installer`,
  there: (version: string) => `Version ${version} of Scrim is there: see the settings.`,
};
