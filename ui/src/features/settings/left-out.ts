import type { MediaKind, OptOuts } from '../../lib/host/wire.gen.ts';

/** What can be left out by its kind. */
export const MEDIA: readonly MediaKind[] = ['animation', 'still'];

/** The longest name of a category, as the hub takes it. */
export const MOST_CHARACTERS = 64;

/** What is ticked, with one more category where one is typed; as the hub keeps it, so that it can be compared. */
export function chosen(
  categories: readonly string[],
  media: readonly MediaKind[],
  another: string,
): OptOuts {
  const typed = another.trim().toUpperCase();
  const all = new Set(typed === '' ? categories : [...categories, typed]);
  return { categories: [...all].sort(), media: MEDIA.filter((kind) => media.includes(kind)) };
}

export function isSame(one: OptOuts, other: OptOuts): boolean {
  const flat = ({ categories, media }: OptOuts) =>
    JSON.stringify([[...categories].sort(), [...media].sort()]);
  return flat(one) === flat(other);
}
