/** A door for tests: keeps what was said, and lets a test speak as the desk. */
import type { Host } from '../lib/host/host.ts';
import type { DeskView, Guard, Intent, Painted, Shut } from '../lib/host/wire.gen.ts';
import { deskView } from './views.ts';

export interface TestHost extends Host {
  said: Intent[];
  painted: Painted[];
  guards: Guard[];
  uncovered: number[];
  spoken: string[];
  emit(view: DeskView): void;
  shut(shut: Shut): void;
}

export function hostOf(first: DeskView = deskView({})): TestHost {
  const listeners = new Set<(view: DeskView) => void>();
  const covered = new Set<(shut: Shut) => void>();
  const host: TestHost = {
    said: [],
    painted: [],
    guards: [],
    uncovered: [],
    spoken: [],
    emit: (view) => listeners.forEach((listener) => listener(view)),
    shut: (shut) => covered.forEach((listener) => listener(shut)),
    view: async () => first,
    intend: async (intent) => void host.said.push(intent),
    presented: async (painted) => void host.painted.push(painted),
    onView: async (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    guard: async (guard) => void host.guards.push(guard),
    uncover: async (number) => void host.uncovered.push(number),
    onShut: async (listener) => {
      covered.add(listener);
      return () => covered.delete(listener);
    },
    say: async (words) => void host.spoken.push(words),
    frameUrl: (name) => `scrim://localhost/frame/${name}`,
  };
  return host;
}
