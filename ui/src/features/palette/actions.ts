/**
 * The keys' actions as commands: those that have a meaning now, by the name they have on this screen,
 * with the reason where one may not be done. Knows no keys: which chord it is, the key book says.
 */
import type { Allowed, Choice, HomeView, ReviewView, Screen } from '../../lib/host/wire.gen.ts';
import { reviews } from '../../lib/desk/reviews.ts';
import { capsOf } from '../../lib/keys/book.svelte.ts';
import type { Stroke } from '../../lib/keys/keyboard.ts';
import { TABLE, type Action, type Group } from '../../lib/keys/table.ts';
import type { Command } from '../../lib/palette/offers.ts';
import { text, whyNot } from '../../lib/text/text.ts';

/**
 * A look is asked for by its own key, held or pressed, and never from a list; closing and the palette
 * have nothing to do in it.
 */
const NEVER = /^(?:look|show)(?:_|$)|^(?:close|palette)$/;

/** What one came for goes before what surrounds it; steps of a lens, a list or a game are none of it. */
const ORDER: readonly Group[] = ['decide', 'move', 'look', 'always'];
const IN_ORDER = ORDER.flatMap((group) => TABLE.filter((row) => row.group === group));

const CHOICES: readonly Choice[] = [
  'settle',
  'agree',
  'different',
  'dispute',
  'new_material',
  'undetermined',
];

interface Said {
  name?: string;
  group?: string;
  why?: string | undefined;
  /** It is not to be had on this screen, or for this person. */
  hidden?: boolean;
}

/** What is to be said of an action on a screen, where it is not the usual. */
type Sayings = Partial<Record<Action, Said>>;

export function actionCommands(screen: Screen, live: ReadonlyMap<Action, Stroke>): Command[] {
  const sayings: Sayings = {
    help: { name: text.shell.helpTitle },
    ...sayingsOf(screen),
  };
  return IN_ORDER.flatMap(({ action, group }) => {
    const stroke = live.get(action);
    const said = sayings[action];
    if (stroke === undefined || NEVER.test(action) || said?.hidden === true) return [];
    return [command(action, group, stroke, said)];
  });
}

function command(action: Action, group: Group, stroke: Stroke, said: Said | undefined): Command {
  return {
    id: `action ${action}`,
    name: said?.name ?? text.shell.actions[action],
    group: said?.group ?? text.shell.groups[group],
    caps: capsOf(action),
    why: said?.why,
    run: () => {
      stroke.down();
      stroke.up?.();
    },
  };
}

function sayingsOf(screen: Screen): Sayings {
  switch (screen.at) {
    case 'home':
      return atHome(screen);
    case 'review':
      return inReview(screen);
    case 'history':
      // What is taken back is a row's, and a list of actions has no row.
      return { undo: { hidden: true } };
    case 'break':
      return { break: { hidden: true } };
    default:
      return {};
  }
}

function atHome(view: HomeView): Sayings {
  const place = (name: string, open: boolean): Said => ({
    name,
    group: text.palette.places,
    hidden: !open,
  });
  return {
    submit: { name: text.home.start, group: text.home.title, why: whyNot(view.start) },
    unreadable: place(text.home.unreadable(view.unreadable ?? 0), view.unreadable !== null),
    queues: place(text.home.runQueues, view.manages_queues),
    care: place(text.home.care, view.sets_limits),
    oversight: place(text.oversight.title, view.oversees),
    history: place(text.history.title, reviews(view)),
    administration: place(text.administration.title, view.administers),
  };
}

function inReview({ case: current, undo }: ReviewView): Sayings {
  const nothing = { why: text.palette.noCase };
  const may = (allowed: Allowed | undefined): Said =>
    current === null ? nothing : { why: allowed && whyNot(allowed), hidden: allowed === undefined };
  const chosen = CHOICES.map((choice) => [
    choice,
    may(current?.choices.find((offered) => offered.choice === choice)?.allowed),
  ]);
  const any = may({ may: 'yes' });
  return {
    ...(Object.fromEntries(chosen) as Sayings),
    submit: may(current?.submit),
    ask_lead: may(current?.ask_lead),
    urgent: may(current?.mark_urgent),
    undo: { why: undo === null ? text.palette.nothingToUndo : undefined },
    ...{ classify: any, explain: any, note: any, skip: any },
    ...{ rest_label: any, rest_heavy: any },
    pair_before: step(current, -1),
    pair_after: step(current, 1),
  };
}

/** Where there is one match alone, there is none before or after it. */
function step(current: ReviewView['case'], by: 1 | -1): Said {
  if (current === null || current.pairs.length < 2) return { hidden: true };
  const at = current.focused_pair + by;
  const there = at >= 0 && at < current.pairs.length;
  return { why: there ? undefined : text.palette.noPair };
}
