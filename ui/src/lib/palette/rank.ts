/**
 * Which of many things somebody means by a few letters, the likeliest first. Pure; knows no texts, and
 * nothing of what the things do.
 *
 * Each word of what is typed has to be found: as the beginning of the name, of one of its words,
 * within one, or as letters in their order. The better each is found, the higher the thing comes;
 * among equals the order stays as it was.
 */

export interface Named {
  name: string;
  /** What else it may be called by; counts for less than the name. */
  also?: string;
}

const WHOLE = 100;
const BEGINS = 60;
const WORD = 40;
const WITHIN = 20;
const SPREAD = 5;
const ALSO = 0.5;

export function ranked<T extends Named>(things: readonly T[], typed: string): T[] {
  const words = plain(typed).split(' ').filter(Boolean);
  if (words.length === 0) return [...things];
  return things
    .map((thing, at) => ({ thing, at, score: scoreOf(thing, words) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.at - other.at)
    .map(({ thing }) => thing);
}

/** Without case, without accents, with single spaces. */
export function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Nothing where a word is not found at all. */
function scoreOf({ name, also }: Named, words: readonly string[]): number {
  const [first, second] = [plain(name), plain(also ?? '')];
  let sum = 0;
  for (const word of words) {
    const score = Math.max(found(first, word), found(second, word) * ALSO);
    if (score === 0) return 0;
    sum += score;
  }
  return first === words.join(' ') ? sum + WHOLE : sum;
}

function found(name: string, word: string): number {
  if (name.startsWith(word)) return BEGINS;
  if (name.includes(` ${word}`)) return WORD;
  if (name.includes(word)) return WITHIN;
  return isSpread(name, word) ? SPREAD : 0;
}

/** Whether the letters are all there, in this order; two at least, since one says nothing. */
function isSpread(name: string, letters: string): boolean {
  if (letters.length < 2) return false;
  let from = 0;
  for (const letter of letters) {
    const at = name.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
