/** Limits and support, made up. */
import type { DeskView, HoursView } from '../src/lib/host/wire.gen.ts';
import { NOW, deskView, hours, settings } from '../src/testing/views.ts';

const HOUR = 3_600_000;
const night = { ...settings, looks_per_day: 40 };

function care(view: HoursView | null): DeskView {
  return deskView({
    screen: {
      at: 'care',
      page: {
        floor: settings,
        teams: [{ id: 't1', name: 'Night', members: ['p1'], settings: night }],
        people: [
          { id: 'p1', name: 'Noor', role: 'moderator' },
          { id: 'p2', name: 'Ada', role: 'moderator' },
        ],
        severe: { categories: ['A1'], unknown_is_severe: false },
        support: { contacts: [{ name: 'Line', reach: '116 123', note: '' }] },
        desks: { looks_need_capture_protection: false },
      },
      hours: view,
      me: 'p9',
      sets_support: true,
      busy: false,
    },
  });
}

export const careScenes: Record<string, () => DeskView> = {
  care: () => care(null),
  'care-hours': () =>
    care({
      person: 'p1',
      shown: {
        hours: hours.hours,
        shift: { starts_at: NOW - HOUR, veiled_from: NOW + 6.5 * HOUR, ends_at: NOW + 7 * HOUR },
        now: NOW,
      },
    }),
};
