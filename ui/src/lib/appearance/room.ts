/**
 * How much room there is, counted in the size of text: twice the text is half the room. Style sheets
 * cannot ask that of a media query, which counts in the usual size. Pure.
 */

export type Room = 'wide' | 'narrow';

/** From this width on the text is larger by an eighth, as `tokens.css` has it. */
const LARGE_WINDOW_PX = 1600;

/** The narrowest in which a case's three columns hold whole sentences, in rem: 1280 px at 110 %. */
const WIDE_REM = 72;

export function roomOf(widthPx: number, textPercent: number): Room {
  const rem = (widthPx >= LARGE_WINDOW_PX ? 18 : 16) * (textPercent / 100);
  return widthPx / rem >= WIDE_REM ? 'wide' : 'narrow';
}
