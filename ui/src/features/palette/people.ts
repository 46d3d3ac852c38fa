/**
 * Whom the window has been told of, as commands: their limits and their account, from wherever one is. Knows those alone
 * that a screen has named since somebody signed in, and offers only what that somebody may open; the hub has the last word.
 */
import type { HomeView, Intent, Screen } from '../../lib/host/wire.gen.ts';
import type { Command } from '../../lib/palette/offers.ts';
import { text } from '../../lib/text/text.ts';

interface Named {
  id: string;
  name: string;
}

/** Where somebody is looked for, and the command of that screen which opens them, once it is there. */
export interface Wanted {
  at: 'care' | 'administration';
  command: string;
}

/** From a case one goes home first. */
const STAYS: readonly Screen['at'][] = ['starting', 'sign_in', 'review', 'break'];

export class People {
  #named = new Map<string, string>();
  /** Of those who administer, whether accounts are theirs to open is known once they were there. */
  #opensAccounts = false;

  hear(screen: Screen): void {
    if (screen.at === 'sign_in') {
      this.#named.clear();
      this.#opensAccounts = false;
    }
    if (screen.at === 'administration') this.#opensAccounts = screen.sections.includes('people');
    for (const { id, name } of namedOn(screen)) this.#named.set(id, name);
  }

  commands(screen: Screen, home: HomeView | null, go: (to: Intent, wanted: Wanted) => void) {
    if (home === null || STAYS.includes(screen.at)) return [];
    const limits = home.sets_limits && screen.at !== 'care';
    const accounts = home.administers && this.#opensAccounts && !hasAccounts(screen);
    const shared = { group: text.palette.people, caps: [] };
    return [...this.#named].flatMap(([id, name]): Command[] => [
      ...(limits
        ? [
            {
              ...shared,
              id: `limits ${id}`,
              name: text.palette.limitsOf(name),
              run: () => go({ intent: 'open_care' }, { at: 'care', command: `person ${id}` }),
            },
          ]
        : []),
      ...(accounts
        ? [
            {
              ...shared,
              id: `people ${id}`,
              name: text.administration.people.changeOf(name),
              run: () =>
                go(
                  { intent: 'open_administration', section: 'people' },
                  { at: 'administration', command: `account ${id}` },
                ),
            },
          ]
        : []),
    ]);
  }
}

function hasAccounts(screen: Screen): boolean {
  return screen.at === 'administration' && screen.content?.of === 'people';
}

function namedOn(screen: Screen): readonly Named[] {
  if (screen.at === 'queues') return screen.directory.people;
  if (screen.at === 'care') return screen.page?.people ?? [];
  if (screen.at === 'administration' && screen.content?.of === 'people')
    return screen.content.people;
  return [];
}

/** What a screen is there to tell of, once the hub has answered. */
export function isThere(screen: Screen, { at }: Wanted): boolean {
  if (screen.at !== at) return false;
  return screen.at === 'care' ? screen.page !== null : hasAccounts(screen);
}
