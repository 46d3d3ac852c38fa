/**
 * A value that is read anew at every use, so that a part of it taken once, as `const words = text.care`, speaks the
 * language in use ever after. Only what is no object is handed out as it is.
 */
export function live<T extends object>(read: () => T): T {
  const parts = new Map<PropertyKey, object>();
  return new Proxy(read(), {
    get(_first, key): unknown {
      const now: unknown = Reflect.get(read(), key);
      if (typeof now !== 'object' || now === null) return now;
      const known = parts.get(key) ?? live(() => Reflect.get(read(), key) as object);
      parts.set(key, known);
      return known;
    },
  });
}
