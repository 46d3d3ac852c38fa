/**
 * Moves the lens: by pointer and by arrows, one picture at a time.
 *
 * A move is sent when the picture of the one before is up, so that a hand that sweeps asks for where it
 * is and not for every place on its way. Knows no DOM and no limits; how much was seen is the desk's.
 */
import type { Intent, LensPoint, LensView } from '../../lib/host/wire.gen.ts';

/** One press of an arrow, in thousandths: less than the lens is wide, so that steps leave no gaps. */
export const STEP = 80;

export type Direction = 'left' | 'right' | 'up' | 'down';

const STEPS: Record<Direction, LensPoint> = {
  left: { x: -STEP, y: 0 },
  right: { x: STEP, y: 0 },
  up: { x: 0, y: -STEP },
  down: { x: 0, y: STEP },
};

export class LensPilot {
  #lens: LensView | null = null;
  #wanted: LensPoint | null = null;
  /** Where it was sent, until the picture of it is up. */
  #sent: LensPoint | null = null;

  constructor(private readonly send: (intent: Intent) => void) {}

  /** A new view: where the lens is, none while nobody looks through it; a refusal ends the wait. */
  hear(lens: LensView | null, refused: boolean): void {
    this.#lens = lens;
    if (lens === null) this.#wanted = null;
    if (lens === null || refused) this.#sent = null;
  }

  /** The picture of where it was sent is up. */
  shown(): void {
    this.#sent = null;
    this.#go();
  }

  /** To a place of the picture, in thousandths. */
  to(at: LensPoint): void {
    if (this.#lens === null) return;
    this.#wanted = within(at);
    this.#go();
  }

  /** One step from where it is, or from where it is about to be. */
  step(direction: Direction): void {
    const from = this.#wanted ?? this.#sent ?? this.#lens?.at;
    const by = STEPS[direction];
    if (from !== undefined) this.to({ x: from.x + by.x, y: from.y + by.y });
  }

  #go(): void {
    const { at } = this.#lens ?? {};
    if (this.#sent !== null || this.#wanted === null || at === undefined) return;
    const to = this.#wanted;
    this.#wanted = null;
    if (to.x === at.x && to.y === at.y) return;
    this.#sent = to;
    this.send({ intent: 'move_lens', at: to });
  }
}

function within({ x, y }: LensPoint): LensPoint {
  const clamp = (part: number) => Math.round(Math.min(1_000, Math.max(0, part)));
  return { x: clamp(x), y: clamp(y) };
}

/** The place in a picture that is fitted into a box, in thousandths. */
export function placeIn(
  box: { left: number; top: number; width: number; height: number },
  picture: { width_px: number; height_px: number },
  pointer: { clientX: number; clientY: number },
): LensPoint {
  const scale = Math.min(box.width / picture.width_px, box.height / picture.height_px);
  const [width, height] = [picture.width_px * scale, picture.height_px * scale];
  const left = box.left + (box.width - width) / 2;
  const top = box.top + (box.height - height) / 2;
  return within({
    x: ((pointer.clientX - left) / width) * 1_000,
    y: ((pointer.clientY - top) / height) * 1_000,
  });
}
