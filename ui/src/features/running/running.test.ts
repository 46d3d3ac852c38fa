import { fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Intent, QueueCases, QueuesView, Recipient } from '../../lib/host/wire.gen.ts';
import { Keyboard } from '../../lib/keys/keyboard.ts';
import { Clock } from '../../lib/time/clock.svelte.ts';
import { NOW, queueInfo } from '../../testing/views.ts';
import RunQueues from '../../views/RunQueues.svelte';

const view: QueuesView = {
  queues: [queueInfo, { ...queueInfo, id: 'q2', name: 'Animations', lists: [], stranded: 0 }],
  book: {
    revision: 2,
    rules: [
      { name: 'Equal bytes', when: { signal: 'digest' }, queue: 'q1', priority: 3 },
      { name: 'Moving', when: { media: 'animation' }, queue: 'q2', priority: 0 },
    ],
  },
  directory: {
    people: [{ id: 'p1', name: 'Noor', role: 'moderator' }],
    sources: [{ id: 's1', name: 'platform' }],
    lists: [{ id: 'l1', name: 'Partners', harm: 'csam' }],
  },
  tried: null,
  weeks: [],
  cases: null,
  flow: null,
  busy: false,
};

describe('running queues', () => {
  const send = vi.fn<(intent: Intent) => void>();
  const clock = new Clock();
  beforeEach(() => {
    send.mockReset();
    clock.sync(NOW);
  });
  const open = (part: Partial<QueuesView> = {}) =>
    render(RunQueues, { view: { ...view, ...part }, clock, keyboard: new Keyboard(), send });
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

  it('says of each queue what waits in it, who takes from it, and what nobody may take', async () => {
    const { container } = open();
    const [, near] = within(screen.getByRole('table')).getAllByRole('row');
    expect(near?.textContent).toContain('from Partners, everybody who reviews');
    expect(near?.textContent).toContain('1 case can be taken by nobody');
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('warns where newcomers find no pre-screened queue, and is silent where they do', () => {
    const warning = /No queue is pre-screened/;
    const { unmount } = open();
    expect(screen.getByText(warning)).toBeTruthy();
    unmount();
    const [first, ...rest] = view.queues;
    if (!first) throw new Error('a queue is there');
    const settings = { ...first.settings, pre_screened: true };
    open({ queues: [{ ...first, settings }, ...rest] });
    expect(screen.queryByText(warning)).toBeNull();
  });

  it('makes a queue by its name, and none without', async () => {
    open();
    await press('Make queue');
    expect(send).not.toHaveBeenCalled();
    await fireEvent.input(screen.getByLabelText('Name of a new queue'), {
      target: { value: ' Second looks ' },
    });
    await press('Make queue');
    expect(send.mock.calls).toEqual([[{ intent: 'make_queue', name: 'Second looks' }]]);
  });

  it('saves what holds in a queue, all of it', async () => {
    open();
    await press('Set up Near matches');
    const dialog = within(await screen.findByRole('dialog'));
    await fireEvent.click(dialog.getByLabelText('Leads'));
    await fireEvent.click(dialog.getByLabelText('Noor'));
    await fireEvent.input(dialog.getByLabelText('What to go by'), { target: { value: 'Hashes.' } });
    const hidden = within(dialog.getByRole('group', { name: /not offered/ }));
    expect(hidden.queryByLabelText('Cannot tell')).toBeNull();
    await fireEvent.click(hidden.getByLabelText('Agree'));
    const explained = within(dialog.getByRole('group', { name: /need a reason/ }));
    expect(explained.queryByLabelText('Agree')).toBeNull();
    await fireEvent.click(explained.getByLabelText('Different'));
    await fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    const settings = {
      audience: { roles: ['lead'], people: ['p1'] },
      policy: { text: 'Hashes.', hidden: ['agree'], explained: ['different'] },
      order: 'fair_share',
      pre_screened: false,
      assignments: {},
      look_alikes: 0,
    };
    expect(send.mock.calls).toEqual([[{ intent: 'set_queue', queue: 'q1', settings }]]);
  });

  it('saves shares and capacities of those who have others than everybody, and none that cannot be meant', async () => {
    open();
    await press('Set up Near matches');
    const dialog = within(await screen.findByRole('dialog'));
    const type = (label: string, value: string) =>
      fireEvent.input(dialog.getByLabelText(label), { target: { value } });
    await type('Share of Noor', '0');
    expect(dialog.getByRole('alert').textContent).toContain('1 to 1,000');
    await fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(send).not.toHaveBeenCalled();
    await type('Share of Noor', '50');
    await type('Cases that Noor is given in 24 hours, at most', '0');
    // Letting somebody in changes nothing of what was typed.
    await fireEvent.click(dialog.getByLabelText('Moderators'));
    await fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    const settings = {
      ...queueInfo.settings,
      audience: { roles: ['moderator'], people: [] },
      pre_screened: false,
      assignments: { p1: { share: 50, most_per_day: 0 } },
    };
    expect(send.mock.calls).toEqual([[{ intent: 'set_queue', queue: 'q1', settings }]]);
  });

  it('tries rules as they are written and saves them with the revision they were made from', async () => {
    const { rerender } = open();
    expect(screen.queryByRole('button', { name: 'Save rules' })).toBeNull();
    await fireEvent.click(screen.getAllByRole('button', { name: 'Later' })[0]!);
    await press('Try on the last 24 hours');
    const rules = [...view.book.rules].reverse();
    expect(send).toHaveBeenLastCalledWith({ intent: 'try_rules', rules });
    const tried = {
      cases: 9,
      capped: false,
      by_rule: [2, 7],
      moves: [
        { from: 'q1', to: 'q1', cases: 7 },
        { from: 'q1', to: 'q2', cases: 2 },
      ],
    };
    await rerender({ view: { ...view, tried } });
    expect(screen.getByText('2 would wait in Animations instead of Near matches')).toBeTruthy();
    expect(screen.getByText('would have decided 7 cases')).toBeTruthy();
    await press('Save rules');
    expect(send).toHaveBeenLastCalledWith({ intent: 'set_rules', book: { revision: 2, rules } });
  });

  it('makes a rule of what is ticked and typed', async () => {
    open();
    await press('Add a rule');
    const dialog = within(await screen.findByRole('dialog'));
    await fireEvent.input(dialog.getByLabelText('Name of the rule'), {
      target: { value: 'Close' },
    });
    await fireEvent.click(dialog.getByLabelText('Partners'));
    await fireEvent.input(dialog.getByLabelText(/from, bits/), { target: { value: '0' } });
    await fireEvent.input(dialog.getByLabelText('to, bits'), { target: { value: '40' } });
    await fireEvent.click(dialog.getByRole('button', { name: /Use this rule/ }));
    expect(screen.queryByText(/0 to 40 bits/)).toBeNull();
    await fireEvent.input(dialog.getByLabelText('to, bits'), { target: { value: '10' } });
    await fireEvent.click(dialog.getByRole('button', { name: /Use this rule/ }));
    expect(
      screen.getByText(/on the list Partners, 0 to 10 bits away to Near matches/),
    ).toBeTruthy();
  });

  it('lists the open cases of a queue and sends one elsewhere', async () => {
    const cases: QueueCases = {
      queue: 'q1',
      more: false,
      sending: null,
      cases: [
        {
          id: '0193f2c0-0000-7000-8000-00000000abcd',
          stage: 'review',
          priority: 0,
          since: NOW - 60_000,
          escalated: true,
          passed_on: 1,
          uploads: 1,
          stranded: false,
        },
      ],
    };
    const { rerender } = open({ cases });
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('asked of the leads')).toBeTruthy();
    await press('Send case 0000abcd elsewhere');
    const id = cases.cases[0]!.id;
    expect(send).toHaveBeenLastCalledWith({
      intent: 'in_queues',
      act: { does: 'choose_where', case: id },
    });
    const noor: Recipient = { id: 'p1', name: 'Noor', role: 'moderator', of_queue: true };
    const sending = { case: id, recipients: [noor] };
    await rerender({ view: { ...view, cases: { ...cases, sending } } });
    send.mockReset();
    await press('Send');
    expect(send).not.toHaveBeenCalled();
    expect(dialog.getAllByText('Say first where it goes.').length).toBeGreaterThan(0);
    await fireEvent.change(dialog.getByLabelText('Where to'), { target: { value: 'person:p1' } });
    await fireEvent.input(dialog.getByLabelText('Note for whoever gets it'), {
      target: { value: ' you know this kind ' },
    });
    await press('Send');
    const destination = { to: 'person', person: 'p1' };
    const reason = 'you know this kind';
    expect(send.mock.calls).toEqual([[{ intent: 'send_case', case: id, destination, reason }]]);
  });
});
