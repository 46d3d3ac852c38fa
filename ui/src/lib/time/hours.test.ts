import { describe, expect, it } from 'vitest';
import type { WeeklyHours } from '../host/wire.gen.ts';
import { minuteOf, momentIn, runsOf, timeOf, zonesWith } from './hours.ts';

describe('hours in words', () => {
  it('write a minute of the day as a time and read it back, and nothing else', () => {
    for (const minute of [0, 545, 1_439]) expect(minuteOf(timeOf(minute))).toBe(minute);
    expect(timeOf(545)).toBe('09:05');
    expect(minuteOf(' 9:05 ')).toBe(545);
    for (const none of ['', '24:00', '09:60', '9', '09.00', '-1:00'])
      expect(minuteOf(none)).toBeUndefined();
  });

  it('join days in a row that have the same times, and no others', () => {
    const at = (day: WeeklyHours['windows'][number]['day'], from = 540) => ({
      day,
      from,
      to: 1020,
    });
    const hours: WeeklyHours = {
      zone: 'Etc/UTC',
      windows: [at('tuesday'), at('monday'), at('thursday'), at('friday', 600)],
    };
    expect(runsOf(hours).map((run) => run.days)).toEqual([
      ['monday', 'tuesday'],
      ['thursday', 'thursday'],
      ['friday', 'friday'],
    ]);
    expect(runsOf({ zone: 'Etc/UTC', windows: [] })).toEqual([]);
  });

  it('keep a zone that is set among those to choose from', () => {
    expect(zonesWith('Mars/Base')).toContain('Mars/Base');
    expect(zonesWith('Etc/UTC').filter((zone) => zone === 'Etc/UTC')).toHaveLength(1);
  });

  it('name a moment by the clocks of the zone', () => {
    expect(momentIn(Date.UTC(2026, 10, 23, 16), 'Europe/Berlin')).toMatch(/Mon.*23 Nov.*17:00/);
  });
});
