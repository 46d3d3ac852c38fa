/** Numbers, shares, units and lists in the language in use. Knows not what they are of. */
import { lists, numbers, order } from './formats.ts';
import { tongue } from './language.svelte.ts';

/** Units whose sign differs from language to language; `s`, `min` and `h` are everybody's. */
type Unit = 'day' | 'byte' | 'kilobyte' | 'megabyte';

/** A number as it is written, with the decimals it has: `1,284`, `0.25`. */
export function number(n: number): string {
  return numbers().format(n);
}

/** A number with so many decimals: `0.71`, `−0.04`. */
export function decimal(n: number, digits: number): string {
  return numbers(ofDigits(digits)).format(n).replace('-', '−');
}

/** Thousandths as a share of a hundred: `33.3 %`. */
export function percent(permille: number): string {
  const options = { style: 'percent', ...ofDigits(1) } as const;
  const written = numbers(options).format(permille / 1000);
  return written.replace(/(\d)%/, '$1 %');
}

/** So much of a unit: `2 d`, `3.1 MB`. */
export function measured(n: number, unit: Unit, digits = 0): string {
  const options = { style: 'unit', unit, unitDisplay: 'narrow', ...ofDigits(digits) } as const;
  const written = numbers(options).format(n);
  return written.replace(/(\d)\s*(\p{L})/u, `$1${tongue().gap}$2`);
}

/** Things side by side: `a, b, c`. */
export function listed(items: readonly string[]): string {
  return lists({ type: 'conjunction', style: 'narrow' }).format(items);
}

/** All of them, one after the other: `a, b and c`. */
export function inARow(items: readonly string[]): string {
  return lists({ type: 'conjunction' }).format(items);
}

/** Of which any one will do: `a, b or c`. */
export function either(items: readonly string[]): string {
  return lists({ type: 'disjunction' }).format(items);
}

/** The order of names. */
export function byName(one: string, other: string): number {
  return order().compare(one, other);
}

function ofDigits(digits: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}
