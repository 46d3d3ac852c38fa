/** Shares and capacities of a queue as they are typed, and what is wrong with them. */
import type {
  Assignment,
  Audience,
  Directory,
  PersonId,
  QueueSettings,
} from '../../lib/host/wire.gen.ts';
import { percent } from '../../lib/language/figures.ts';
import { text } from '../../lib/text/text.ts';

/** One person's line. An empty capacity is none. */
export interface ShareRow {
  person: PersonId;
  name: string;
  share: string;
  open: string;
  day: string;
}

type Assignments = QueueSettings['assignments'];

/** What everybody has who is not assigned otherwise; the hub's own default. */
const USUAL = 100;
const MOST_SHARE = 1_000;
const MOST_OPEN = 8;
const MOST_PER_DAY = 100_000;

const whole = (typed: string): number => (/^\d+$/.test(typed.trim()) ? Number(typed) : NaN);

/** A line for everybody who may take from the queue. */
export function shareRows(
  { roles, people }: Audience,
  assignments: Assignments,
  directory: Directory,
): ShareRow[] {
  const everybody = roles.length === 0 && people.length === 0;
  const takes = directory.people.filter(
    ({ id, role }) => everybody || roles.includes(role) || people.includes(id),
  );
  return takes.map(({ id, name }) => {
    const known = assignments[id];
    return {
      person: id,
      name,
      share: String(known?.share ?? USUAL),
      open: known?.most_open?.toString() ?? '',
      day: known?.most_per_day?.toString() ?? '',
    };
  });
}

/**
 * What the slider beside a share can be dragged to: a tenth of the usual share to three times as much. What is typed
 * may go further.
 */
export const DRAGGED = { least: 10, most: 300, step: 10 } as const;

/**
 * What a line comes to of the whole queue, while everybody works the same hours; nothing while some share is none.
 */
export function partOf({ share }: ShareRow, rows: readonly ShareRow[]): string | undefined {
  const all = rows.reduce((sum, row) => sum + whole(row.share), 0);
  const part = whole(share) / all;
  return Number.isFinite(part) ? percent(part * 1_000) : undefined;
}

/** What is wrong with a line, if anything is. */
export function problemOfShare({ share, open, day }: ShareRow): string | undefined {
  const words = text.running.shares;
  const within = (typed: string, least: number, most: number) =>
    whole(typed) >= least && whole(typed) <= most;
  if (!within(share, 1, MOST_SHARE)) return words.badShare;
  if (open.trim() !== '' && !within(open, 1, MOST_OPEN)) return words.badOpen;
  if (day.trim() !== '' && !within(day, 0, MOST_PER_DAY)) return words.badDay;
  return undefined;
}

/** What the hub is to keep: whoever has what everybody has is not named, and whoever has no line keeps theirs. */
export function assigned(rows: readonly ShareRow[], before: Assignments): Assignments {
  const seen = new Set(rows.map((row) => row.person));
  const kept = Object.entries(before).filter(([person]) => !seen.has(person));
  const set = rows.flatMap(({ person, share, open, day }): [PersonId, Assignment][] => {
    if (whole(share) === USUAL && open.trim() === '' && day.trim() === '') return [];
    const assignment: Assignment = {
      share: whole(share),
      ...(open.trim() === '' ? {} : { most_open: whole(open) }),
      ...(day.trim() === '' ? {} : { most_per_day: whole(day) }),
    };
    return [[person, assignment]];
  });
  return Object.fromEntries([...kept, ...set]);
}
