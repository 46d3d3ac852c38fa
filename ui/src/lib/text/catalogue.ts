/** What a language has to say: a catalogue that lacks a sentence, or has one more, does not compile. */
import type { en } from './en.ts';

/** Any words for these; what a sentence is told stays as it is. */
type InWords<T> = T extends string
  ? string
  : T extends (...facts: infer Facts) => string
    ? (...facts: Facts) => string
    : { [K in keyof T]: InWords<T[K]> };

export type Catalogue = InWords<typeof en>;
