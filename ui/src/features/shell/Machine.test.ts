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

  it('says when nothing could be', () => {
    const [, line] = lines({ memory: { is: 'not_locked' } });
    expect(line?.textContent).toContain('cannot be locked in memory here');
  });
});
