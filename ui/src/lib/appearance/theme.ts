/** Which colours the window wears. Pure; knows no colour. */
import type { Theme } from '../host/wire.gen.ts';

/** Colours there are: a theme that leaves it to the system is one of these. */
export type Worn = Exclude<Theme, 'system'>;

/** What the system asks for. */
export interface Asked {
  light: boolean;
  contrast: boolean;
}

export const THEMES: readonly Theme[] = ['dark', 'light', 'high_contrast', 'system'];

/** The sizes of text that can be chosen, percent. */
export const TEXT_SIZES: readonly number[] = [100, 110, 125, 150, 175, 200];

export function wornOf(theme: Theme, asked: Asked): Worn {
  if (theme !== 'system') return theme;
  if (asked.contrast) return 'high_contrast';
  return asked.light ? 'light' : 'dark';
}
