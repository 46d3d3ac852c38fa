import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import Everywhere from './Everywhere.svelte';

function open() {
  const onsignout = vi.fn();
  render(Everywhere, { onsignout });
  return onsignout;
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('signing out everywhere', () => {
  it('asks before it is done, with the focus on what leaves everything as it is', async () => {
    const onsignout = open();
    await press('Sign out everywhere');
    const asked = screen.getByRole('alertdialog', { name: 'Sign out everywhere' });
    expect(asked.contains(document.activeElement)).toBe(true);
    expect(document.activeElement?.textContent).not.toContain('every desk');
    expect(onsignout).not.toHaveBeenCalled();
    await press('Sign out at every desk');
    expect(onsignout).toHaveBeenCalledOnce();
  });

  it('does nothing where Escape is pressed, and gives the focus back', async () => {
    const onsignout = open();
    const button = screen.getByRole('button', { name: 'Sign out everywhere' });
    button.focus();
    await fireEvent.click(button);
    await fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(document.activeElement).toBe(button);
    expect(onsignout).not.toHaveBeenCalled();
  });
});
