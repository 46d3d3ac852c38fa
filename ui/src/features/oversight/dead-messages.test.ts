import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { oversightScenes } from '../../../dev/oversight-scenes.ts';
import type { OversightView, ServicesView } from '../../lib/host/wire.gen.ts';
import DeadMessages from './DeadMessages.svelte';

const view = (oversightScenes['oversight-services-lead']!().screen as OversightView)
  .content as ServicesView;

function open() {
  const onagain = vi.fn();
  const props = { dead: view.dead, more: false, destinations: view.destinations, busy: false };
  const { rerender } = render(DeadMessages, { ...props, onagain, onmore: vi.fn() });
  return { onagain, rerender };
}
const said = () => screen.getByRole('status').textContent;

describe('a message that did not arrive', () => {
  it('is said to be sent again, and then to be on its way, to whoever hears it alone', async () => {
    const { onagain, rerender } = open();
    expect(said()).toBe('');
    const [first] = screen.getAllByRole('button', { name: /again$/ });
    await fireEvent.click(first!);
    expect(onagain).toHaveBeenCalledWith(view.dead[0]!.id);
    await rerender({ busy: true });
    expect(said()).toMatch(/is being sent to .* again/);
    await rerender({ busy: false, dead: view.dead.slice(1) });
    expect(said()).toMatch(/is on its way to .* again/);
  });

  it('is not said to be on its way where it stays', async () => {
    const { rerender } = open();
    await fireEvent.click(screen.getAllByRole('button', { name: /again$/ })[0]!);
    await rerender({ busy: true });
    await rerender({ busy: false });
    expect(said()).toBe('');
  });
});
