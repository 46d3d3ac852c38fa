/** What an admin has changed of roles, and what it means. The rules are the hub's: what can be set comes with the view. */
import type { Permission, Role, RoleView } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';

/** Those that people have. */
export const ROLES: readonly Role[] = ['moderator', 'lead', 'admin'];

/** What a role is to allow, where that is otherwise than it is. */
export type Drafts = Partial<Record<Role, readonly Permission[]>>;

/** What a role allows in the draft, or as it is. */
export const allows = (view: RoleView, drafts: Drafts): readonly Permission[] =>
  drafts[view.set.role] ?? view.set.permissions;

/** The draft with one permission of one role the other way round; no draft where that is how it was. */
export function turned(view: RoleView, drafts: Drafts, permission: Permission): Drafts {
  const { role, permissions } = view.set;
  const before = allows(view, drafts);
  const after = before.includes(permission)
    ? before.filter((one) => one !== permission)
    : [...before, permission];
  const isAsItWas =
    after.length === permissions.length && after.every((one) => permissions.includes(one));
  return { ...drafts, [role]: isAsItWas ? undefined : after };
}

/** What the draft changes for a role, in sentences; none where it changes nothing. */
export function meaning(view: RoleView, drafts: Drafts): string[] {
  const words = text.administration.roles;
  const { role, permissions } = view.set;
  const after = allows(view, drafts);
  const named = (which: readonly Permission[]) =>
    which.map((one) => words.permissions[one].name.toLowerCase()).join(', ');
  const gained = after.filter((one) => !permissions.includes(one));
  const lost = permissions.filter((one) => !after.includes(one));
  return [
    ...(gained.length === 0 ? [] : [words.gains(words.names[role], named(gained))]),
    ...(lost.length === 0 ? [] : [words.loses(words.names[role], named(lost))]),
  ];
}
