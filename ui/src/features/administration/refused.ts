/** Why the hub did not make a change: by its code where that says it all, else in the hub's own words. */
import type { Code, RefusedView } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';
import { why } from '../oversight/answered.svelte.ts';

/** Codes that are one thing here, whoever asks and whatever for. */
const WHOLE: readonly Code[] = [
  'last_admin',
  'own_right',
  'own_password',
  'name_taken',
  'forbidden',
  'no_such_operation',
];

export function inWords(refused: RefusedView): string {
  const { code } = refused;
  return code !== null && WHOLE.includes(code) ? text.problems[code] : why(refused);
}
