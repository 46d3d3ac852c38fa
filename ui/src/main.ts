import { mount } from 'svelte';
import App from './App.svelte';
import { tauri } from './lib/host/tauri.ts';
import './styles/base.css';

const target = document.getElementById('window');
if (target !== null) mount(App, { target, props: { host: tauri } });
