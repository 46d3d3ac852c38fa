/**
 * The drawing board: `?scene=NAME` opens the window on a made-up view, `&theme=` and `&text=` as somebody
 * set it, `&open=palette` with the palette laid over it, `&tongue=fr` in French, `pseudo` in the catalogue that
 * code made, `mirrored` in the same from right to left. For development only.
 */
import { mount } from 'svelte';
import App from '../src/App.svelte';
import '../src/styles/base.css';
import type { Language, Theme } from '../src/lib/host/wire.gen.ts';
import { BoardHost } from './host.ts';
import { scenes } from './scenes.ts';

const target = document.getElementById('window');
const query = new URLSearchParams(location.search);
const asked = query.get('scene') ?? 'home';
const look = {
  language: (query.get('tongue') ?? 'en') as Language,
  theme: (query.get('theme') ?? 'dark') as Theme,
  text_percent: Number(query.get('text') ?? 100),
  notices: true,
};
const scene = scenes[asked] ?? scenes['home'];
if (target !== null && scene !== undefined) {
  const view = scene();
  const appearance = { ...view.appearance, ...look };
  mount(App, { target, props: { host: new BoardHost({ ...view, appearance }) } });
  if (query.get('open') === 'palette') {
    const press = { key: 'k', code: 'KeyK', ctrlKey: true };
    setTimeout(() => window.dispatchEvent(new KeyboardEvent('keydown', press)), 300);
  }
}
