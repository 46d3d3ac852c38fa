/**
 * The drawing board: `?scene=NAME` opens the window on a made-up view, `&tongue=fr` in French, `pseudo` in the
 * catalogue that code made, `mirrored` in the same from right to left. For development only.
 */
import { mount } from 'svelte';
import App from '../src/App.svelte';
import '../src/styles/base.css';
import type { DeskView, Language } from '../src/lib/host/wire.gen.ts';
import { BoardHost } from './host.ts';
import { scenes } from './scenes.ts';

const target = document.getElementById('window');
const wanted = new URLSearchParams(location.search);
const asked = wanted.get('scene') ?? 'home';
const scene = scenes[asked] ?? scenes['home'];

function inTongue(view: DeskView): DeskView {
  const language = (wanted.get('tongue') ?? view.appearance.language) as Language;
  return { ...view, appearance: { ...view.appearance, language } };
}

if (target !== null && scene !== undefined) {
  mount(App, { target, props: { host: new BoardHost(inTongue(scene())) } });
}
