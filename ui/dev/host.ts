/** A desk of cardboard for the drawing board: it answers intents well enough to be looked at. */
import type { Host } from '../src/lib/host/host.ts';
import type {
  CaseView,
  DeskView,
  HandoffAct,
  Intent,
  Painted,
  Rung,
  Screen,
  ShownView,
} from '../src/lib/host/wire.gen.ts';
import { choiceViews } from '../src/testing/views.ts';
import { handedOff } from './handoff-scenes.ts';
import { pictureAt } from './pictures.ts';
import { frame, scenes } from './scenes.ts';

export class BoardHost implements Host {
  #listeners = new Set<(view: DeskView) => void>();
  #began = performance.now();

  constructor(private now: DeskView) {}

  view = async () => this.now;

  intend = async (intent: Intent) => {
    const next = this.#answer(intent);
    if (next === null) return;
    const elapsed = performance.now() - this.#began;
    const now = this.now.now + Math.max(0, elapsed - this.#toldMs);
    this.#toldMs = elapsed;
    this.now = { ...this.now, ...next, revision: this.now.revision + 1, now };
    setTimeout(() => this.#listeners.forEach((listener) => listener(this.now)), 40);
  };

  presented = async (painted: Painted) => {
    document.title = `painted ${painted.width_px} × ${painted.height_px}`;
  };

  onView = async (listener: (view: DeskView) => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Nothing here is drawn but by the page. */
  guard = async () => {};
  uncover = async () => {};
  onShut = async () => () => {};
  say = async () => {};

  frameUrl = (name: string) => pictureAt(Number(name.split('-')[0]));

  #toldMs = 0;

  #answer(intent: Intent): Partial<DeskView> | null {
    switch (intent.intent) {
      case 'go_home':
      case 'sign_in':
      case 'end_break':
        return this.#screen('home');
      case 'sign_out':
        return this.#screen('signin');
      case 'open_record':
        return this.#screen('record');
      case 'open_history':
        return this.#screen('history');
      case 'open_settings':
        return this.#screen('settings');
      case 'start_review':
      case 'skip':
      case 'submit':
        return this.#screen('review');
      case 'mark_urgent':
        return {
          ...this.#screen('review'),
          urgent: { is: 'marked', until: this.now.now + 30_000 },
        };
      case 'take_mark_back':
        return { urgent: null, message: { says: 'mark_taken_back' } };
      case 'break_now':
        return this.#screen('break');
      case 'panic':
        return { curtain: true };
      case 'lift_curtain':
        return { curtain: false };
      case 'open_unreadable':
        return this.#screen('unreadable');
      case 'open_oversight':
        return this.#screen(`oversight-${intent.page ?? 'splits'}`);
      case 'open_administration':
        return this.#screen(`administration-${intent.section ?? 'people'}`);
      case 'oversee':
        return intent.act.does === 'handoff' ? this.#handoff(intent.act.act) : null;
      case 'set_tone':
        return { tone: intent.tone };
      case 'set_first_look_line':
        return { first_look_line: intent.line };
      case 'mark_queue':
        return this.#marked(intent.queue, intent.marked);
      case 'set_appearance':
        return { appearance: intent.appearance };
      case 'dismiss':
        return { message: null };
      default:
        return this.#inCase(intent);
    }
  }

  #handoff(act: HandoffAct): Partial<DeskView> | null {
    const { screen } = this.now;
    if (screen.at !== 'oversight' || screen.content?.of !== 'decisions') return null;
    return { screen: { ...screen, content: { ...screen.content, handoff: handedOff(act) } } };
  }

  #marked(queue: string, marked: boolean): Partial<DeskView> | null {
    const { screen } = this.now;
    if (screen.at !== 'home') return null;
    const others = screen.favourites.filter((id) => id !== queue);
    const favourites = marked ? [...others, queue] : others;
    const [first, rest] = [true, false].map((is) =>
      screen.queues.filter(({ id }) => favourites.includes(id) === is),
    );
    return { screen: { ...screen, favourites, queues: [...(first ?? []), ...(rest ?? [])] } };
  }

  #inCase(intent: Intent): Partial<DeskView> | null {
    switch (intent.intent) {
      case 'hold_look':
        return this.#shown(intent.rung, true);
      case 'toggle_look':
        return this.#shown(intent.rung, intent.rung > 1);
      case 'end_look':
        return this.#shown(1, false);
      case 'focus':
        return {};
      case 'focus_pair':
        return this.#case({ focused_pair: intent.at });
      case 'classify':
        return this.#case({ classification: intent.classification });
      case 'choose': {
        const reason = intent.reason ?? { code: 'adult' as const };
        const ruling =
          intent.choice === 'dispute'
            ? ({ ruling: 'dispute', reason } as const)
            : ({ ruling: intent.choice } as const);
        const pairs = this.#open()?.pairs.map((pair, at) =>
          at === this.#open()?.focused_pair ? { ...pair, ruling } : pair,
        );
        return this.#case({ ...(pairs && { pairs }), submit: { may: 'yes' } });
      }
      default:
        return null;
    }
  }

  #screen(name: string): Partial<DeskView> | null {
    const screen: Screen | undefined = scenes[name]?.().screen;
    return screen === undefined ? null : { screen };
  }

  #open(): CaseView | null {
    return this.now.screen.at === 'review' ? this.now.screen.case : null;
  }

  #case(part: Partial<CaseView>): Partial<DeskView> | null {
    const open = this.#open();
    if (open === null || this.now.screen.at !== 'review') return null;
    return { screen: { ...this.now.screen, case: { ...open, ...part } } };
  }

  #shown(rung: Rung, look: boolean): Partial<DeskView> | null {
    const open = this.#open();
    if (open === null) return null;
    const seen = rung > open.seen ? rung : open.seen;
    const shown: ShownView = {
      rung,
      frame: rung === 0 ? null : frame(rung),
      until: look ? this.now.now + performance.now() - this.#began - this.#toldMs + 10_000 : null,
      lens: null,
      full_size: null,
      asking: null,
      refused: null,
    };
    return this.#case({ shown, seen, choices: choiceViews(seen) });
  }
}
