/**
 * The harmless picture of the settings at every rung: drawn by code, made by the hub's own pipeline, and
 * written by `cargo xtask gen`. Never a case's.
 */
import colour from '../../assets/preview-colour.gen.jpg';
import grey from '../../assets/preview-grey.gen.jpg';
import heavyVeil from '../../assets/preview-heavy-veil.gen.jpg';
import lens from '../../assets/preview-lens.gen.jpg';
import lightVeil from '../../assets/preview-light-veil.gen.jpg';
import outline from '../../assets/preview-outline.gen.jpg';
import type { Rung } from '../../lib/host/wire.gen.ts';

/** Where the picture of a rung is; the label has none. */
export const PREVIEWS: Record<Exclude<Rung, 0>, string> = {
  1: heavyVeil,
  2: lightVeil,
  3: outline,
  4: lens,
  5: grey,
  6: colour,
};
