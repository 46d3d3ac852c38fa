import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type {
  AlarmView,
  Feedback,
  Intent,
  PairVerdict,
  RecordView,
  Verdict,
} from '../../lib/host/wire.gen.ts';
import { Clock } from '../../lib/time/clock.svelte.ts';
import { NOW, hours, today } from '../../testing/views.ts';
import Record from '../../views/Record.svelte';
import { said } from './said.ts';

const pair = (part: Partial<PairVerdict> = {}): PairVerdict => ({
  item: 'i',
  entry: 'e',
  match: 'same_altered',
  listing: { kind: 'agrees' },
  ...part,
});
const verdict = (part: Partial<Verdict> = {}): Verdict => ({
  content: 'abusive',
  pairs: [pair()],
  ...part,
});
const told: Feedback = {
  verdict_id: 'v1',
  case_id: 'c1',
  at: NOW,
  lesson: 'could_be_told',
  says: 'In the hub’s own words.',
  yours: verdict({
    content: 'not_assessed',
    pairs: [pair({ match: 'undetermined', listing: { kind: 'not_assessed' } })],
  }),
  decided: verdict(),
};
const alarm: AlarmView = {
  id: 'a1',
  queue: 'Near matches',
  rose: 'disputes',
  since: Date.UTC(2026, 10, 16),
  until: Date.UTC(2026, 10, 23),
  raised_at: NOW,
  said: null,
};
const view: RecordView = {
  today,
  hours,
  days: [],
  rows: [],
  more: false,
  accesses: [],
  became: { feedback: [], more: false },
  alarms: [],
  exported: null,
  busy: false,
};

function open(part: Partial<RecordView> = {}) {
  const send = vi.fn<(intent: Intent) => void>();
  render(Record, { view: { ...view, ...part }, clock: new Clock(), send });
  send.mockReset();
  return send;
}
const became = () => screen.getByRole('region', { name: 'What became of it' });
const raised = () => screen.getByRole('region', { name: 'What was raised about you' });

describe('what became of it', () => {
  it('is said in a sentence where there is nothing, of cases and of alarms', () => {
    open();
    expect(became().textContent).toContain('No case that you had spoken on was settled');
    expect(raised().textContent).toContain('Nothing was raised about you.');
  });

  it('is told in the hub’s words, with what was said and what was decided', () => {
    open({ became: { feedback: [told], more: false } });
    const [row] = within(became()).getAllByRole('listitem');
    expect(row?.textContent).toContain('In the hub’s own words.');
    const words = within(row!)
      .getAllByRole('definition')
      .map((words) => words.textContent);
    expect(words).toEqual([
      'cannot be told',
      'the same picture, altered, belongs on the list; abuse material',
    ]);
  });

  it('goes on to older ones by a button that says what of', async () => {
    const send = open({ became: { feedback: [told], more: true } });
    await fireEvent.click(
      screen.getByRole('button', { name: 'What became of it: show older ones' }),
    );
    expect(send.mock.calls).toEqual([[{ intent: 'more_feedback' }]]);
  });

  it('is no section for those who do not review', () => {
    open({ became: null });
    expect(screen.queryByRole('region', { name: 'What became of it' })).toBeNull();
  });

  it('has a word for every axis, and says the same of two matches once', () => {
    const disputes = pair({ listing: { kind: 'disputes', reason: { code: 'artefact' } } });
    expect(said(verdict({ classification: 'B1', pairs: [disputes, disputes] }))).toBe(
      'the same picture, altered, should not be listed, corrupt file or collage; abuse material; class B1',
    );
  });
});

describe('an alarm', () => {
  it('says to its person what rose and over which days, and whether a lead has it', () => {
    open({ alarms: [alarm] });
    expect(raised().textContent).toContain(
      'From 16 Nov to 22 Nov your disputes in Near matches rose sharply',
    );
    expect(raised().textContent).toContain('No lead has taken it up yet.');
  });

  it('says what a lead has said to it, and names no queue that is not theirs', () => {
    open({ alarms: [{ ...alarm, queue: null, said: 'a noisy list' }] });
    expect(raised().textContent).toContain('your disputes rose sharply');
    expect(raised().textContent).toContain('A lead says: a noisy list');
  });
});
