import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Allowed, Handed } from '../../lib/host/wire.gen.ts';
import { NOW } from '../../testing/views.ts';
import HandedToMe from './HandedToMe.svelte';

const CASE = '0193f2c0-0000-7000-8000-00004c1e81f2';
const one: Handed = {
  case: CASE,
  queue: 'Near matches',
  until: NOW,
  by: 'Robin',
  reason: 'you know this kind',
};

describe('what was handed to me', () => {
  const onopen = vi.fn<(link: string) => void>();
  const show = (start: Allowed) => render(HandedToMe, { handed: [one], start, onopen });
  const press = () =>
    fireEvent.click(
      screen.getByRole('button', { name: /Open the case from Near matches that Robin/ }),
    );

  it('says by whom and why, and is opened by its link', async () => {
    show({ may: 'yes' });
    expect(screen.getByText('you know this kind')).toBeTruthy();
    expect(screen.getByText(/from Robin, yours until/)).toBeTruthy();
    await press();
    expect(onopen.mock.calls).toEqual([[`scrim-desk://case/${CASE}`]]);
  });

  it('says why it cannot be opened now', async () => {
    onopen.mockReset();
    show({ may: 'no', why: { code: 'offline' } });
    await press();
    expect(onopen).not.toHaveBeenCalled();
  });
});
