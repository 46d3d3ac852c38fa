/** Who decides cases, by what their home says: to others a review is no offer at all. */
import type { HomeView } from '../host/wire.gen.ts';

export function reviews({ start }: Pick<HomeView, 'start'>): boolean {
  return start.may === 'yes' || start.why.code !== 'not_offered';
}
