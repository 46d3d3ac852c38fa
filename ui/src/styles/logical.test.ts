/**
 * Styles know no left and no right, so that a language from right to left finds everything on its own side. Pictures,
 * plots and what lies over them do: they are placed by code, and the same for everybody.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const PHYSICAL = [
  /(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b/,
  /border-(?:top|bottom)-(?:left|right)-radius/,
  /(?<![\w-])(?:left|right)\s*:/,
  /(?:text-align|float|clear)\s*:\s*(?:left|right)\b/,
  // Four values, of which the second and the last are sides.
  /(?<![\w-])(?:margin|padding|inset|border-width)\s*:(?:\s+[^\s;()]+(?:\([^;]*?\))?){4};/,
];
/** In the middle there is no side. */
const CENTRED = /left: 50%;/;

function physicalIn(styles: string): string[] {
  return styles
    .split('\n')
    .filter((line) => !CENTRED.test(line) && PHYSICAL.some((side) => side.test(line)))
    .map((line) => line.trim());
}

const stylesOf = (file: string) => {
  const source = readFileSync(`src/${file}`, 'utf8');
  return file.endsWith('.css') ? source : (/<style>([\s\S]*)<\/style>/.exec(source)?.[1] ?? '');
};

describe('styles', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(svelte|css)$/.test(file),
  );

  it.each(files)('of %s have no left and no right', (file) => {
    expect(physicalIn(stylesOf(file))).toEqual([]);
  });

  it('of physical sides would be found', () => {
    const wrong = [
      'margin-left: 1px;',
      'left: 0;',
      'text-align: right;',
      'padding: 0 1px 0 var(--a);',
    ];
    const right = [
      'margin-inline-start: 1px;',
      'inset-inline-start: 0;',
      'padding: 0 1px;',
      'left: 50%;',
    ];
    expect(wrong.filter((line) => physicalIn(line).length === 0)).toEqual([]);
    expect(right.filter((line) => physicalIn(line).length > 0)).toEqual([]);
    expect(files.length).toBeGreaterThan(80);
  });
});
