/** What of a list is to be drawn, by the keys of what is drawn already. Knows no frame. */

/** Those that are drawn, and so many of the others, in the order of the list. */
export function withMore<T>(
  list: readonly T[],
  keyOf: (one: T) => string,
  drawn: readonly string[],
  more: number,
): readonly T[] {
  const known = new Set(drawn);
  let fresh = 0;
  return list.filter((one) => {
    if (known.has(keyOf(one))) return true;
    fresh += 1;
    return fresh <= more;
  });
}

export function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((key, at) => key === others[at]);
}
