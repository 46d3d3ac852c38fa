/** Numbers that a language groups (`1,284`, `1 284`) are written by it wherever they stand in a table or a list of facts. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** A cell for a number, or a fact beside its name, and what is written into it. */
const CELL = /(?:<td class="number">|<dd>|<span class="count"[^>]*>)\{([\w.]+)\}</g;
/** A sentence of the catalogue, or words that were made before. */
const WORDS =
  /^(?:words|text)\.|^(?:value|line|says|name|title|left)$|\.(?:name|category|reference|service|list)$/;

const bareIn = (source: string) =>
  [...source.matchAll(CELL)].map(([, put]) => put!).filter((put) => !WORDS.test(put));

describe('a number in a cell', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.svelte'),
  );

  it('is written by its language', () => {
    const bare = files.flatMap((file) =>
      bareIn(readFileSync(`src/${file}`, 'utf8')).map((put) => `${file}: ${put}`),
    );
    expect(bare).toEqual([]);
  });

  it('would be found where it is not', () => {
    expect(bareIn('<td class="number">{queue.waiting}</td><dd>{looks}</dd>')).toHaveLength(2);
    expect(bareIn('<td class="number">{number(queue.waiting)}</td>')).toEqual([]);
  });
});
