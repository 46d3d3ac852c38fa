import { describe, expect, it } from 'vitest';
import { lookAlikeShares } from './look-alikes.ts';

describe('the shares of look-alikes that are offered', () => {
  it('begin with none and end with five in a hundred', () => {
    const names = lookAlikeShares(0).map(({ name }) => name);
    expect(names).toEqual(['none', '1 in 100', '2 in 100', '3 in 100', '5 in 100']);
  });

  it('have one that was set otherwise among them, in its place', () => {
    const shares = lookAlikeShares(15);
    expect(shares.map(({ value }) => value)).toEqual(['0', '10', '15', '20', '30', '50']);
    expect(shares[2]?.name).toBe('1.5 in 100');
  });
});
