/**
 * WCAG 2.2, 2.5.8: what is pressed is 24 px in height and width. A test without layout measures nothing, and axe lets a
 * smaller one pass that stands alone; so what is read here is the style: a button says how high it is, or is made high by
 * what is around its words. axe looks at the sizes themselves in the window's tests.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const LEAST_REM = 1.5;
/** The square of a board that fills the width it has. */
const BY_ITS_GRID = ['features/rest/TileGame.svelte'];

const rem = (value: string) => (value === 'var(--target)' ? LEAST_REM : parseFloat(value) || 0);

function isHighEnough(rule: string): boolean {
  const heights = [
    ...rule.matchAll(/(?<![\w-])(?:min-height|height): ([\d.]+rem|var\(--target\))/g),
  ];
  return (
    heights.some(([, value]) => rem(value!) >= LEAST_REM) ||
    /(?<![\w-])(?:padding: var\(--gap-[2-7]\)|aspect-ratio: )/.test(rule)
  );
}

/** Rules of the buttons themselves, and of the classes that they have. */
function rulesOfButtons(source: string): string[] {
  const classes = [...source.matchAll(/<button[^>]*?\sclass="([\w-]+)"/g)].map(([, name]) => name!);
  const styles = /<style>([\s\S]*)<\/style>/.exec(source)?.[1] ?? '';
  const itself = new RegExp(
    `^(?:button|${classes.map((name) => `\\.${name}`).join('|') || 'button'})$`,
  );
  return [...styles.matchAll(/^ {2}([^\s{][^{]*?) \{([^}]*)\}/gm)]
    .filter(([, selector]) => itself.test(selector!))
    .map(([, , rule]) => rule!);
}

const hasSmallButtons = (source: string) =>
  source.includes('<button') && !rulesOfButtons(source).some(isHighEnough);
/** A box that no label makes larger. */
const hasSmallBoxes = (source: string) =>
  /<input\s+type="checkbox"\s+aria-label/.test(source) &&
  !/^ {2}input \{[^}]*width: var\(--target\);\s*height: var\(--target\);/m.test(source);

describe('what is pressed', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.svelte'),
  );

  it('is at least 24 px high', () => {
    const small = files.filter((file) => {
      const source = readFileSync(`src/${file}`, 'utf8');
      return hasSmallButtons(source) || hasSmallBoxes(source);
    });
    expect(small).toEqual(BY_ITS_GRID);
  });

  it('would be found where it is smaller', () => {
    const button = (rule: string) =>
      `<button type="button">a</button><style>\n  button {${rule}}\n</style>`;
    for (const rule of [
      'padding: 0;',
      'min-height: 1.2rem;',
      'line-height: 2rem;',
      'padding: 0 var(--gap-4);',
    ])
      expect(hasSmallButtons(button(rule)), rule).toBe(true);
    for (const rule of ['min-height: var(--target);', 'height: 2rem;', 'padding: var(--gap-2);'])
      expect(hasSmallButtons(button(rule)), rule).toBe(false);
    const box =
      '<input\n type="checkbox"\n aria-label="a" /><style>\n  input {\n width: 1.2rem; height: 1.2rem;}</style>';
    expect(hasSmallBoxes(box)).toBe(true);
  });
});
