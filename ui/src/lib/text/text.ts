/** The catalogue in use, and the sentences that need a value from the desk's view. */
import type { Allowed, Blocked, Exported, Message, Rung } from '../host/wire.gen.ts';
import { en } from './en.ts';

export type Catalogue = typeof en;

export const text: Catalogue = en;

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
