/** Which pictures are toned, and the one class that tones them. Knows no picture. */
import type { Rung, Tone } from './host/wire.gen.ts';

/**
 * The class of a picture at a rung, for a person with this tone: sepia is for looks in grey, through the
 * lens or whole. Veils and outlines have nothing to tone; colour stays colour.
 */
export function toneClass(rung: Rung, tone: Tone): 'sepia' | undefined {
  return tone === 'sepia' && (rung === 4 || rung === 5) ? 'sepia' : undefined;
}
