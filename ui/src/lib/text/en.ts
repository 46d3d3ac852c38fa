/** The English catalogue: every sentence the window can say, by its code. Another language is
 * another value of the same type. */
import { administration } from './en/administration.ts';
import { appearance } from './en/appearance.ts';
import { care } from './en/care.ts';
import { evidence } from './en/evidence.ts';
import { flow, handing } from './en/flow.ts';
import { history } from './en/history.ts';
import { hours } from './en/hours.ts';
import { messages } from './en/messages.ts';
import { blocked, briefly, problems, rungs, traits, unreadable } from './en/reasons.ts';
import { oversight } from './en/oversight.ts';
import { palette } from './en/palette.ts';
import { record, support, weeks } from './en/record.ts';
import { review } from './en/review.ts';
import { running } from './en/running.ts';
import { screens } from './en/screens.ts';
import { ownPassword } from './en/setting-up.ts';
import { shell } from './en/shell.ts';
import { updates } from './en/updates.ts';
import { urgent } from './en/urgent.ts';

export const en = {
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
