/**
 * What changed between two views, in one short sentence for assistive technology. Never says what a
 * picture shows or what a list is called.
 */
import { classBook } from '../../lib/classes/book.svelte.ts';
import type { CaseView, DeskView, ReviewView, ShownView } from '../../lib/host/wire.gen.ts';
import { rungName, text } from '../../lib/text/text.ts';
import { clock } from '../../lib/time/words.ts';

export function announce(before: DeskView | null, after: DeskView): string | null {
  if (before === null) return null;
  const says = text.shell.says;
  if (before.curtain !== after.curtain) return after.curtain ? says.curtain : says.lifted;
  if (before.connection.is !== after.connection.is)
    return after.connection.is === 'offline'
      ? text.shell.offline(clock(after.connection.since))
      : says.online;
  if (before.screen.at !== after.screen.at) {
    if (after.screen.at === 'break') return says.rest;
    if (before.screen.at === 'break') return says.restOver;
  }
  if (after.screen.at !== 'review') return null;
  return before.screen.at === 'review'
    ? inReview(before.screen, after.screen, isTakenBack(before, after))
    : nothingWaits(after.screen);
}

/** Whether a case that comes to rest at the label is the one whose verdict was taken back, and no next one. */
const isTakenBack = (before: DeskView, after: DeskView) =>
  after.message?.says === 'undone' && after.unsent <= before.unsent;

function inReview(before: ReviewView, after: ReviewView, takenBack: boolean): string | null {
  const says = text.shell.says;
  // It hides a look by itself, and is what explains that.
  if (before.last_case === null && after.last_case !== null)
    return text.review.lastCase[after.last_case.reached];
  const sent = after.undo !== null && after.undo.verdict !== before.undo?.verdict;
  const [was, is] = [before.case, after.case];
  if (is?.id !== was?.id) {
    if (takenBack && is?.shown.rung === 0) return says.caseBack;
    const came = is === null ? nothingWaits(after) : says.nextCase;
    return [sent ? says.sent : '', came, firstLook(was, is)].join(' ').trim() || null;
  }
  if (is === null) return before.waiting_for === after.waiting_for ? null : nothingWaits(after);
  return was === null ? null : (inCase(was, is) ?? (sent ? says.sent : null));
}

/** What the person has done to the case before them, and what became of a look. */
function inCase(before: CaseView, after: CaseView): string | null {
  const says = text.shell.says;
  const [was, is] = [before.shown, after.shown];
  if (was.until === null && is.until !== null) return says.looking(nameOf(is));
  if (was.until !== null && is.until === null) return says.hidden;
  const choice = ruledOn(after, before.focused_pair);
  const line = firstLook(before, after);
  const ruled = choice !== null && choice !== ruledOn(before, before.focused_pair);
  const done = [
    ruled ? says.chosen(text.review.choices[choice].name) : '',
    before.focused_pair === after.focused_pair ? '' : matchOf(after),
    before.classification === after.classification ? '' : says.chosen(classOf(after)),
    // A rung that one rests at is chosen, and has no end.
    was.until === null && is.asking === null && was.rung !== is.rung
      ? says.looking(nameOf(is))
      : '',
    line,
  ];
  return done.filter((part) => part !== '').join(' ') || null;
}

/** The line before the first look of a block, once it has come to stand there. */
const firstLook = (before: CaseView | null, after: CaseView | null) =>
  after?.first_look === true && before?.first_look !== true ? text.review.firstLook : '';

const ruledOn = (view: CaseView, pair: number) => view.pairs[pair]?.ruling?.ruling ?? null;

const matchOf = ({ focused_pair, pairs }: CaseView) =>
  `${text.review.match(focused_pair + 1, pairs.length)}.`;

function classOf({ classification }: CaseView): string {
  return classification === null
    ? text.review.clearClass
    : text.review.classed(classBook.nameOf(classification));
}

/** What there is to say of a queue that holds nothing more; what is on its way is not worth a word. */
function nothingWaits(view: ReviewView): string | null {
  const empty = view.case === null && view.waiting_for === 'empty_queue';
  return empty ? `${text.review.waiting.empty_queue.title}.` : null;
}

function nameOf(shown: ShownView): string {
  return shown.full_size === null ? rungName(shown.rung) : text.review.fullSize.name;
}
