/**
 * The newest view of the desk, and the way to say something to it. Decides nothing: a view that
 * comes late is dropped, everything else is drawn as it is.
 */
import type { Host } from '../host/host.ts';
import type { DeskView, Intent } from '../host/wire.gen.ts';

export class Desk {
  /** The newest view; none before the first. */
  view = $state.raw<DeskView | null>(null);
  /** The desk did not take an intent: the window is on its own. */
  lost = $state(false);

  constructor(private readonly host: Host) {}

  /** The newest revision seen, so that a hidden window can tell a fresh view. */
  get revision(): number {
    return this.view?.revision ?? -1;
  }

  /** Takes a view unless a newer one is already here. */
  receive(view: DeskView): boolean {
    if (view.revision <= this.revision) return false;
    this.view = view;
    this.lost = false;
    return true;
  }

  /** Sends an intent; the answer comes as a view. */
  send = (intent: Intent): void => {
    this.host.intend(intent).catch(() => {
      this.lost = true;
    });
  };

  /** Listens first and asks then, so that no view falls between the two. */
  async open(onView: (view: DeskView) => void): Promise<() => void> {
    const take = (view: DeskView) => {
      if (this.receive(view)) onView(view);
    };
    const stop = await this.host.onView(take);
    take(await this.host.view());
    return stop;
  }
}
