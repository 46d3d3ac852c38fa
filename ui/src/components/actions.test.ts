import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Action } from './actions.ts';
import Actions from './Actions.svelte';

const turn = (label: string): Action => ({
  does: 'switch',
  label,
  name: `${label} Northern partners`,
  onpress: vi.fn(),
});

describe('what can be done with a row', () => {
  it('is called in full where it is read out, and in short where it stands', async () => {
    const off = turn('Switch off');
    render(Actions, { actions: [off] });
    const button = screen.getByRole('button', { name: 'Switch off Northern partners' });
    expect(button.querySelector('[aria-hidden]')?.textContent).toBe('Switch off');
    await fireEvent.click(button);
    expect(off.onpress).toHaveBeenCalledOnce();
  });

  it('keeps the focus while what it does is called otherwise', async () => {
    const { rerender } = render(Actions, { actions: [turn('Switch off')] });
    const button = screen.getByRole('button');
    button.focus();
    await rerender({ actions: [turn('Switch on')] });
    expect(document.activeElement).toBe(button);
    expect(screen.getByRole('button', { name: 'Switch on Northern partners' })).toBe(button);
  });

  it('is gone once it cannot be done, and leaves the others where they are', async () => {
    const remove: Action = { does: 'remove', label: 'Remove', name: 'Remove A', onpress: vi.fn() };
    const { rerender } = render(Actions, { actions: [turn('Switch off'), remove] });
    const button = screen.getByRole('button', { name: 'Remove A' });
    button.focus();
    await rerender({ actions: [remove] });
    expect(screen.getAllByRole('button')).toEqual([button]);
    expect(document.activeElement).toBe(button);
  });
});
