/** Which language is in use. Whatever reads it is drawn anew when another is chosen. */
import type { Language } from '../host/wire.gen.ts';
import { languages, mocks, ofSystem, type Mock, type Spoken, type Tongue } from './tongues.ts';

/** One object for all: a table asks for its language some hundred times. */
const TONGUES: Record<Spoken | Mock, Tongue> = { ...mocks, ...languages };

/** The system's own languages, the most wanted first. */
const wanted = (): readonly string[] => navigator.languages;

let inUse = $state.raw<Spoken | Mock>(ofSystem(wanted()));

export function spoken(): Spoken | Mock {
  return inUse;
}

/** Holds at once. */
export function speak(language: Language | Mock): void {
  inUse = language === 'system' ? ofSystem(wanted()) : language;
}

export function tongue(): Tongue {
  return TONGUES[inUse];
}

/** What the document says of itself: screen readers choose their voice by it, and layout its side. */
export function mark(document: Document): void {
  const { locale, dir } = tongue();
  document.documentElement.lang = locale;
  document.documentElement.dir = dir;
}
