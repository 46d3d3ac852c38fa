import { describe, expect, it } from 'vitest';
import type { DeskView, ReviewView } from '../../lib/host/wire.gen.ts';
import { NOW, caseView, deskView, pairView, reviewView } from '../../testing/views.ts';
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

  it('say that a case is back whose verdict was taken back, and that nothing waits after the last', () => {
    const undo = { verdict: 'v', until: NOW + 60_000 };
    const next = review({ case: caseView({ id: 'case-2' }), undo });
    const shown = { ...caseView().shown, rung: 0 as const, frame: null };
    const back = { ...review({ case: caseView({ shown }) }), message: { says: 'undone' } as const };
    expect(announce(next, back)).toBe('The case is back.');
    expect(announce(back, { ...next, message: back.message })).toMatch(/Next case\.$/);
    const none = review({ case: null, waiting_for: 'empty_queue', undo });
    expect(announce(review(), none)).toMatch(/^Verdict given.+Nothing is waiting\.$/);
    const onItsWay = review({ case: null, waiting_for: 'hub' });
    expect(announce(review(), onItsWay)).toBeNull();
    expect(announce(onItsWay, review({ case: null, waiting_for: 'empty_queue' }))).toBe(
      'Nothing is waiting.',
    );
  });

  it('say what a key has chosen: a match, a ruling, a class, a rung to rest at', () => {
    const pairs = [pairView(), pairView({ entry: 'other', ruling: { ruling: 'agree' } })];
    const [first, second] = [0, 1].map((focused_pair) =>
      review({ case: caseView({ pairs, focused_pair }) }),
    );
    expect(announce(first!, second!)).toBe('Match 2 of 2.');
    const both = pairs.map((pair) => ({ ...pair, ruling: { ruling: 'agree' } as const }));
    const went = review({ case: caseView({ pairs: both, focused_pair: 1 }) });
    expect(announce(first!, went)).toBe('Agree is chosen. Match 2 of 2.');
    const ruled = review({ case: caseView({ pairs: [pairs[1]!] }) });
    expect(announce(review(), ruled)).toBe('Agree is chosen.');
    const classed = review({ case: caseView({ classification: 'A1' }) });
    expect(announce(review(), classed)).toBe('Class A1 is chosen.');
    expect(announce(classed, review())).toBe('No class is chosen.');
    const label = { ...caseView().shown, rung: 0 as const, frame: null };
    expect(announce(review(), review({ case: caseView({ shown: label }) }))).toBe(
      'Label is shown.',
    );
  });

  it('say that a limit is reached and the case on the screen the last', () => {
    const last_case = { until: NOW + 60_000, reached: 'day' } as const;
    const shown = { ...caseView().shown, rung: 5 as const, until: NOW + 10_000 };
    const looking = review({ case: caseView({ shown }) });
    const said = 'The reviewing time of your day is used up. Decide this case veiled, or leave it.';
    expect(announce(looking, review({ last_case }))).toBe(said);
    expect(announce(review({ last_case }), review({ last_case }))).toBeNull();
  });

  it('say the line before the first look of a block, once', () => {
    const ahead = review({ case: caseView({ first_look: true }) });
    expect(announce(review(), ahead)).toMatch(/^Before the first look/);
    expect(announce(ahead, ahead)).toBeNull();
    const next = review({ case: caseView({ id: 'case-2', first_look: true }) });
    expect(announce(ahead, next)).toBe('Next case.');
    const none = review({ case: null, waiting_for: 'hub' });
    expect(announce(none, ahead)).toMatch(/^Next case\. Before the first look/);
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
