import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { oversightScenes } from '../../../dev/oversight-scenes.ts';
import type { DecisionsView, OversightAct } from '../../lib/host/wire.gen.ts';
import Decisions from './Decisions.svelte';

function scene(name: string): DecisionsView {
  const shown = oversightScenes[name]!().screen;
  if (shown.at !== 'oversight' || shown.content?.of !== 'decisions') {
    throw new Error(`${name} shows no decisions`);
  }
  return shown.content;
}

describe('decisions', () => {
  const act = vi.fn<(what: OversightAct) => void>();
  const open = (name: string, part: Partial<DecisionsView> = {}) => {
    act.mockReset();
    return render(Decisions, { view: { ...scene(name), ...part }, busy: false, act });
  };
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

  it('say what was said and what followed, and nobody’s name', () => {
    open('oversight-decisions');
    const row = screen.getByRole('row', { name: /7a20bb19/ });
    expect(within(row).getByText('Cleared: left alone')).toBeTruthy();
    expect(screen.getAllByRole('row')).toHaveLength(4);
  });

  it('asks before it is reversed, and says what that means', async () => {
    open('oversight-decisions');
    await press('Reverse the decision on case 4c1e81f2');
    const asked = within(screen.getByRole('alertdialog'));
    expect(asked.getByText(/undone at once, here and elsewhere/)).toBeTruthy();
    expect(act).not.toHaveBeenCalled();
    await fireEvent.click(asked.getByRole('button', { name: 'Reverse' }));
    expect(act.mock.calls).toEqual([[{ does: 'reverse', verdict: 'v-4c1e81f2' }]]);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('say what the last reversal undid', () => {
    open('oversight-decisions');
    expect(screen.getByText(/2 effects were undone. 14 uploads wait again./)).toBeTruthy();
  });

  it('are found by a link or an id, and of one queue alone', async () => {
    open('oversight-decisions', { reversed: null });
    await fireEvent.input(screen.getByLabelText('Case'), { target: { value: ' 0193f2c0 ' } });
    await press('Show');
    await fireEvent.change(screen.getByLabelText('Queue'), { target: { value: 'q2' } });
    expect(act.mock.calls).toEqual([
      [{ does: 'show_decisions', queue: null, case: '0193f2c0' }],
      [{ does: 'show_decisions', queue: 'q2', case: '0193f2c0' }],
    ]);
  });

  it('say that there are none of these, with a way to all', async () => {
    open('oversight-decisions-none');
    expect(screen.getByText(/No decision of this stands/)).toBeTruthy();
    await press('Show all decisions');
    expect(act.mock.calls).toEqual([[{ does: 'show_decisions', queue: null, case: '' }]]);
  });

  it('have older ones by a button, while there are some', async () => {
    open('oversight-decisions');
    await press('Older decisions');
    expect(act.mock.calls).toEqual([[{ does: 'more_decisions' }]]);
  });
});
