import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Intent, UpdateStep, UpdatesView } from '../../lib/host/wire.gen.ts';
import { deskView } from '../../testing/views.ts';
import Machine from '../shell/Machine.svelte';
import Updates from './Updates.svelte';

function open(view: UpdatesView) {
  const send = vi.fn<(intent: Intent) => void>();
  render(Updates, { view, send });
  return send;
}
const at = (step: UpdateStep): UpdatesView => ({ is: 'on', step });

describe('updates of the desk', () => {
  it('are nobody’s to turn on where the build has no key or the organisation forbids them', () => {
    open({ is: 'never', why: 'no_key' });
    expect(screen.getByText(/your package manager does/)).toBeTruthy();
    expect(screen.queryByRole('checkbox')).toBeNull();
    document.body.replaceChildren();
    open({ is: 'never', why: 'forbidden' });
    expect(screen.getByText(/Your organisation does not let desks ask/)).toBeTruthy();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('are off until somebody ticks it, and can be turned off again', async () => {
    const send = open({ is: 'off' });
    expect(screen.queryByRole('button')).toBeNull();
    await fireEvent.click(screen.getByRole('checkbox', { checked: false }));
    expect(send.mock.calls).toEqual([[{ intent: 'update', act: { act: 'set', on: true } }]]);
    document.body.replaceChildren();
    const again = open(at({ at: 'waiting' }));
    await fireEvent.click(screen.getByRole('checkbox', { checked: true }));
    expect(again.mock.calls).toEqual([[{ intent: 'update', act: { act: 'set', on: false } }]]);
  });

  it('come here and go to the installer by a press each, and by nothing else', async () => {
    const send = open(at({ at: 'offered', version: '0.2.0', failed: null }));
    expect(screen.getByRole('status').textContent).toContain('0.2.0');
    await fireEvent.click(screen.getByRole('button', { name: 'Bring version 0.2.0 here' }));
    expect(send.mock.calls).toEqual([[{ intent: 'update', act: { act: 'fetch' } }]]);
    document.body.replaceChildren();
    const ready = open(at({ at: 'ready', version: '0.2.0', failed: null }));
    await fireEvent.click(screen.getByRole('button', { name: /installer/ }));
    expect(ready.mock.calls).toEqual([[{ intent: 'update', act: { act: 'hand_over' } }]]);
  });

  it('say why one did not come, and let it be tried again', () => {
    open(at({ at: 'offered', version: '0.2.0', failed: 'wrong_signature' }));
    expect(screen.getByRole('status').textContent).toContain('not signed by those who make Scrim');
    expect(screen.getByRole('button')).toBeTruthy();
  });

  it('are told beside the state of the computer once there is one', () => {
    const lines = (step: UpdateStep) => {
      document.body.replaceChildren();
      render(Machine, { desk: deskView({ updates: at(step) }) });
      return screen.getAllByRole('listitem').length;
    };
    expect(lines({ at: 'waiting' })).toBe(3);
    expect(lines({ at: 'offered', version: '0.2.0', failed: null })).toBe(4);
    expect(screen.getByText(/Version 0.2.0 of Scrim is there/)).toBeTruthy();
  });
});
