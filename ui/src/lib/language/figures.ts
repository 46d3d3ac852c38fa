/** Numbers, shares, units and lists in the language in use. Knows not what they are of. */
import { tongue } from './language.svelte.ts';

/** Units whose sign differs from language to language; `s`, `min` and `h` are everybody's. */
type Unit = 'day' | 'byte' | 'kilobyte' | 'megabyte';

/** A number as it is written, with the decimals it has: `1,284`, `0.25`. */
export function number(n: number): string {
  return new Intl.NumberFormat(tongue().locale).format(n);
}

/** A number with so many decimals: `0.71`, `−0.04`. */
export function decimal(n: number, digits: number): string {
  return new Intl.NumberFormat(tongue().locale, ofDigits(digits)).format(n).replace('-', '−');
}

/** Thousandths as a share of a hundred: `33.3 %`. */
export function percent(permille: number): string {
  const options = { style: 'percent', ...ofDigits(1) } as const;
  const written = new Intl.NumberFormat(tongue().locale, options).format(permille / 1000);
  return written.replace(/(\d)%/, '$1 %');
}

/** So much of a unit: `2 d`, `3.1 MB`. */
export function measured(n: number, unit: Unit, digits = 0): string {
  const { locale, gap } = tongue();
  const options = { style: 'unit', unit, unitDisplay: 'narrow', ...ofDigits(digits) } as const;
  const written = new Intl.NumberFormat(locale, options).format(n);
  return written.replace(/(\d)\s*(\p{L})/u, `$1${gap}$2`);
}

/** Things side by side: `a, b, c`. */
export function listed(items: readonly string[]): string {
  const options = { type: 'conjunction', style: 'narrow' } as const;
  return new Intl.ListFormat(tongue().locale, options).format(items);
}

/** All of them, one after the other: `a, b and c`. */
export function inARow(items: readonly string[]): string {
  return new Intl.ListFormat(tongue().locale, { type: 'conjunction' }).format(items);
}

/** Of which any one will do: `a, b or c`. */
export function either(items: readonly string[]): string {
  return new Intl.ListFormat(tongue().locale, { type: 'disjunction' }).format(items);
}

/** The order of names. */
export function byName(one: string, other: string): number {
  return one.localeCompare(other, tongue().locale);
}

function ofDigits(digits: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}
