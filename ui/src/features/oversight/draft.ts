/** What is typed into the forms of services, and what of it is sent. Keeps nothing, and knows no component. */
import type {
  ChangeMatcher,
  MatcherCredential,
  MatcherInfo,
  MatcherKind,
  MatcherSecret,
} from '../../lib/host/wire.gen.ts';

/** How the hub shows who it is; `keep` where that stays as it is. */
export type Shows = 'keep' | MatcherCredential['kind'];

export interface SecretDraft {
  shows: Shows;
  /** A name there, or a header's. */
  name: string;
  /** A token, a password, or a header's value. */
  secret: string;
}

export interface ListDraft {
  theirs: string;
  ours: string;
}

export const NO_SECRET: SecretDraft = { shows: 'none', name: '', secret: '' };

/** The same with nothing in it that anybody could read. */
export const emptied = (draft: SecretDraft): SecretDraft => ({ ...draft, secret: '' });

export function isWhole({ shows, name, secret }: SecretDraft): boolean {
  if (shows === 'keep' || shows === 'none') return true;
  return secret !== '' && (shows === 'bearer' || name.trim() !== '');
}

/** What is sent of it; nothing where it stays as it is. */
export function secretOf({ shows, name, secret }: SecretDraft): MatcherSecret | undefined {
  switch (shows) {
    case 'keep':
      return undefined;
    case 'none':
      return { credential: { kind: 'none' } };
    case 'bearer':
      return { credential: { kind: 'bearer', token: secret } };
    case 'basic':
      return { credential: { kind: 'basic', name: name.trim(), password: secret } };
    case 'headers':
      return { credential: { kind: 'headers', headers: { [name.trim()]: secret } } };
  }
}

export const listsOf = (rows: readonly ListDraft[]): Record<string, string> =>
  Object.fromEntries(rows.map(({ theirs, ours }) => [theirs.trim(), ours]));

export const rowsOf = (lists: MatcherInfo['lists']): ListDraft[] =>
  Object.entries(lists).map(([theirs, ours]) => ({ theirs, ours: ours ?? '' }));

const same = (one: object, other: object) =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

interface Wanted {
  address: string;
  sends: MatcherInfo['sends'];
  lists: readonly ListDraft[];
  secret: SecretDraft;
}

/** What differs from what is; nothing of it where nothing does. */
export function changeOf(info: MatcherInfo, wanted: Wanted): ChangeMatcher {
  const lists = listsOf(wanted.lists);
  const secret = secretOf(wanted.secret);
  const address = wanted.address.trim();
  return {
    ...(address === info.address ? {} : { address }),
    ...(wanted.sends === info.sends ? {} : { sends: wanted.sends }),
    ...(same(lists, info.lists) ? {} : { lists }),
    ...(secret === undefined ? {} : { secret }),
  };
}

/** Only what speaks as Shield does can be sent uploads. */
export const sendsOf = (kind: MatcherKind, wanted: MatcherInfo['sends']): MatcherInfo['sends'] =>
  kind === 'hma' ? 'hashes' : wanted;
