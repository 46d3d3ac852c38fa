/** A verdict in a few words, for whoever gave it. Names no content beyond what was ruled. */
import { classBook } from '../../lib/classes/book.svelte.ts';
import type { PairVerdict, Verdict } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';

export function said(verdict: Verdict): string {
  const pairs = new Set(verdict.pairs.map(ofPair));
  const content = text.record.contents[verdict.content];
  const { classification } = verdict;
  const named =
    classification === undefined ? '' : text.record.class(classBook.nameOf(classification));
  const parts = [...pairs, content, named].filter(Boolean);
  return parts.length === 0 ? '' : parts.reduce((all, part) => text.record.andSaid(all, part));
}

function ofPair({ match, listing }: PairVerdict): string {
  const listed = text.record.listings[listing.kind];
  const why = listing.kind === 'disputes' ? text.review.reasons[listing.reason.code] : '';
  return [text.record.matches[match], listed, why.toLowerCase()].filter(Boolean).join(', ');
}
