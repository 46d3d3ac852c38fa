/** Plurals and numbers inside a catalogue's sentences, by the rules of its own language. */

/** A language may have more forms than two; where a sentence names none for one, the other holds. */
export type Forms = { one: string; other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export interface Counting {
  /** The form for so many. */
  count: (n: number, forms: Forms) => string;
  /** A whole number as it is written. */
  figure: (n: number) => string;
  /** With one decimal. */
  tenth: (n: number) => string;
}

export function countingIn(locale: string): Counting {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return {
    count: (n, forms) => forms[rules.select(n)] ?? forms.other,
    figure: (n) => numbers.format(n),
    tenth: (n) => tenths.format(n),
  };
}
