/**
 * Where one can go, which queue one can take from and which case one can open, as commands. Knows the
 * home view, also of a while ago: the hub has the last word.
 */
import { reviews } from '../../lib/desk/reviews.ts';
import type { HomeView, Intent, Queue, Screen } from '../../lib/host/wire.gen.ts';
import type { Command } from '../../lib/palette/offers.ts';
import { text, whyNot } from '../../lib/text/text.ts';

/** `scrim-desk://case/ID`, or the id alone; the desk reads the same. */
const LINK = /^(?:scrim-desk:\/\/case\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The case that was typed, if it was one. */
export function caseOf(typed: string): string | undefined {
  return LINK.exec(typed.trim())?.[1]?.toLowerCase();
}

type Send = (intent: Intent) => void;

/** From a case one goes home first: what lies elsewhere would give it back by the way. */
const STAYS: readonly Screen['at'][] = ['starting', 'sign_in', 'review', 'break'];

export function placeCommands(screen: Screen, home: HomeView | null, send: Send): Command[] {
  if (home === null || STAYS.includes(screen.at)) return [];
  const elsewhere = screen.at === 'home' ? [] : fromElsewhere(screen, home, send);
  const [marked, others] = queueCommands(home, send);
  const marks = screen.at === 'home' ? markCommands(screen, send) : [];
  return [...marked, ...elsewhere, ...ownPlaces(screen, send), ...others, ...marks];
}

/** Opens the case that was typed. */
export function caseCommand(typed: string, home: HomeView | null, send: Send): Command[] {
  const id = caseOf(typed);
  if (id === undefined || home === null) return [];
  return [
    {
      ...go('case', text.palette.openCase(id.slice(-8)), () =>
        send({ intent: 'open_case', link: id }),
      ),
      group: text.palette.cases,
      why: whyNot(home.start),
    },
  ];
}

function go(id: string, name: string, run: () => void): Command {
  return { id: `go ${id}`, name, group: text.palette.places, caps: [], run };
}

/** What has a key at home, and none here. */
function fromElsewhere(screen: Screen, home: HomeView, send: Send): Command[] {
  const places: (Command & { open: boolean; at: Screen['at'] })[] = [
    {
      ...go('queues', text.home.runQueues, () => send({ intent: 'open_queues' })),
      open: home.manages_queues,
      at: 'queues',
    },
    {
      ...go('care', text.home.care, () => send({ intent: 'open_care' })),
      open: home.sets_limits,
      at: 'care',
    },
    {
      ...go('oversight', text.oversight.title, () =>
        send({ intent: 'open_oversight', page: null }),
      ),
      open: home.oversees,
      at: 'oversight',
    },
    {
      ...go('administration', text.administration.title, () =>
        send({ intent: 'open_administration', section: null }),
      ),
      open: home.administers,
      at: 'administration',
    },
    {
      ...go('unreadable', text.unreadableList.title, () => send({ intent: 'open_unreadable' })),
      open: home.unreadable !== null,
      at: 'unreadable',
    },
    {
      ...go('history', text.history.title, () => send({ intent: 'open_history' })),
      open: reviews(home),
      at: 'history',
    },
  ];
  return places.filter(({ open, at }) => open && at !== screen.at);
}

function ownPlaces(screen: Screen, send: Send): Command[] {
  const places: [Screen['at'], Command][] = [
    ['record', go('record', text.home.record, () => send({ intent: 'open_record' }))],
    ['settings', go('settings', text.home.settings, () => send({ intent: 'open_settings' }))],
  ];
  return places.filter(([at]) => at !== screen.at).map(([, command]) => command);
}

/** Those of the marked queues, which come first, and those of the others. */
function queueCommands(home: HomeView, send: Send): [Command[], Command[]] {
  const why = ({ waiting }: Queue) =>
    whyNot(home.start) ?? (waiting === 0 ? text.home.queueEmpty : undefined);
  const take = (queue: Queue): Command => ({
    id: `queue ${queue.id}`,
    name: text.home.reviewQueue(queue.name),
    group: text.home.queues,
    caps: [],
    why: why(queue),
    run: () => send({ intent: 'start_review', queue: queue.id }),
  });
  const isMarked = ({ id }: Queue) => home.favourites.includes(id);
  const others = home.queues.filter((queue) => !isMarked(queue));
  return [home.queues.filter(isMarked).map(take), others.map(take)];
}

/** Marking a queue and taking the mark away, where one sees it. */
function markCommands({ queues, favourites }: HomeView, send: Send): Command[] {
  return queues.map(({ id, name }) => {
    const marked = favourites.includes(id);
    return {
      id: `mark ${id}`,
      name: marked ? text.home.unmarkQueue(name) : text.home.markQueue(name),
      group: text.home.queues,
      caps: [],
      run: () => send({ intent: 'mark_queue', queue: id, marked: !marked }),
    };
  });
}
