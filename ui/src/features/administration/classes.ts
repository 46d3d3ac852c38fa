/** Classes as an admin sets them: always as a whole. What can be meant the hub decides; here is what can be told at once. */
import type { Class, IndustryClass, Scheme } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';

/** Those that hotlines read. */
export const INDUSTRY: readonly IndustryClass[] = ['A1', 'A2', 'B1', 'B2'];

/** How many there are at most, retired ones included. */
export const MOST = 24;

const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,15}$/;
const NONE = 'none';

const folded = (written: string) => written.trim().toLowerCase();

/** Why a class cannot be part of a scheme beside the others; none where the hub has the last word. */
export function against({ code, name }: Class, others: readonly Class[]): string | undefined {
  const words = text.administration.classes;
  if (code.trim() === '' || name.trim() === '') return words.incomplete;
  if (!CODE.test(code.trim())) return words.noCode;
  if (folded(code) === NONE) return words.reserved;
  if (others.some((other) => folded(other.code) === folded(code))) return words.codeKnown;
  if (others.some((other) => folded(other.name) === folded(name))) return words.nameKnown;
  return undefined;
}

/** The scheme with a class as it is to be, in its place or at the end. */
export function withClass({ classes }: Scheme, wanted: Class): Scheme {
  const known = classes.some(({ code }) => code === wanted.code);
  const replaced = classes.map((one) => (one.code === wanted.code ? wanted : one));
  return { classes: known ? replaced : [...classes, wanted] };
}

export function without({ classes }: Scheme, code: string): Scheme {
  return { classes: classes.filter((one) => one.code !== code) };
}

/** The scheme with a class one place further up or down; as it was at either end. */
export function moved({ classes }: Scheme, code: string, by: -1 | 1): Scheme {
  const at = classes.findIndex((one) => one.code === code);
  const one = classes[at];
  const other = classes[at + by];
  if (one === undefined || other === undefined) return { classes };
  return {
    classes: classes.map((shown, place) =>
      place === at ? other : place === at + by ? one : shown,
    ),
  };
}

/** Whether two say the same. */
export function isSame(one: Class, other: Class): boolean {
  return (
    one.name === other.name &&
    one.hint === other.hint &&
    one.retired === other.retired &&
    one.reports_as === other.reports_as
  );
}
