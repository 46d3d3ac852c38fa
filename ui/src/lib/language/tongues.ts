/** The languages the window speaks, each by its own name. Knows no sentence of them. */

import type { Language } from '../host/wire.gen.ts';

/** Those that have a catalogue. */
export type Spoken = Exclude<Language, 'system'>;

/** Made of the English by code, for development and tests: see `lib/text/pseudo.ts`. */
export type Mock = 'pseudo' | 'mirrored';

export interface Tongue {
  /** What its speakers call it. */
  name: string;
  /** For `Intl` and the document: whose dates, numbers and plurals. */
  locale: string;
  dir: 'ltr' | 'rtl';
  /** What stands between a number and its unit: a space that breaks, or one that does not. */
  gap: ' ' | '\u00a0';
}

export const languages: Record<Spoken, Tongue> = {
  en: { name: 'English', locale: 'en-GB', dir: 'ltr', gap: ' ' },
  fr: { name: 'Français', locale: 'fr-FR', dir: 'ltr', gap: '\u00a0' },
};

/** Dates of another alphabet: a date in English months is as hard-coded as a sentence. */
export const mocks: Record<Mock, Tongue> = {
  pseudo: { name: 'Pseudo', locale: 'el-GR', dir: 'ltr', gap: ' ' },
  mirrored: { name: 'Pseudo, right to left', locale: 'he-IL', dir: 'rtl', gap: ' ' },
};

export const OFFERED = Object.keys(languages) as Spoken[];

/** The first of the system's languages that is one of ours, whatever its region; else English. */
export function ofSystem(wanted: readonly string[]): Spoken {
  const primary = wanted.map((tag) => tag.toLowerCase().split(/[-_.]/)[0]);
  const found = primary.find((tag) => OFFERED.some((ours) => ours === tag));
  return (found as Spoken | undefined) ?? 'en';
}
