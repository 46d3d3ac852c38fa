import { measured } from '../../lib/language/figures.ts';

/** A number of bytes in as few characters as a person needs: `612 B`, `48 kB`, `3.1 MB`. */
export function size(bytes: number): string {
  if (bytes < 1_000) return measured(bytes, 'byte');
  if (bytes < 1_000_000) return measured(Math.round(bytes / 1_000), 'kilobyte');
  return measured(bytes / 1_000_000, 'megabyte', 1);
}
