import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import SharesOf from './Shares.svelte';
import { partOf, type ShareRow } from './shares.ts';

const row = (name: string, share: string): ShareRow => ({
  person: name,
  name,
  share,
  open: '',
  day: '',
});

describe('shares', () => {
  it('say what each comes to of the whole queue', () => {
    const rows = [row('Ines', '100'), row('Omar', '50'), row('Lea', '50')];
    expect(rows.map((one) => partOf(one, rows))).toEqual(['50.0 %', '25.0 %', '25.0 %']);
  });

  it('say nothing of the queue while one of them is no number', () => {
    const rows = [row('Ines', '100'), row('Omar', 'x')];
    expect(rows.map((one) => partOf(one, rows))).toEqual([undefined, undefined]);
    expect(partOf(row('Ines', '0'), [row('Ines', '0')])).toBeUndefined();
  });

  it('are dragged, moved by arrow keys or typed, and the three agree', async () => {
    const rows = $state([row('Ines', '100'), row('Omar', '100')]);
    render(SharesOf, { rows });
    const dragged: HTMLInputElement = screen.getByRole('slider', { name: /^Share of Ines,/ });
    const typed: HTMLInputElement = screen.getByRole('textbox', { name: 'Share of Ines' });
    await fireEvent.input(dragged, { target: { value: '300' } });
    expect(typed.value).toBe('300');
    expect(screen.getByRole('cell', { name: '75.0 %' })).toBeTruthy();
    await fireEvent.input(typed, { target: { value: '50' } });
    expect(dragged.value).toBe('50');
    expect(screen.getByRole('cell', { name: '33.3 %' })).toBeTruthy();
  });
});
