/** The catalogue in use, and the sentences that need a value from the desk's view. */
import type { Allowed, Blocked, Exported, Message, Rung } from '../host/wire.gen.ts';
import { spoken } from '../language/language.svelte.ts';
import type { Mock, Spoken } from '../language/tongues.ts';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { live } from './live.ts';
import { mirrored, pseudo } from './pseudo.ts';

export type { Catalogue } from './catalogue.ts';

const catalogues: Record<Spoken, Catalogue> = { en, fr };

/** Left out of every bundle. */
const mocks: Record<Mock, Catalogue> | null = import.meta.env.DEV
  ? { pseudo: pseudo(en), mirrored: mirrored(en) }
  : null;

const all: Record<string, Catalogue> = { ...mocks, ...catalogues };

/** Every sentence in the language in use; parts of it may be kept, they follow it. */
export const text: Catalogue = live((): Catalogue => all[spoken()] ?? en);

/** Why something cannot be done, as a sentence that says what to do. */
export function because(why: Blocked): string {
  const sentence = text.blocked[why.code] as (why: Blocked) => string;
  return sentence(why);
}

/** The reason of a refusal, or none where it may be done. */
export function whyNot(allowed: Allowed): string | undefined {
  return allowed.may === 'no' ? because(allowed.why) : undefined;
}

export function sentenceOf(message: Message): string {
  const sentence = text.messages[message.says] as (message: Message) => string;
  return sentence(message);
}

/** What became of a file that was asked for; before that, or while it is made, the other sentence. */
export function fileSaid(exported: Exported | null, otherwise: string): string {
  switch (exported?.is) {
    case 'saved':
      return text.record.saved(exported.file);
    case 'not_fetched':
      return text.record.notFetched;
    case 'not_written':
      return text.record.notWritten;
    default:
      return otherwise;
  }
}

export function rungName(rung: Rung): string {
  return text.rungs[rung].name;
}
