/**
 * The one door to Rust: what the window may ask of the desk, and what it hears back.
 *
 * Knows nothing of screens. Pictures do not pass here; they are fetched once, by name, from
 * `frameUrl`.
 */
import type { DeskView, Intent, Painted } from './wire.gen.ts';

export interface Host {
  /** The view as it is now. */
  view(): Promise<DeskView>;
  /** Says what the person wants. The answer is a new view, never a value. */
  intend(intent: Intent): Promise<void>;
  /** Says that a picture is really on the screen: from here its time counts. */
  presented(painted: Painted): Promise<void>;
  /** Hears every new view until the returned function is called. */
  onView(listener: (view: DeskView) => void): Promise<() => void>;
  /** Where one picture is fetched, once. */
  frameUrl(name: string): string;
}
