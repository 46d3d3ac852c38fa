/**
 * What is worth saying to whoever has another window in front: that a break began or is over, and that they were
 * signed out. Nothing of a case, and nothing that asks for work. Whether it is shown is the desk's to decide.
 */
import type { DeskView } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';

export function noticeOf(before: DeskView | null, after: DeskView): string | null {
  const [was, is] = [before?.screen.at, after.screen.at];
  if (was === undefined || was === is || was === 'starting' || was === 'sign_in') return null;
  const words = text.shell.notices;
  if (is === 'sign_in') return words.signedOut;
  // A break that was chosen needs no word: whoever chose it was here.
  if (after.screen.at === 'break') return after.screen.may_end ? null : words.restNow;
  return was === 'break' ? words.restOver : null;
}
