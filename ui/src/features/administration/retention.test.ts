import { describe, expect, it } from 'vitest';
import { choicesOf, policyOf } from './retention.ts';

describe('for how long pictures are kept, as it is typed', () => {
  it('is the policy again where nothing is changed, and none where days are no days', () => {
    const policy = { cleared: { destroy: { after_days: 30 } }, confirmed: 'keep' } as const;
    const whole = { ...policy, stopped: 'keep', unreadable: 'keep' } as const;
    expect(policyOf(choicesOf(whole))).toEqual(whole);
    for (const days of ['', '0', '3651', '1.5', 'x']) {
      const typed = { ...choicesOf(whole), stopped: { becomes: 'destroy' as const, days } };
      expect(policyOf(typed), days).toBeNull();
    }
  });
});
