/** What an admin sets up. Nothing here counts what anybody does. */
import type { AdministrationSection } from '../../host/wire.gen.ts';
import { audit } from './audit.ts';
import { classes } from './classes.ts';
import { people } from './people.ts';
import { groups, roles } from './permissions.ts';
import { settingUp } from './setting-up.ts';
import { sources } from './sources.ts';
import { storage } from './storage.ts';

const sections: Record<AdministrationSection, { name: string; lead: string }> = {
  setting_up: {
    name: 'Setting up',
    lead: 'What this hub still needs until a first case is on somebody’s screen.',
  },
  people: {
    name: 'People',
    lead: 'Who signs in here, and what for. Nothing on this page says how much anybody does.',
  },
  roles: {
    name: 'Roles',
    lead: 'What each role may do. A change holds at once, for everybody who has the role.',
  },
  groups: {
    name: 'Groups',
    lead: 'What groups of your organisation’s identity provider give here: a role, and queues to take from.',
  },
  sources: {
    name: 'Sources',
    lead: 'Programs that send uploads. Each has a key of its own, and does nothing else here.',
  },
  classes: {
    name: 'Classes',
    lead: 'The classes that people give to abuse material, and what each is in a report to a hotline.',
  },
  audit: {
    name: 'Audit',
    lead: 'What was done at this hub, by whom and when. Nothing in it can be changed, and whether that holds can be verified.',
  },
  storage: {
    name: 'Storage',
    lead: 'For how long pictures are kept, and what is under a legal hold.',
  },
};

export const administration = {
  title: 'Administration',
  nav: 'Sections of administration',
  sections,
  busy: 'The hub is being asked.',
  failed: 'The hub did not give this section. What is shown may be old.',
  again: 'Ask again',
  made: {
    copy: 'Copy',
    copied:
      'It is in the clipboard. Paste it where it belongs, and copy something else afterwards.',
    notCopied: 'This system did not take it into the clipboard. Select it and copy it by hand.',
    putAway: 'I have it, put it away',
  },
  settingUp,
  people,
  roles,
  groups,
  sources,
  classes,
  audit,
  storage,
};
