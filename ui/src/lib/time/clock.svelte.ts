/**
 * The hub's time, as far as the window knows it: the last view's time plus what has passed since by
 * the machine's steady clock. Knows nothing of what is counted.
 */

/** A gap between two ticks beyond which the machine must have slept. */
const SLEPT_MS = 5_000;

export class Clock {
  /** The hub's time now, renewed at each tick. */
  now = $state(0);
  #offset = 0;
  #lastTick: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly steady: () => number = () => performance.now(),
    private readonly onSlept: () => void = () => {},
  ) {
    this.#lastTick = steady();
  }

  /** Takes over the hub's time from a view. */
  sync(hubNow: number): void {
    this.#offset = hubNow - this.steady();
    this.now = hubNow;
  }

  /** What is left until a point in time, never below zero. */
  left(until: number): number {
    return Math.max(0, until - this.now);
  }

  /** One tick: time passes, and a gap tells that the machine slept. */
  tick(): void {
    const steadyNow = this.steady();
    if (steadyNow - this.#lastTick > SLEPT_MS) this.onSlept();
    this.#lastTick = steadyNow;
    this.now = steadyNow + this.#offset;
  }

  start(everyMs = 200): () => void {
    this.#timer = setInterval(() => this.tick(), everyMs);
    return () => clearInterval(this.#timer);
  }
}
