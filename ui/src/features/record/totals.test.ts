import { describe, expect, it } from 'vitest';
import type { ExposureRow } from '../../lib/host/wire.gen.ts';
import { NOW } from '../../testing/views.ts';
import { totalsOf } from './totals.ts';

const row = (part: Partial<ExposureRow>): ExposureRow => ({
  grant_id: 'g',
  case_id: 'c',
  item_id: 'i',
  rung: 5,
  granted_at: NOW,
  until: NOW + 10_000,
  charged: true,
  presented: null,
  counts_as: 5,
  counts_ms: 2_000,
  ...part,
});

describe('the totals of a record', () => {
  it('are nothing without rows', () => {
    expect(totalsOf([])).toEqual({ looks: 0, ms: 0, clearest: null });
  });

  it('count charged looks once and all time', () => {
    const totals = totalsOf([row({}), row({ charged: false, counts_ms: 500 })]);
    expect(totals).toEqual({ looks: 1, ms: 2_500, clearest: 5 });
  });

  it('name the clearest rung that was really shown', () => {
    const never = row({ counts_as: 6, counts_ms: 0 });
    expect(totalsOf([row({ counts_as: 2 }), never]).clearest).toBe(2);
  });
});
