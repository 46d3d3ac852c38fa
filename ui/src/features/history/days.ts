/** Days as they are typed, `2026-11-26`, on the clock of whoever types. */

/** Written out, as it would be typed. */
export function typed(at: number | null): string {
  if (at === null) return '';
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The midnight with which a day begins, or the one that many days later; null of nothing, undefined where it is no day. */
export function midnight(day: string, later = 0): number | null | undefined {
  if (day.trim() === '') return null;
  const [, year, month, date] = (/^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const first = new Date(year, month - 1, date);
  const is = first.getFullYear() === year && first.getMonth() === month - 1;
  return is ? new Date(year, month - 1, date + later).getTime() : undefined;
}
