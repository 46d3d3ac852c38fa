/** Opens whatever a screen can open: sheets, dialogs, questions before something is done, what is folded away. */
import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';

/** What is pressed no more often than this on one screen, so that what opens itself anew comes to an end. */
const MOST = 120;

const nameOf = (element: Element) =>
  `${element.tagName} ${element.getAttribute('aria-label') ?? ''} ${element.textContent.trim()}`;

async function press(element: Element): Promise<void> {
  if (!(element instanceof HTMLSelectElement)) return void (await fireEvent.click(element));
  const last = element.options[element.options.length - 1];
  if (last !== undefined) await fireEvent.change(element, { target: { value: last.value } });
}

/** Presses every button once, those too that come by it, and takes the last of every choice; looks after each press. */
export async function pressEverything(root: Element, look: () => void): Promise<number> {
  const pressed = new Set<string>();
  const next = () =>
    [...root.querySelectorAll('button, select, [role="radio"]')].find(
      (element) => !pressed.has(nameOf(element)),
    );
  for (let one = next(); one !== undefined && pressed.size < MOST; one = next()) {
    pressed.add(nameOf(one));
    const before = root.innerHTML;
    await press(one);
    await tick();
    if (root.innerHTML !== before) look();
  }
  return pressed.size;
}
