/** Text that comes from no catalogue, found by the language that code has made. */
import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { scenes } from '../../dev/scenes.ts';
import App from '../App.svelte';
import type { DeskView, Language } from '../lib/host/wire.gen.ts';
import { languages } from '../lib/language/tongues.ts';
import { OPEN, SHUT } from '../lib/text/pseudo.ts';
import { zonesWith } from '../lib/time/hours.ts';
import { hostOf } from './host.ts';
import { toldBy, wordsIn } from './told.ts';

/** Signs of units that every language has, and names that languages have for themselves. */
const EVERYWHERE = ['min', 'kB', 'MB', 'byte', ...Object.values(languages).map(({ name }) => name)];

/** Zones of clocks have the same names in every language. */
const ZONES = new Set(zonesWith('Etc/UTC'));

/** What is left once brackets, with brackets inside them, are taken out. */
export function outside(words: string): string {
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
export function hardCoded(words: string, data: readonly string[]): string {
  const names = [...data, ...EVERYWHERE].sort((one, other) => other.length - one.length);
  const left = names.reduce((rest, name) => rest.replaceAll(name, ''), outside(words));
  return /[A-Za-z]{2,}|[:;!](?!\d)/.test(left) ? left.trim() : '';
}

/** Names and words of people, and the ends of ids; a code of one's own is no word to be shown. */
export const dataOf = (view: DeskView) =>
  wordsIn(view)
    .filter((word) => !/^[a-z_]+$/.test(word))
    .flatMap((word) => (/^[\w-]*\d[\w-]*$/.test(word) ? [word, word.slice(-8)] : [word]));

export function inTongue(name: string, tongue: string): DeskView {
  const view = scenes[name]!();
  return { ...view, appearance: { ...view.appearance, language: tongue as Language } };
}

export async function settled() {
  for (let at = 0; at < 5; at += 1) await tick();
}

export async function drawn(view: DeskView): Promise<Element> {
  const { baseElement } = render(App, { host: hostOf(view) });
  await settled();
  return baseElement;
}

export function found(root: Element, view: DeskView): string[] {
  const data = dataOf(view);
  const told = toldBy(root).filter((words) => !ZONES.has(words));
  return [...new Set(told.map((words) => hardCoded(words, data)))].filter(Boolean);
}
