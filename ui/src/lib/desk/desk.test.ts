import { describe, expect, it, vi } from 'vitest';
import { deskView } from '../../testing/views.ts';
import { hostOf } from '../../testing/host.ts';
import { Desk } from './desk.svelte.ts';

describe('the desk in the window', () => {
  it('drops a view that comes late', () => {
    const desk = new Desk(hostOf());
    desk.receive(deskView({ revision: 7 }));
    expect(desk.receive(deskView({ revision: 6, unsent: 3 }))).toBe(false);
    expect(desk.view?.revision).toBe(7);
    expect(desk.view?.unsent).toBe(0);
  });

  it('draws the first view it asks for and every newer one it hears', async () => {
    const host = hostOf(deskView({ revision: 1 }));
    const seen: number[] = [];
    const desk = new Desk(host);
    await desk.open((view) => seen.push(view.revision));
    host.emit(deskView({ revision: 3 }));
    host.emit(deskView({ revision: 2 }));
    expect(seen).toEqual([1, 3]);
  });

  it('says so when the desk takes no intent', async () => {
    const host = hostOf();
    host.intend = vi.fn().mockRejectedValue(new Error('gone'));
    const desk = new Desk(host);
    desk.send({ intent: 'go_home' });
    await vi.waitFor(() => expect(desk.lost).toBe(true));
  });
});
