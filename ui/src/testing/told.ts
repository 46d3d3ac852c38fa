/** What a window says to a person, wherever it says it. */

const ATTRIBUTES = [
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
];

/** Every text of the document: what is read, and what is read out. */
export function toldBy(root: Element): string[] {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const read: string[] = [];
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode())
    if (!/^(SCRIPT|STYLE)$/.test(node.parentElement?.tagName ?? ''))
      read.push(node.textContent ?? '');
  const readOut = [...root.querySelectorAll('*')].flatMap((element) =>
    ATTRIBUTES.map((name) => element.getAttribute(name) ?? ''),
  );
  return [...read, ...readOut].map((words) => words.trim()).filter((words) => words !== '');
}

/** Every piece of text inside a value, however deep. */
export function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}
