/** A screen of each kind, by the name of its main part. */
import type { Screen } from '../lib/host/wire.gen.ts';
import { NOW, block, hours, queueInfo, reviewView, settings, team, today } from './views.ts';

export const screens: Record<string, Screen> = {
  'Sign in': {
    at: 'sign_in',
    hub: '',
    name: '',
    busy: false,
    problem: null,
    ways: null,
    browser: 'unused',
  },
  Home: {
    at: 'home',
    name: 'Robin',
    role: 'moderator',
    queues: [{ id: 'q', name: 'Near matches', waiting: 2, oldest: NOW - 60_000 }],
    favourites: ['q'],
    block,
    reviewing_today_ms: 0,
    team,
    start: { may: 'yes' },
    unreadable: 3,
    manages_queues: true,
    sets_limits: true,
    oversees: true,
  },
  Review: { at: 'review', ...reviewView() },
  Break: { at: 'break', until: NOW + 60_000, since: NOW, may_end: false, team },
  'My record': {
    at: 'record',
    hours,
    today,
    days: [{ starts: NOW, reviewing_ms: 60_000, looks: 1, looking_ms_by_rung: { 5: 2_000 } }],
    rows: [],
    more: false,
    accesses: [{ id: 'a', at: NOW, by: 'Ada', reason: 'a complaint' }],
    ...{ became: { feedback: [], more: false }, alarms: [], exported: null, busy: false },
  },
  'Could not be read': {
    at: 'unreadable',
    counts: [{ reason: 'corrupt', uploads: 1 }],
    uploads: [
      {
        item_id: 'item-1',
        reason: 'corrupt',
        source: 'platform',
        received_at: NOW,
        bytes: 2_048,
        lists: [],
      },
    ],
    more: true,
    busy: false,
  },
  Queues: {
    at: 'queues',
    queues: [queueInfo],
    book: {
      revision: 2,
      rules: [{ name: 'Equal bytes', when: { signal: 'digest' }, queue: 'q1', priority: 3 }],
    },
    directory: {
      people: [{ id: 'p1', name: 'Noor', role: 'moderator' }],
      sources: [{ id: 's1', name: 'platform' }],
      lists: [{ id: 'l1', name: 'Partners', harm: 'csam' }],
    },
    tried: null,
    weeks: [{ starts: NOW, told: { is: 'too_few' } }],
    cases: null,
    busy: false,
  },
  'Limits and support': {
    at: 'care',
    page: {
      floor: settings,
      teams: [{ id: 't1', name: 'Night', members: ['p1'], settings }],
      people: [{ id: 'p1', name: 'Noor', role: 'moderator' }],
      severe: { categories: ['A1'], unknown_is_severe: true },
      support: { contacts: [{ name: 'Line', reach: '116 123', note: '' }] },
      desks: { looks_need_capture_protection: false },
    },
    hours: {
      person: 'p1',
      shown: {
        hours: { zone: 'Europe/Berlin', windows: [{ day: 'monday', from: 540, to: 1020 }] },
        shift: null,
        now: NOW,
      },
    },
    me: 'p9',
    sets_support: true,
    busy: false,
  },
  Settings: {
    at: 'settings',
    effective: { settings, reasons: [] },
    floor: settings,
    left_out: { opt_outs: { categories: ['B2'], media: ['animation'] }, categories: ['A1', 'B2'] },
    busy: false,
  },
};
