/** A door for tests: keeps what was said, and lets a test speak as the desk. */
import type { Host } from '../lib/host/host.ts';
import type { DeskView, Intent, Painted } from '../lib/host/wire.gen.ts';
import { deskView } from './views.ts';

export interface TestHost extends Host {
  said: Intent[];
  painted: Painted[];
  emit(view: DeskView): void;
}

export function hostOf(first: DeskView = deskView({})): TestHost {
  const listeners = new Set<(view: DeskView) => void>();
  const host: TestHost = {
    said: [],
    painted: [],
    emit: (view) => listeners.forEach((listener) => listener(view)),
    view: async () => first,
    intend: async (intent) => void host.said.push(intent),
    presented: async (painted) => void host.painted.push(painted),
    onView: async (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    frameUrl: (name) => `scrim://localhost/frame/${name}`,
  };
  return host;
}
