/**
 * Every view, in a language that code has made: what stands there outside its brackets was written into a component,
 * or was kept from the language before, and would never be translated.
 */
import { fireEvent, render } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { scenes } from '../../dev/scenes.ts';
import App from '../App.svelte';
import type { DeskView, Language } from '../lib/host/wire.gen.ts';
import { speak } from '../lib/language/language.svelte.ts';
import { languages } from '../lib/language/tongues.ts';
import { OPEN, SHUT } from '../lib/text/pseudo.ts';
import { zonesWith } from '../lib/time/hours.ts';
import { hostOf } from '../testing/host.ts';
import { toldBy, wordsIn } from '../testing/told.ts';

afterEach(() => speak('en'));

/** Signs of units that every language has, and names that languages have for themselves. */
const EVERYWHERE = ['min', 'kB', 'MB', 'byte', ...Object.values(languages).map(({ name }) => name)];

/** Zones of clocks have the same names in every language. */
const ZONES = new Set(zonesWith('Etc/UTC'));

/** What is left once brackets, with brackets inside them, are taken out. */
function outside(words: string): string {
  let depth = 0;
  return [...words]
    .filter((letter) => {
      depth += letter === OPEN ? 1 : 0;
      const shown = depth === 0;
      depth -= letter === SHUT ? 1 : 0;
      return shown;
    })
    .join('');
}

/** What of a text comes from no catalogue, and from nobody's data either. */
function hardCoded(words: string, data: readonly string[]): string {
  const names = [...data, ...EVERYWHERE].sort((one, other) => other.length - one.length);
  const left = names.reduce((rest, name) => rest.replaceAll(name, ''), outside(words));
  return /[A-Za-z]{2,}|[:;!](?!\d)/.test(left) ? left.trim() : '';
}

/** Names and words of people, and the ends of ids; a code of one's own is no word to be shown. */
const dataOf = (view: DeskView) =>
  wordsIn(view)
    .filter((word) => !/^[a-z_]+$/.test(word))
    .flatMap((word) => (/^[\w-]*\d[\w-]*$/.test(word) ? [word, word.slice(-8)] : [word]));

function inTongue(name: string, tongue: string): DeskView {
  const view = scenes[name]!();
  return { ...view, appearance: { ...view.appearance, language: tongue as Language } };
}

async function settled() {
  for (let at = 0; at < 5; at += 1) await tick();
}

async function drawn(view: DeskView): Promise<Element> {
  const { baseElement } = render(App, { host: hostOf(view) });
  await settled();
  return baseElement;
}

function found(root: Element, view: DeskView): string[] {
  const data = dataOf(view);
  const told = toldBy(root).filter((words) => !ZONES.has(words));
  return [...new Set(told.map((words) => hardCoded(words, data)))].filter(Boolean);
}

describe('hard-coded text', () => {
  it.each(Object.keys(scenes))('is nowhere on the screen %s', async (name) => {
    const view = inTongue(name, 'pseudo');
    const root = await drawn(view);
    expect(root.querySelector('main, [role="alert"]')).not.toBeNull();
    expect(found(root, view)).toEqual([]);
  });

  it.each([
    ['help', { key: '?', code: 'Slash', shiftKey: true }],
    ['support', { key: 'F1', code: 'F1' }],
  ])('is nowhere on the sheet %s', async (_name, press) => {
    const view = inTongue('home', 'pseudo');
    const root = await drawn(view);
    await fireEvent.keyDown(document.body, press);
    await tick();
    expect(root.querySelector('dialog, [role="dialog"]')).not.toBeNull();
    expect(found(root, view)).toEqual([]);
  });

  it.each(['settings', 'home-lead'])('is not kept from the language before on %s', async (name) => {
    const view = inTongue(name, 'en');
    const root = await drawn(view);
    expect(found(root, view)).not.toEqual([]);
    speak('pseudo');
    flushSync();
    expect(found(root, view)).toEqual([]);
  });

  it('is found where it is: in a text, in a name, and in a date of another language', () => {
    expect(hardCoded(`${OPEN}Ñö ${OPEN}ķéý${SHUT}~~${SHUT}`, [])).toBe('');
    expect(hardCoded(`${OPEN}Ñö~${SHUT} key`, [])).toBe('key');
    expect(hardCoded('23 Nov, 14:05', [])).not.toBe('');
    expect(hardCoded('Robin, 3', ['Robin'])).toBe('');
    const root = document.createElement('div');
    root.innerHTML =
      '<p>One</p><button aria-label="Two"><i title="Three"></i></button><input placeholder="Four">';
    expect(toldBy(root)).toEqual(['One', 'Two', 'Three', 'Four']);
  });
});
