import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import App from '../../App.svelte';
import type { DeskView, HomeView, Screen } from '../../lib/host/wire.gen.ts';
import { hostOf } from '../../testing/host.ts';
import { screens } from '../../testing/screens.ts';
import { deskView } from '../../testing/views.ts';

const home = (part: Partial<HomeView> = {}) => ({ ...screens['Home']!, ...part }) as Screen;
const queues = screens['Queues']!;
const care = screens['Limits and support']!;
const people = screens['People']!;
/** Nobody in the queues is one of those who sign in here. */
const others = { ...queues, directory: { people: [], sources: [], lists: [] } } as Screen;

async function walk(...through: Screen[]) {
  let revision = 1;
  const host = hostOf(deskView({ screen: through[0]! }));
  render(App, { host });
  await waitFor(() => screen.getByRole('main'));
  const show = async (next: Screen, part: Partial<DeskView> = {}) => {
    revision += 1;
    host.emit(deskView({ revision, screen: next, ...part }));
    await waitFor(() => screen.getByRole('main'));
  };
  for (const next of through.slice(1)) await show(next);
  return { host, show };
}
async function find(typed: string): Promise<string[]> {
  await fireEvent.keyDown(window, { code: 'KeyK', key: 'k', ctrlKey: true });
  await fireEvent.keyUp(window, { code: 'KeyK', key: 'k', ctrlKey: true });
  const field = within(screen.getByRole('dialog')).getByRole('combobox');
  await fireEvent.input(field, { target: { value: typed } });
  const options = within(screen.getByRole('listbox')).queryAllByRole('option');
  return options
    .map((option) => option.querySelector('.name')?.textContent ?? '')
    .filter((name) => /Noor|Ada/.test(name));
}
const enter = () => fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });

describe('people in the palette', () => {
  it('are found at home once a screen has named them, and lead to their limits', async () => {
    const { host, show } = await walk(home(), queues, home());
    expect(await find('noor')).toEqual(['Noor: limits and teams']);
    await enter();
    expect(host.said).toEqual([{ intent: 'open_care' }]);
    await show({ ...care, page: null } as Screen);
    expect(screen.queryByRole('dialog')).toBeNull();
    await show(care);
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('Night'));
  });

  it('are offered to nobody who may not open what they lead to', async () => {
    const may = { sets_limits: false, administers: false };
    await walk(home(may), queues, home(may));
    expect(await find('noor')).toEqual([]);
  });

  it('lead to their account once it is known that accounts may be opened', async () => {
    const { host, show } = await walk(home({ sets_limits: false }), people, others);
    expect(await find('ada')).toEqual(['Change Ada']);
    await enter();
    expect(host.said.at(-1)).toEqual({ intent: 'open_administration', section: 'people' });
    await show(people);
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('Ada'));
  });

  it('are forgotten once somebody signs out', async () => {
    await walk(home(), queues, screens['Sign in']!, home());
    expect(await find('noor')).toEqual([]);
  });

  it('are not opened by the way: what was picked is forgotten once something else is looked for', async () => {
    const { show } = await walk(home(), queues, home());
    await find('noor');
    await enter();
    await find('settings');
    await fireEvent.keyDown(window, { code: 'Escape', key: 'Escape' });
    await show(care);
    await Promise.resolve();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
