import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Intent, UnreadableView } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';
import { NOW } from '../../testing/views.ts';
import Unreadable from '../../views/Unreadable.svelte';

const list: UnreadableView = {
  counts: [
    { reason: 'unsupported_heic', uploads: 12 },
    { reason: 'crashed', uploads: 1 },
  ],
  uploads: [
    {
      item_id: '0193-0000-abcd1234',
      reason: 'unsupported_heic',
      source: 'platform',
      reference: 'post/7',
      received_at: NOW,
      bytes: 48_000,
      lists: ['Northern partners'],
    },
    {
      item_id: '0193-0000-abcd0001',
      reason: 'crashed',
      source: 'forum',
      received_at: NOW - 60_000,
      bytes: 612,
      lists: [],
    },
  ],
  more: true,
  busy: false,
};

function open(part: Partial<UnreadableView> = {}) {
  const send = vi.fn<(intent: Intent) => void>();
  render(Unreadable, { view: { ...list, ...part }, send });
  return send;
}

describe('what could not be read', () => {
  it('is counted by its reason, as a sentence', () => {
    open();
    const counts = within(screen.getByRole('region', { name: 'By reason' })).getAllByRole(
      'listitem',
    );
    expect(counts[0]?.textContent).toContain(text.unreadable.unsupported_heic);
    expect(counts[0]?.textContent).toContain('12 uploads');
    expect(counts[1]?.textContent).toContain('1 upload');
  });

  it('is listed with its sentence, its source and what the source calls it, and no picture', () => {
    open();
    const [, first, second] = screen.getAllByRole('row');
    for (const part of [
      text.unreadable.unsupported_heic,
      'platform',
      'post/7',
      '48 kB',
      'abcd1234',
    ])
      expect(first?.textContent).toContain(part);
    expect(first?.textContent).toContain('Its bytes are on: Northern partners');
    expect(second?.textContent).toContain('none given');
    expect(document.querySelector('img')).toBeNull();
  });

  it('is fetched further back by a button, which says why it waits', async () => {
    const send = open();
    await fireEvent.click(screen.getByRole('button', { name: 'Show older ones' }));
    expect(send.mock.calls).toEqual([[{ intent: 'more_unreadable' }]]);
  });

  it('says when there is nothing, and when the hub has not answered yet', () => {
    open({ uploads: [], counts: [], more: false });
    expect(screen.getByText('Everything that came in could be read.')).toBeTruthy();
    open({ uploads: [], counts: [], more: false, busy: true });
    expect(screen.getByText('Asking the hub')).toBeTruthy();
  });
});
