/** The door as Tauri has it. The only file that knows Tauri. */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { frameUrl } from './frame-url.ts';
import type { Host } from './host.ts';
import type { DeskView, Shut } from './wire.gen.ts';

export const tauri: Host = {
  view: () => invoke<DeskView>('view'),
  intend: (intent) => invoke<void>('intend', { intent }),
  presented: (painted) => invoke<void>('presented', { painted }),
  onView: (listener) => listen<DeskView>('scrim-view', (event) => listener(event.payload)),
  guard: (guard) => invoke<void>('guard', { guard }),
  uncover: (number) => invoke<void>('uncover', { number }),
  onShut: (listener) => listen<Shut>('scrim-shut', (event) => listener(event.payload)),
  say: (words) => invoke<void>('say', { words }),
  frameUrl: (name) => frameUrl(name, navigator.userAgent),
};
