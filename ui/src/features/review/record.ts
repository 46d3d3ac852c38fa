/** What was decided here before, in words. Knows no screen. */
import type { EntryRecord, Precedent, PrecedentPair } from '../../lib/host/wire.gen.ts';
import { listed } from '../../lib/language/figures.ts';
import { text } from '../../lib/text/text.ts';

/** How an entry fared in other cases; nothing where it was in none. */
export function recordOf({ confirmed, disputed, different, more }: EntryRecord): string {
  const counted = confirmed + disputed + different;
  if (counted === 0) return '';
  const words = text.evidence;
  const parts = [
    confirmed === 0 ? words.confirmedInNone : words.confirmed(confirmed),
    disputed === 0 ? words.disputedInNone : words.disputed(disputed),
    different === 0 ? '' : words.different(different),
  ];
  const said = listed(parts.filter((part) => part !== ''));
  return more ? words.newest(said, counted) : said;
}

/** What was decided of the same bytes: first of each list, then of the picture. */
export function decidedOf({ content, pairs, reversed }: Precedent): string[] {
  const words = text.evidence;
  return [
    ...new Set(pairs.map(ofPair)),
    text.record.contents[content] || words.notAssessed,
    reversed ? words.reversed : '',
  ].filter((line) => line !== '');
}

function ofPair({ list, match, listing }: PrecedentPair): string {
  const said = [text.record.matches[match], text.record.listings[listing]].filter(Boolean);
  return text.evidence.ofList(list ?? text.evidence.listGone, said.join(', '));
}
