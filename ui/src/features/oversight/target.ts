/** Whom a destination is, as it is typed and as it is sent. Keeps nothing. */
import type { AddDestinationTo, DestinationKind } from '../../lib/host/wire.gen.ts';

export interface TargetDraft {
  kind: DestinationKind;
  /** Of a platform: whose uploads it hears of. */
  source: string;
  /** Of a matcher: which. */
  matcher: string;
  /** Of a matcher: its bank of confirmed content. */
  confirmed: string;
  /** Of NCMEC: the name there. */
  user: string;
  /** A password, or what signs messages. */
  secret: string;
}

export function isWholeTarget(draft: TargetDraft): boolean {
  switch (draft.kind) {
    case 'platform':
      return draft.source !== '';
    case 'ncmec':
      return draft.user.trim() !== '' && draft.secret !== '';
    case 'hma':
      return draft.matcher !== '' && draft.confirmed.trim() !== '';
  }
}

/** Of a platform without a secret the hub makes one. */
export function targetOf(draft: TargetDraft): AddDestinationTo {
  const { kind, source, matcher, confirmed, user, secret } = draft;
  switch (kind) {
    case 'platform':
      return { kind, source_id: source, ...(secret === '' ? {} : { secret }) };
    case 'ncmec':
      return { kind, user: user.trim(), password: secret };
    case 'hma':
      return { kind, matcher_id: matcher, confirmed: confirmed.trim() };
  }
}
