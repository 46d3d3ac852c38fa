/** Sources, the audit and what is kept. Everybody and everything here is invented. */
import type {
  About,
  Actor,
  DeskView,
  Entry,
  EntryKind,
  SectionContent,
  Source,
} from '../src/lib/host/wire.gen.ts';
import { NOW } from '../src/testing/views.ts';
import { NOTHING_CHANGED, section } from './administration-scenes.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CASE = '01997a10-4c1e-7b22-9d0e-3f6c5a2b7e01';

type Sources = Extract<SectionContent, { of: 'sources' }>;
type Audit = Extract<SectionContent, { of: 'audit' }>;
type Storage = Extract<SectionContent, { of: 'storage' }>;

const source = (id: string, name: string, part: Partial<Source> = {}): Source => ({
  id,
  name,
  added_at: NOW - 200 * DAY,
  disabled: false,
  key_made_at: NOW - 40 * DAY,
  may: ['submit'],
  ...part,
});

export const sources: Sources = {
  of: 'sources',
  sources: [
    source('s1', 'Photo platform'),
    source('s2', 'Messenger', { key_made_at: NOW - HOUR, old_key_ends_at: NOW + 23 * HOUR }),
    source('s3', 'Old archive', { disabled: true }),
  ],
};

const ada: Actor = { who: 'person', id: 'p1' };
const entry = (
  seq: number,
  kind: EntryKind,
  by: Actor,
  about: About[],
  off: boolean | null = null,
): Entry => ({ seq, at: NOW - (12_410 - seq) * 7 * 60_000, kind, by, about, off });

export const audit: Audit = {
  of: 'audit',
  filter: { from: null, until: null, kind: null, actor: null, case: null },
  go_on_before: 12_404,
  people: [
    { id: 'p1', name: 'Ada' },
    { id: 'p3', name: 'Noor' },
    { id: 's1', name: 'Photo platform' },
    { id: 's3', name: 'Old archive' },
  ],
  things: [{ id: 'q1', name: 'Near matches' }],
  entries: [
    entry(
      12_410,
      'person_changed',
      ada,
      [
        { what: 'person', id: 's3' },
        { what: 'role', role: 'source' },
      ],
      true,
    ),
    entry(12_409, 'source_key_made', ada, [{ what: 'person', id: 's1' }]),
    entry(12_408, 'verdict_given', { who: 'not_told' }, [{ what: 'case', id: CASE }]),
    entry(12_407, 'case_opened', { who: 'hub' }, [{ what: 'case', id: CASE }]),
    entry(12_406, 'received', { who: 'person', id: 's1' }, [{ what: 'upload', id: CASE }]),
    entry(12_405, 'queue_set', { who: 'person', id: 'gone-1234567' }, [
      { what: 'queue', id: 'q1' },
    ]),
    entry(12_404, 'signed_in', { who: 'person', id: 'p3' }, []),
  ],
  verification: null,
};

const holds: Storage['holds'] = [
  { item_id: CASE, at: NOW - 3 * DAY, by: 'p1', reason: 'Order 12 of the district court' },
  { case_id: CASE.replace('01997', '01998'), at: NOW - 9 * DAY, reason: 'Asked for by the police' },
];

export const storage: Storage = {
  of: 'storage',
  retention: {
    policy: {
      confirmed: 'keep',
      cleared: { destroy: { after_days: 30 } },
      stopped: 'keep',
      unreadable: { destroy: { after_days: 7 } },
    },
    revision: 4,
    rests_until: NOW + 20 * HOUR,
  },
  sums: { kept: 48_211, holds: 2, destroyed: 1_204, media_left: 1 },
  holds,
  more: true,
  people: [{ id: 'p1', name: 'Ada' }],
  may_destroy: true,
  tried: null,
};

export const tried: Storage = {
  ...storage,
  tried: {
    policy: { ...storage.retention.policy, cleared: { destroy: { after_days: 14 } } },
    told: { is: 'would', would: { due: { cleared: 312, unreadable: 1 }, at_least: true } },
  },
};

const HEAD = 'c0ffee00'.repeat(8);

export const keepingScenes: Record<string, () => DeskView> = {
  'administration-sources': () => section(sources),
  'administration-sources-none': () => section({ ...sources, sources: [] }),
  'administration-sources-made': () =>
    section(sources, {
      changes: {
        ...NOTHING_CHANGED,
        answered: 1,
        made: { of: 'Messenger', secret: '5eed'.repeat(16) },
      },
    }),
  'administration-audit': () => section(audit),
  'administration-audit-none': () => section({ ...audit, entries: [], go_on_before: null }),
  'administration-audit-verifying': () =>
    section({ ...audit, verification: { is: 'under_way', rows: 200_000, length: 1_048_576 } }),
  'administration-audit-holds': () =>
    section({
      ...audit,
      verification: { is: 'holds', rows: 1_048_576, checkpoints: 4_012, head: HEAD, at: NOW },
    }),
  'administration-audit-broken': () =>
    section({ ...audit, verification: { is: 'broken', row: 731, how: 'altered' } }),
  'administration-audit-failed': () =>
    section({ ...audit, verification: { is: 'failed' } }, { exported: { is: 'not_fetched' } }),
  'administration-storage': () => section(storage),
  'administration-storage-tried': () => section(tried),
  'administration-storage-seen': () =>
    section({ ...storage, may_destroy: false, holds: [], more: false }),
};
