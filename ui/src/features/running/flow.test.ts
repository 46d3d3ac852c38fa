import { render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import type { FlowView, FlowWeek, QueuesAct } from '../../lib/host/wire.gen.ts';
import { NOW } from '../../testing/views.ts';
import Flow from './Flow.svelte';
import { ageBars, ageOf, arrivedBars, decidedBars, decidedIn } from './flow.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

const week = (ago: number, decided: FlowWeek['decided']): FlowWeek => ({
  starts: NOW - ago * WEEK,
  arrived: 10 * ago,
  decided,
});
const told = week(1, { is: 'told', verdicts: 40 });
const few = week(2, { is: 'too_few' });
const changed = week(3, { is: 'team_changed' });

const view: FlowView = {
  queue: 'q1',
  exported: null,
  told: {
    weeks: [changed, few, told],
    rhythm: {
      from: NOW - 5 * WEEK,
      to: NOW - WEEK,
      hours: Array<number>(24).fill(2),
      days: Array<number>(7).fill(5),
    },
    waiting: [
      { from_ms: 0, below_ms: HOUR, cases: 3, skipped: 0 },
      { from_ms: HOUR, below_ms: 4 * HOUR, cases: 2, skipped: 0 },
      { from_ms: 4 * HOUR, cases: 1, skipped: 1 },
    ],
  },
};

describe('how a queue fills and empties', () => {
  const act = vi.fn<(what: QueuesAct) => void>();
  const props = { queue: 'Near matches', busy: false, act, onclose: () => {} };

  it('says of ages where they begin and end, and of the last that it goes on', () => {
    const waiting = view.told!.waiting;
    expect(waiting.map(ageOf)).toEqual(['less than 1 h', '1 h to 4 h', '4 h or more']);
    expect(ageBars(waiting).values).toEqual([3, 2, 1]);
  });

  it('has no bar for decisions where none are told, and says why in each week', () => {
    expect(decidedBars([changed, few])).toEqual({ names: [], values: [] });
    expect(decidedBars([few, told]).values).toEqual([0, 40]);
    expect([changed, few, told].map(decidedIn)).toEqual([
      'other people than before',
      'fewer than five people',
      '40',
    ]);
  });

  it('names one week in three, so that the names do not run into each other', () => {
    const { names } = arrivedBars([1, 2, 3, 4].map((ago) => week(ago, { is: 'too_few' })));
    expect(names.map((name) => name !== '')).toEqual([true, false, false, true]);
  });

  it('stands in tables beside its plots, each with a name', () => {
    const { container } = render(Flow, { ...props, view });
    const found = (what: string) => [...container.querySelectorAll(what)];
    const plots = found('[role=img]').map((plot) => plot.getAttribute('aria-label'));
    expect(plots).toEqual([
      'Cases that wait, by how long they have',
      'Cases that came, by week',
      'Decisions, by week',
      'Cases that came, by day of the week',
      'Cases that came, by hour of the day',
    ]);
    const [, , oldest] = found('[aria-label="Cases by age"] tbody tr');
    const cells = [...(oldest?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent);
    expect(cells, 'the one that waits was skipped').toEqual(['4 h or more', '1', '1']);
    const [newest] = found('[aria-label="Arrivals and decisions, by week"] tbody tr');
    expect(newest?.textContent).toContain('40');
  });

  it('has no fault that axe finds', async () => {
    const { container } = render(Flow, { ...props, view });
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('is written into a file of either kind', () => {
    render(Flow, { ...props, view });
    screen.getByRole('button', { name: /JSON/ }).click();
    expect(act.mock.calls).toEqual([[{ does: 'save_flow', form: 'json' }]]);
  });

  it('says that it is asked for until it has come', () => {
    render(Flow, { ...props, view: { ...view, told: null }, busy: true });
    expect(screen.getByText('Asking the hub')).toBeTruthy();
    expect(screen.queryAllByRole('img')).toEqual([]);
  });
});
