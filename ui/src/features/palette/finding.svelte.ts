/**
 * What the palette offers: the keys' actions as they were when it was opened, places, and what a
 * screen adds. Remembers the home view, since nobody else has the queues on another screen.
 */
import { tick } from 'svelte';
import type { DeskView, HomeView, Intent, Screen } from '../../lib/host/wire.gen.ts';
import type { Keyboard } from '../../lib/keys/keyboard.ts';
import { Offers, type Command } from '../../lib/palette/offers.ts';
import { actionCommands } from './actions.ts';
import { People, isThere, type Wanted } from './people.ts';
import { caseCommand, placeCommands } from './places.ts';

export class Finding {
  commands = $state.raw<Command[]>([]);
  readonly offers = new Offers();
  #home: HomeView | null = null;
  #about = '';
  #from: Element | null = null;
  #screen: Screen['at'] = 'starting';
  #people = new People();
  /** Somebody who was picked on another screen than theirs. */
  #wanted: Wanted | null = null;

  constructor(
    private readonly keyboard: Keyboard,
    private readonly send: (intent: Intent) => void,
  ) {}

  /** Hears a view; whether it is about something else than the one before, so that what is listed is stale. */
  hear({ screen, curtain }: DeskView): boolean {
    if (screen.at === 'home') this.#home = screen;
    if (screen.at === 'sign_in') this.#home = null;
    this.#people.hear(screen);
    void this.#arrive(screen);
    const open = screen.at === 'review' ? (screen.case?.id ?? '') : '';
    const about = `${screen.at} ${open} ${curtain}`;
    const other = about !== this.#about;
    this.#about = about;
    return other;
  }

  /** Opens who was picked elsewhere, once their screen is drawn; whoever is on it no more is not waited for. */
  async #arrive(screen: Screen): Promise<void> {
    const wanted = this.#wanted;
    if (wanted === null || !isThere(screen, wanted)) return;
    this.#wanted = null;
    await tick();
    const { command } = wanted;
    this.offers
      .all()
      .find(({ id, why }) => (id === command || id.startsWith(`${command} `)) && why === undefined)
      ?.run();
  }

  open(screen: Screen): void {
    this.#wanted = null;
    this.#from = document.activeElement;
    this.#screen = screen.at;
    this.commands = [
      ...this.offers.all(),
      ...actionCommands(screen, this.keyboard.live()),
      ...placeCommands(screen, this.#home, this.send),
      ...this.#people.commands(screen, this.#home, (to, wanted) => {
        this.#wanted = wanted;
        this.send(to);
      }),
    ];
  }

  /** A case by its link; from a case or a break, nobody goes to another. */
  typedOnly = (typed: string): Command[] =>
    this.#screen === 'review' || this.#screen === 'break'
      ? []
      : caseCommand(typed, this.#home, this.send);

  /** To whatever had it before. */
  giveBackFocus(): void {
    const from = this.#from;
    this.#from = null;
    if (from instanceof HTMLElement) requestAnimationFrame(() => from.isConnected && from.focus());
  }
}
