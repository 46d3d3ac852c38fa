/** Which language is in use. Whatever reads it is drawn anew when another is chosen. */
import { languages, mocks, ofSystem, type Language, type Mock, type Tongue } from './tongues.ts';

/** The system's own languages, the most wanted first. */
const wanted = (): readonly string[] => navigator.languages;

let inUse = $state.raw<Language | Mock>(ofSystem(wanted()));

export function spoken(): Language | Mock {
  return inUse;
}

/** Holds at once; none is the system's. */
export function speak(language: Language | Mock | null): void {
  inUse = language ?? ofSystem(wanted());
}

export function tongue(): Tongue {
  return { ...mocks, ...languages }[inUse];
}

/** What the document says of itself: screen readers choose their voice by it, and layout its side. */
export function mark(document: Document): void {
  const { locale, dir } = tongue();
  document.documentElement.lang = locale;
  document.documentElement.dir = dir;
}
