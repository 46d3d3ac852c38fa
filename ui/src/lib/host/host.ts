/**
 * The one door to Rust: what the window may ask of the desk, and what it hears back.
 *
 * Knows nothing of screens. Pictures do not pass here; they are fetched once, by name, from
 * `frameUrl`.
 */
import type { DeskView, Guard, Intent, Painted, Shut } from './wire.gen.ts';

export interface Host {
  /** The view as it is now. */
  view(): Promise<DeskView>;
  /** Says what the person wants. The answer is a new view, never a value. */
  intend(intent: Intent): Promise<void>;
  /** Says that a picture is really on the screen: from here its time counts. */
  presented(painted: Painted): Promise<void>;
  /** Hears every new view until the returned function is called. */
  onView(listener: (view: DeskView) => void): Promise<() => void>;
  /** Says where a picture is and what ends it, for the host to cover it by itself. */
  guard(guard: Guard): Promise<void>;
  /** Says that the page has hidden what the host covered that time. */
  uncover(number: number): Promise<void>;
  /** Hears that the host has covered something until the returned function is called. */
  onShut(listener: (shut: Shut) => void): Promise<() => void>;
  /** Says what a live region has come to say, where the system's web view would keep it to itself. */
  say(words: string): Promise<void>;
  /** Where one picture is fetched, once. */
  frameUrl(name: string): string;
}
