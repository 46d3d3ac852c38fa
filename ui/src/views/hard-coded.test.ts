/**
 * Every view, in a language that code has made: what stands there outside its brackets was written into a component,
 * or was kept from the language before, and would never be translated.
 */
import { fireEvent } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { scenes } from '../../dev/scenes.ts';
import { speak } from '../lib/language/language.svelte.ts';
import { OPEN, SHUT } from '../lib/text/pseudo.ts';
import { drawn, found, hardCoded, inTongue } from '../testing/hard-coded.ts';
import { toldBy } from '../testing/told.ts';

afterEach(() => speak('en'));

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
