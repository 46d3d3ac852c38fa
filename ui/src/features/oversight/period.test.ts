import { describe, expect, it } from 'vitest';
import { whyNotShown } from './period.ts';

const at = (year: number, month: number) => Date.UTC(year, month - 1, 1);

describe('the months of a report', () => {
  const shown = { from: at(2026, 10), until: at(2026, 11) };

  it('are at most thirteen, in their order, and others than those that are shown', () => {
    expect(whyNotShown({ from: at(2025, 10), until: at(2026, 11) }, shown)).toBeUndefined();
    expect(whyNotShown({ from: at(2025, 9), until: at(2026, 11) }, shown)).toMatch(/13 months/);
    expect(whyNotShown({ from: at(2026, 11), until: at(2026, 11) }, shown)).toMatch(/after/);
    expect(whyNotShown(shown, shown)).toMatch(/are shown/);
  });
});
