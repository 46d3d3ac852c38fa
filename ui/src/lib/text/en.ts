/** The English catalogue: every sentence the window can say, by its code. Another language is
 * another value of the same type. */
import { care } from './en/care.ts';
import { blocked, briefly, messages, problems, rungs, traits, unreadable } from './en/reasons.ts';
import { record, support, weeks } from './en/record.ts';
import { review } from './en/review.ts';
import { running } from './en/running.ts';
import { screens } from './en/screens.ts';
import { shell } from './en/shell.ts';

export const en = {
  rungs,
  blocked,
  briefly,
  problems,
  unreadable,
  traits,
  messages,
  review,
  running,
  care,
  record,
  support,
  weeks,
  ...screens,
  shell,
};
