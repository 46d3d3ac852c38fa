import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { DeskView, MemoryLock } from '../../lib/host/wire.gen.ts';
import { deskView } from '../../testing/views.ts';
import Machine from './Machine.svelte';

const lines = (part: Partial<DeskView>) => {
  render(Machine, { desk: deskView(part) });
  return screen.getAllByRole('listitem');
};
const MIB = 1024 * 1024;

describe('the state of the machine', () => {
  it('is said in a line each, with nothing open on a machine that is well', () => {
    const said = lines({});
    expect(said).toHaveLength(3);
    expect(said.filter((line) => line.classList.contains('open'))).toEqual([]);
  });

  it('says how much could be locked in memory', () => {
    const memory: MemoryLock = { is: 'partly', locked_bytes: 0.5 * MIB, held_bytes: 7 * MIB };
    const [, line] = lines({ memory });
    expect(line?.textContent).toContain('0.5 of the 7.0 MiB');
    expect(line?.classList.contains('open')).toBe(true);
  });

  it('says of a hub that is older what it cannot do yet, and of another one nothing', () => {
    const said = lines({ missing: ['own_password', 'flow'] });
    expect(said).toHaveLength(5);
    expect(said[0]?.textContent).toContain('password cannot be changed here yet');
    expect(said[1]?.textContent).toContain('How cases come to a queue');
    expect(screen.getByText(/older than this desk/).tagName).toBe('P');
    document.body.replaceChildren();
    lines({});
    expect(screen.queryByText(/older than this desk/)).toBeNull();
  });

  it('says when nothing could be', () => {
    const [, line] = lines({ memory: { is: 'not_locked' } });
    expect(line?.textContent).toContain('cannot be locked in memory here');
  });
});
