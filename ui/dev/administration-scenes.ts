/** What an admin sets up. Everybody here is invented. */
import type {
  AdministrationSection,
  AdministrationView,
  ChangesView,
  DeskView,
  Giving,
  Group,
  Permission,
  Person,
  Role,
  RoleView,
  SectionContent,
} from '../src/lib/host/wire.gen.ts';
import { NOW, deskView } from '../src/testing/views.ts';

const DAY = 86_400_000;
const SECTIONS: AdministrationSection[] = [
  'people',
  'roles',
  'groups',
  'sources',
  'audit',
  'storage',
  'classes',
  'setting_up',
];
export const NOTHING_CHANGED: ChangesView = { answered: 0, refused: null, made: null };

const person = (id: string, name: string, role: Role, part: Partial<Person> = {}): Person => ({
  id,
  name,
  role,
  added_at: NOW - 140 * DAY,
  disabled: false,
  experienced: true,
  provided: false,
  signed_in: false,
  ...part,
});

export const people: Extract<SectionContent, { of: 'people' }> = {
  of: 'people',
  me: 'p1',
  people: [
    person('p1', 'Ada', 'admin', { signed_in: true, added_at: NOW - 400 * DAY }),
    person('p2', 'Lea', 'lead', { signed_in: true }),
    person('p3', 'Noor', 'moderator', { experienced: false, added_at: NOW - 3 * DAY }),
    person('p4', 'Robin Day', 'moderator', { provided: true, signed_in: true }),
    person('p5', 'Sam', 'moderator', { disabled: true }),
    person('p6', 'Zoé', 'lead', { provided: true }),
  ],
};

/** As the rules have it; the desk's own test compares them with the rules. */
const FIXED: Record<'moderator' | 'lead' | 'admin', Partial<Record<Permission, Giving>>> = {
  moderator: {
    review: 'kept',
    settle: 'of_another',
    reverse: 'never',
    manage_queues: 'never',
    set_floors: 'never',
    manage_people: 'of_another',
    manage_banks: 'never',
    hold: 'never',
    destroy: 'never',
  },
  lead: {
    review: 'kept',
    settle: 'kept',
    manage_people: 'of_another',
    manage_banks: 'never',
    destroy: 'never',
  },
  admin: {
    review: 'of_another',
    settle: 'of_another',
    reverse: 'never',
    manage_people: 'kept',
  },
};
const ALL: Permission[] = [
  'review',
  'settle',
  'reverse',
  'manage_queues',
  'set_floors',
  'see_metrics',
  'see_unreadable',
  'manage_people',
  'manage_banks',
  'read_audit',
  'hold',
  'destroy',
];
const role = (of: 'moderator' | 'lead' | 'admin', permissions: Permission[]): RoleView => ({
  set: { role: of, permissions },
  permissions: ALL.map((permission) => ({ permission, is: FIXED[of][permission] ?? 'free' })),
});

export const roles: Extract<SectionContent, { of: 'roles' }> = {
  of: 'roles',
  roles: [
    role('moderator', ['review']),
    role('lead', ALL.slice(0, 7).concat('hold')),
    role('admin', ALL.slice(3)),
  ],
};

const group = (name: string, of: Role, queues: string[], members: number): Group => ({
  name,
  gives: { role: of, queues },
  people: members,
});

export const groups: Extract<SectionContent, { of: 'groups' }> = {
  of: 'groups',
  provided: true,
  queues: [
    { id: 'q1', name: 'Near matches' },
    { id: 'q2', name: 'Second looks' },
  ],
  groups: [
    group('content moderators', 'moderator', ['q1', 'q2'], 12),
    group('content moderators, night', 'moderator', ['q1', 'gone'], 5),
    group('trust and conduct leads', 'lead', [], 2),
  ],
};

export const classes: Extract<SectionContent, { of: 'classes' }> = {
  of: 'classes',
  revision: 4,
  given: ['H1', 'A1'],
  scheme: {
    classes: [
      {
        code: 'H1',
        name: 'Grave',
        hint: 'Goes to the team at once',
        retired: false,
        reports_as: 'A1',
      },
      { code: 'H2', name: 'Light', hint: '', retired: false, reports_as: null },
      { code: 'A1', name: 'A1', hint: '', retired: true, reports_as: 'A1' },
    ],
  },
};

export const section = (content: SectionContent, part: Partial<AdministrationView> = {}) =>
  deskView({
    screen: {
      at: 'administration',
      section: content.of,
      sections: SECTIONS,
      content,
      failed: false,
      busy: false,
      changes: NOTHING_CHANGED,
      exported: null,
      ...part,
    },
  });

export const administrationScenes: Record<string, () => DeskView> = {
  'administration-people': () => section(people),
  'administration-people-made': () =>
    section(people, {
      changes: {
        ...NOTHING_CHANGED,
        answered: 1,
        made: { of: 'Noor', secret: 'k7mqz-ru5hd-w2fjt-94xbn' },
      },
    }),
  'administration-people-refused': () =>
    section(people, {
      changes: {
        answered: 1,
        refused: {
          code: 'last_admin',
          field: null,
          says: 'the hub would be left without an admin',
        },
        made: null,
      },
    }),
  'administration-failed': () => section(people, { content: null, failed: true }),
  'administration-asking': () => section(people, { content: null, busy: true }),
  'administration-roles': () => section(roles),
  'administration-groups': () => section(groups),
  'administration-classes': () => section(classes),
  'administration-classes-none': () => section({ ...classes, given: [], scheme: { classes: [] } }),
  'administration-groups-none': () => section({ ...groups, groups: [], provided: false }),
};
