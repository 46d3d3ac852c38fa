import { describe, expect, it } from 'vitest';
import type { DeskView, ReviewView } from '../../lib/host/wire.gen.ts';
import { NOW, caseView, deskView, reviewView } from '../../testing/views.ts';
import { announce } from './announce.ts';

const review = (part: Partial<ReviewView> = {}): DeskView =>
  deskView({ screen: { at: 'review', ...reviewView(part) } });

describe('announcements', () => {
  it('say nothing while nothing changes', () => {
    expect(announce(null, review())).toBeNull();
    expect(announce(review(), review())).toBeNull();
  });

  it('say which rung is shown and that it is hidden, never what it shows', () => {
    const shown = { ...caseView().shown, rung: 5 as const, until: NOW + 10_000 };
    const looking = review({ case: caseView({ shown }) });
    expect(announce(review(), looking)).toBe('Grey is shown.');
    expect(announce(looking, review())).toBe('Hidden.');
  });

  it('say that a verdict was given and the next case is there', () => {
    const undo = { verdict: 'v', until: NOW + 60_000 };
    const next = review({ case: caseView({ id: 'case-2' }), undo });
    expect(announce(review(), next)).toMatch(/^Verdict given.+Next case\.$/);
  });

  it('name no list', () => {
    const next = review({ case: caseView({ id: 'case-2' }) });
    expect(announce(review(), next)).not.toContain('Northern');
  });

  it('say when the hub goes, when the curtain falls and when a break begins', () => {
    const offline = deskView({ connection: { is: 'offline', since: NOW } });
    expect(announce(deskView({}), offline)).toContain('out of reach');
    expect(announce(deskView({}), deskView({ curtain: true }))).toContain('down');
    const rest = { until: null, since: NOW, may_end: true, team: zero };
    expect(announce(review(), deskView({ screen: { at: 'break', ...rest } }))).toContain('break');
  });
});

const zero = { confirmed_hashes: 0, stopped_without_looking: 0, cases_decided: 0 };
