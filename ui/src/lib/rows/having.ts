/** Which of a list is meant by what was typed. Knows no list. */

const plain = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose words have every one that was typed, accents and capitals aside. */
export function having<T>(list: readonly T[], typed: string, wordsOf: (one: T) => string) {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  return list.filter((one) => {
    const has = plain(wordsOf(one));
    return wanted.every((word) => has.includes(word));
  });
}
