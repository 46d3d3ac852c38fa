import { describe, expect, it, vi } from 'vitest';
import type { HomeView, Intent, Screen } from '../../lib/host/wire.gen.ts';
import { screens } from '../../testing/screens.ts';
import { placeCommands } from './places.ts';

const queues = [
  { id: 'q2', name: 'Second looks', waiting: 1, oldest: null },
  { id: 'q1', name: 'Near matches', waiting: 1, oldest: null },
];
const home = { ...screens['Home'], queues, favourites: ['q2'] } as { at: 'home' } & HomeView;

function offered(screen: Screen) {
  const send = vi.fn<(intent: Intent) => void>();
  const commands = placeCommands(screen, home, send);
  const named = (name: string) => commands.findIndex((command) => command.name === name);
  return { commands, named, send };
}

describe('marked queues', () => {
  it('come before all other places, at home and elsewhere', () => {
    for (const screen of [home, screens['My record']!]) {
      const { named } = offered(screen);
      expect(named('Review Second looks')).toBe(0);
      expect(named('Review Near matches')).toBeGreaterThan(named('Settings'));
    }
  });

  it('are marked and unmarked by the keyboard alone, where they are seen', () => {
    const { commands, named, send } = offered(home);
    commands[named('Put Near matches first')]?.run();
    commands[named('Put Second looks back among the others')]?.run();
    expect(send.mock.calls).toEqual([
      [{ intent: 'mark_queue', queue: 'q1', marked: true }],
      [{ intent: 'mark_queue', queue: 'q2', marked: false }],
    ]);
    expect(offered(screens['My record']!).named('Put Near matches first')).toBe(-1);
  });
});
