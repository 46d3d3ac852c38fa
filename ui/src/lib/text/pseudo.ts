/**
 * A catalogue that nobody wrote: the English with accents, a third longer, in brackets. What stands on a screen
 * outside the brackets came from no catalogue, and what the last bracket is missing of was cut off. For development
 * and tests; it is in no bundle.
 */

const PLAIN = 'AaCcDdEeGgHhIiKkLlNnOoRrSsTtUuYyZz';
const ACCENTED = 'ÅåÇçĐđÉéĜĝĤĥÎîĶķĻļÑñÖöŔŕŠšŢţÛûÝýŽž';
/** How much longer than English a translation may come out, as a part of it. */
const LONGER = 0.35;
/** In words, so that a line may break there as it may in a sentence. */
const PADDING = '~~~~~ ';

export const OPEN = '⟦';
export const SHUT = '⟧';
/** Unicode's marks that overrule the direction of letters, and end that. */
const FROM_RIGHT = '\u202e';
const AS_BEFORE = '\u202c';

function accent(letter: string): string {
  const at = PLAIN.indexOf(letter);
  return at < 0 ? letter : (ACCENTED[at] ?? letter);
}

type Change = (sentence: string) => string;

function bracketed(sentence: string): string {
  if (sentence === '') return sentence;
  const longer = PADDING.repeat(sentence.length).slice(0, Math.ceil(sentence.length * LONGER));
  return `${OPEN}${[...sentence].map(accent).join('')}${longer.trimEnd()}${SHUT}`;
}

/** Every sentence changed, those that functions make too. */
function changed<T>(value: T, change: Change): T {
  if (typeof value === 'string') return change(value) as T;
  if (typeof value === 'function') {
    const say = value as unknown as (...facts: unknown[]) => string;
    return ((...facts: unknown[]) => change(say(...facts))) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, changed<unknown>(part, change)]);
  return Object.fromEntries(parts) as T;
}

export function pseudo<T>(catalogue: T): T {
  return changed(catalogue, bracketed);
}

/** The same, each sentence written from right to left, whatever its letters. */
export function mirrored<T>(catalogue: T): T {
  return changed(catalogue, (sentence) =>
    sentence === '' ? '' : `${FROM_RIGHT}${bracketed(sentence)}${AS_BEFORE}`,
  );
}
