/**
 * How a language writes numbers, dates, lists and orders names: formatters, which are dear to make and cheap to use (a
 * hundred dates took the web view 58 ms with one made for each, and 1 ms with one for all). So one is kept for each
 * language and each set of options. The time zone is the one that the system had when it was made.
 */
import { tongue } from './language.svelte.ts';

export const numbers = kept<Intl.NumberFormatOptions, Intl.NumberFormat>(Intl.NumberFormat);
export const dates = kept<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(Intl.DateTimeFormat);
export const lists = kept<Intl.ListFormatOptions, Intl.ListFormat>(Intl.ListFormat);
export const order = kept<Intl.CollatorOptions, Intl.Collator>(Intl.Collator);

type Makes<Options, Format> = new (locale: string, options?: Options) => Format;

/** The formatter of the language in use; there are as many sets of options as are written in the code. */
function kept<Options, Format>(Format: Makes<Options, Format>): (options?: Options) => Format {
  const made = new Map<string, Format>();
  return (options) => {
    const { locale } = tongue();
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const format = new Format(locale, options);
    made.set(key, format);
    return format;
  };
}
