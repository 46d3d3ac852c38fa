import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { TABLE } from '../../lib/keys/table.ts';
import { text } from '../../lib/text/text.ts';
import HelpSheet from './HelpSheet.svelte';

describe('the help sheet', () => {
  it('has every key of the table, with what it does', () => {
    render(HelpSheet, { onclose: () => {} });
    const said = screen.getAllByRole('definition').map(({ textContent }) => textContent);
    expect(said).toEqual(
      expect.arrayContaining(TABLE.map(({ action }) => text.shell.actions[action])),
    );
    expect(said).toHaveLength(TABLE.length);
  });

  it('goes from what one meets first to what one meets last', () => {
    render(HelpSheet, { onclose: () => {} });
    const titles = screen
      .getAllByRole('heading', { level: 2 })
      .map(({ textContent }) => textContent);
    expect(titles.at(0)).toBe('Looking');
    expect(titles.slice(-2)).toEqual(['In a list of reasons', 'In the tile game']);
    expect(new Set(titles).size).toBe(Object.keys(text.shell.groups).length);
  });
});
