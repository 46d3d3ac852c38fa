import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from './App.svelte';
import type { CaseView, DeskView, Rung } from './lib/host/wire.gen.ts';
import { hostOf, type TestHost } from './testing/host.ts';
import { NOW, caseView, choiceViews, deskView, ladder, reviewView } from './testing/views.ts';

async function open(view: DeskView): Promise<TestHost> {
  const host = hostOf(view);
  render(App, { host });
  await waitFor(() => screen.getByRole('main'));
  return host;
}

const inReview = (part: Partial<CaseView> = {}, revision = 1) =>
  deskView({ revision, screen: { at: 'review', ...reviewView({ case: caseView(part) }) } });
const press = async (code: string, value: string) => {
  await fireEvent.keyDown(window, { code, key: value });
  await fireEvent.keyUp(window, { code, key: value });
};
/** What the host was last given to say. */
const heard = (host: TestHost, words: string | RegExp) =>
  waitFor(() => expect(host.spoken.at(-1)).toMatch(words));

describe('what the window says', () => {
  beforeEach(() => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue(undefined);
  });

  it('is handed to the host, the same sentence as often as it is said', async () => {
    const host = await open(inReview());
    for (const n of [1, 2, 3]) {
      const undo = { verdict: `v${n}`, until: NOW + 60_000 };
      const next = reviewView({ case: caseView({ id: `case-${n + 1}` }), undo });
      host.emit(deskView({ revision: n + 1, screen: { at: 'review', ...next } }));
      await waitFor(() => expect(host.spoken).toHaveLength(n));
    }
    const sentence = 'Verdict given. It can be undone for a moment. Next case.';
    expect(host.spoken).toEqual([sentence, sentence, sentence]);
  });

  it('tells by which of the two ways one looks from now on', async () => {
    const host = await open(inReview());
    await press('KeyP', 'p');
    await heard(host, 'Press once to show, press again to hide.');
    await press('KeyP', 'p');
    await heard(host, 'Shown only while a key is held.');
  });

  it('tells why a key does nothing, as the button says it to whoever sees it', async () => {
    const host = await open(inReview({ ladder: ladder(4), choices: choiceViews(1) }));
    await press('Digit5', '5');
    await heard(host, /outline|lens/i);
    await press('KeyA', 'a');
    await heard(host, /grey/i);
    await press('Enter', 'Enter');
    await heard(host, /./);
    expect(host.spoken).toHaveLength(3);
    expect(host.said).toEqual([]);
  });

  it('says nothing of a second of the countdown of a look or of an undo', async () => {
    const undo = { verdict: 'v', until: NOW + 60_000 };
    const shown = { ...caseView().shown, rung: 5 as Rung, until: NOW + 10_000 };
    const screenOf = { at: 'review' as const, ...reviewView({ case: caseView({ shown }), undo }) };
    const host = await open(deskView({ screen: screenOf }));
    host.emit(deskView({ revision: 2, now: NOW + 3000, screen: screenOf }));
    await waitFor(() => expect(document.body.textContent).toContain('0:57'));
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
    expect(host.spoken).toEqual([]);
  });

  it('is preceded by the focus on the curtain and on a list, which read their names', async () => {
    await open(inReview());
    await press('KeyC', 'c');
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Class' }));
    await press('Escape', 'Escape');
    expect(document.activeElement).toBe(screen.getByRole('main', { name: 'Review' }));
    await press('Pause', 'Pause');
    expect(document.activeElement).toBe(screen.getByRole('main', { name: 'Curtain' }));
  });
});
