/**
 * What changed between two views, in one short sentence for assistive technology. Never says what a
 * picture shows, what a list is called or what was ruled.
 */
import type { DeskView, ReviewView, ShownView } from '../../lib/host/wire.gen.ts';
import { rungName, text } from '../../lib/text/text.ts';

export function announce(before: DeskView | null, after: DeskView): string | null {
  if (before === null) return null;
  const says = text.shell.says;
  if (before.curtain !== after.curtain) return after.curtain ? says.curtain : says.lifted;
  if (before.connection.is !== after.connection.is)
    return after.connection.is === 'offline' ? says.offline : says.online;
  if (before.screen.at !== after.screen.at) {
    if (after.screen.at === 'break') return says.rest;
    if (before.screen.at === 'break') return says.restOver;
  }
  return before.screen.at === 'review' && after.screen.at === 'review'
    ? inReview(before.screen, after.screen)
    : null;
}

function inReview(before: ReviewView, after: ReviewView): string | null {
  const says = text.shell.says;
  const sent = after.undo !== null && after.undo.verdict !== before.undo?.verdict;
  if (after.case?.id !== before.case?.id) {
    return [sent ? says.sent : '', after.case === null ? '' : says.nextCase].join(' ').trim();
  }
  const [was, is] = [before.case?.shown, after.case?.shown];
  if (was === undefined || is === undefined) return sent ? says.sent : null;
  if (was.until === null && is.until !== null) return says.looking(nameOf(is));
  if (was.until !== null && is.until === null) return says.hidden;
  return sent ? says.sent : null;
}

function nameOf(shown: ShownView): string {
  return shown.full_size === null ? rungName(shown.rung) : text.review.fullSize.name;
}
