/** The drawing board: `?scene=NAME` opens the window on a made-up view. For development only. */
import { mount } from 'svelte';
import App from '../src/App.svelte';
import '../src/styles/base.css';
import { BoardHost } from './host.ts';
import { scenes } from './scenes.ts';

const target = document.getElementById('window');
const asked = new URLSearchParams(location.search).get('scene') ?? 'home';
const scene = scenes[asked] ?? scenes['home'];
if (target !== null && scene !== undefined) {
  mount(App, { target, props: { host: new BoardHost(scene()) } });
}
