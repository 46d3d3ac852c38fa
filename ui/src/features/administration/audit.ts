/** The audit's entries in words, and its filter as it is typed. */
import type { About, AuditFilter, AuditView, Entry, EntryKind } from '../../lib/host/wire.gen.ts';
import { byName } from '../../lib/language/figures.ts';
import { text } from '../../lib/text/text.ts';

const DAY = 86_400_000;
const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The filter as it is typed; nothing typed lets everything through. */
export interface Draft {
  from: string;
  until: string;
  kind: EntryKind | '';
  actor: string;
  case: string;
}

/** What can be shown, or which part of what was typed cannot be meant. */
export type Read = { filter: AuditFilter } | { wrong: 'from' | 'until' | 'case' | 'backwards' };

export function draftOf(filter: AuditFilter): Draft {
  return {
    from: filter.from === null ? '' : written(filter.from),
    until: filter.until === null ? '' : written(filter.until - 1),
    kind: filter.kind ?? '',
    actor: filter.actor ?? '',
    case: filter.case ?? '',
  };
}

export function read(draft: Draft): Read {
  const from = firstMoment(draft.from);
  const last = firstMoment(draft.until);
  if (from === undefined) return { wrong: 'from' };
  if (last === undefined) return { wrong: 'until' };
  const id = ID.exec(draft.case)?.[0] ?? null;
  if (draft.case.trim() !== '' && id === null) return { wrong: 'case' };
  // The day that is named counts as a whole; one with a change of the clocks is not as long as others.
  const until = last === null ? null : dayAfter(last);
  if (from !== null && until !== null && until <= from) return { wrong: 'backwards' };
  return {
    filter: {
      from,
      until,
      kind: draft.kind === '' ? null : draft.kind,
      actor: draft.actor === '' ? null : draft.actor,
      case: id === null ? null : id.toLowerCase(),
    },
  };
}

/** A day's first moment where this machine is; nothing typed is none, and what is no day is not told. */
function firstMoment(typed: string): number | null | undefined {
  if (typed.trim() === '') return null;
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed.trim());
  if (parts === null) return undefined;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : undefined;
}

function dayAfter(at: number): number {
  const date = new Date(at + DAY + DAY / 2);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function written(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Every kind with its words, in the order of these. */
export function kinds(): { value: EntryKind; name: string }[] {
  const words = text.administration.audit.kinds;
  const all = (Object.keys(words) as EntryKind[]).filter((kind) => kind !== 'other');
  return all
    .map((value) => ({ value, name: words[value] }))
    .sort((one, other) => byName(one.name, other.name));
}

/** Names by id. */
export type Names = ReadonlyMap<string, string>;

export function namesOf({ people, things }: Pick<AuditView, 'people' | 'things'>): Names {
  return new Map([...people, ...things].map(({ id, name }) => [id, name]));
}

/** Who did something. */
export function who({ by }: Entry, names: Names): string {
  const words = text.administration.audit;
  if (by.who === 'hub') return words.hub;
  return by.who === 'not_told' ? words.notTold : person(by.id, names);
}

/** What it was done to, each in words. */
export function onWhat({ about, off }: Entry, names: Names): string[] {
  const words = text.administration.audit;
  const all = about.map((one) => words.about[one.what](nameOf(one, names)));
  return off === null ? all : [...all, off ? words.off : words.back];
}

function nameOf(about: About, names: Names): string {
  switch (about.what) {
    case 'person':
      return person(about.id, names);
    case 'role':
      return text.home.roles[about.role];
    case 'group':
      return about.name;
    default:
      return names.get(about.id) ?? short(about.id);
  }
}

function person(id: string, names: Names): string {
  return names.get(id) ?? text.administration.audit.somebody(short(id));
}

/** The end of an id: its beginning is the time when it was made. */
export function short(id: string): string {
  return id.slice(-8);
}
