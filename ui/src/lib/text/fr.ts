/** The French catalogue. Its spaces before `; : ! ?` and inside « » are narrow and do not break (U+202F). */
import type { Catalogue } from './catalogue.ts';
import { administration } from './fr/administration.ts';
import { appearance } from './fr/appearance.ts';
import { care } from './fr/care.ts';
import { evidence } from './fr/evidence.ts';
import { flow, handing } from './fr/flow.ts';
import { history } from './fr/history.ts';
import { hours } from './fr/hours.ts';
import { messages } from './fr/messages.ts';
import { oversight } from './fr/oversight.ts';
import { palette } from './fr/palette.ts';
import { blocked, briefly, problems, rungs, traits, unreadable } from './fr/reasons.ts';
import { record, support, weeks } from './fr/record.ts';
import { review } from './fr/review.ts';
import { running } from './fr/running.ts';
import { screens } from './fr/screens.ts';
import { ownPassword } from './fr/setting-up.ts';
import { shell } from './fr/shell.ts';
import { updates } from './fr/updates.ts';
import { urgent } from './fr/urgent.ts';

export const fr: Catalogue = {
  rungs,
  blocked,
  briefly,
  problems,
  unreadable,
  traits,
  messages,
  review,
  evidence,
  running,
  flow,
  handing,
  care,
  hours,
  record,
  history,
  support,
  weeks,
  oversight,
  administration,
  ...screens,
  ownPassword,
  shell,
  palette,
  appearance,
  updates,
  urgent,
};
