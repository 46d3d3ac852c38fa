/**
 * Whatever can be opened from a screen, in the language that nobody speaks: sheets, dialogs, questions, and the palette.
 * What stands there outside the brackets would never be translated.
 */
import { fireEvent, render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { scenes } from '../../dev/scenes.ts';
import App from '../App.svelte';
import { speak } from '../lib/language/language.svelte.ts';
import { drawn, found, inTongue, settled } from '../testing/hard-coded.ts';
import { hostOf } from '../testing/host.ts';
import { pressEverything } from '../testing/pressing.ts';
import { wordsIn } from '../testing/told.ts';

afterEach(() => speak('en'));

/** One scene for each kind of screen that somebody has signed in to. */
const oneOfEach = [
  ...new Map(
    Object.entries(scenes)
      .reverse()
      .map(([name, scene]) => [scene().screen.at, name] as const)
      .filter(([at]) => !['starting', 'sign_in', 'new_password'].includes(at)),
  ).values(),
];

describe('hard-coded text', () => {
  it.each(Object.keys(scenes))('is in nothing that can be opened from %s', async (name) => {
    const view = inTongue(name, 'pseudo');
    const root = await drawn(view);
    const wrong = new Set<string>();
    await pressEverything(root, () => found(root, view).forEach((words) => wrong.add(words)));
    expect([...wrong]).toEqual([]);
  });

  it.each([
    ['care', 1],
    ['queues', 2],
    ['settings', 1],
    ['administration-people', 1],
  ])('is looked for in the dialogs of %s', async (name, least) => {
    const root = await drawn(inTongue(name, 'pseudo'));
    const titles = new Set<string>();
    await pressEverything(root, () =>
      root
        .querySelectorAll('dialog')
        .forEach((one) => titles.add(one.getAttribute('aria-label') ?? '')),
    );
    expect([...titles].length).toBeGreaterThanOrEqual(least);
  });

  it.each(oneOfEach)('is nowhere in the palette over %s', async (name) => {
    const home = inTongue('home-lead', 'pseudo');
    const host = hostOf(home);
    const { baseElement } = render(App, { host });
    await settled();
    const view = { ...inTongue(name, 'pseudo'), revision: 2 };
    host.emit(view);
    await settled();
    await fireEvent.keyDown(document.body, { key: 'k', code: 'KeyK', ctrlKey: true });
    await tick();
    expect(baseElement.querySelectorAll('[role="option"]').length).toBeGreaterThan(2);
    const names = { ...view, names: wordsIn(home) };
    expect(found(baseElement, names)).toEqual([]);
  });
});
