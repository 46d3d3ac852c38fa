import { afterEach, describe, expect, it } from 'vitest';
import { herald } from './herald.ts';

let stop = () => {};

/** A page, and what is said of it once something has been done to it. */
function page(html: string) {
  const root = document.createElement('div');
  root.innerHTML = html;
  document.body.append(root);
  const said: string[] = [];
  stop = herald(root, (words) => said.push(words));
  const after = async (change: (root: HTMLElement) => void) => {
    change(root);
    await Promise.resolve();
    return said.splice(0);
  };
  return { after };
}
const at = (root: HTMLElement, selector: string) => root.querySelector(selector)!;

describe('what live regions come to say', () => {
  afterEach(() => {
    stop();
    document.body.replaceChildren();
  });

  it('is said as it changes, each time, and nothing else is', async () => {
    const { after } = page('<p aria-live="polite"></p><p id="quiet">a</p>');
    const say = (words: string) => (root: HTMLElement) =>
      at(root, 'p').replaceChildren(
        Object.assign(document.createElement('span'), { textContent: words }),
      );
    expect(await after(say('Hidden.'))).toEqual(['Hidden.']);
    expect(await after(say('Hidden.'))).toEqual(['Hidden.']);
    expect(await after((root) => (at(root, '#quiet').textContent = 'b'))).toEqual([]);
  });

  it('is said whole of an alert and a status, and of other regions what is new', async () => {
    const { after } = page(
      '<p role="alert"><b>Wrong</b> <i>x</i></p><p aria-live="polite"><b>Old</b> <i>x</i></p>',
    );
    const change = (selector: string) => (root: HTMLElement) =>
      (at(root, selector).firstChild!.nodeValue = 'name');
    expect(await after(change('[role] i'))).toEqual(['Wrong name']);
    expect(await after(change('[aria-live] i'))).toEqual(['name']);
  });

  it('is said of an alert that comes, and not of another region that comes with its words', async () => {
    const { after } = page('<main></main>');
    const come = (html: string) => (root: HTMLElement) => (at(root, 'main').innerHTML = html);
    expect(await after(come('<div><p role="alert">No</p></div>'))).toEqual(['No']);
    expect(await after(come('<p role="status">All 3</p>'))).toEqual([]);
    expect(await after(come('<div><p aria-live="polite">All 3</p></div>'))).toEqual([]);
  });

  it('leaves out what is for the eye alone, such as seconds and the caps of keys', async () => {
    const { after } = page('<p role="status"><b>Marked</b> <i aria-hidden="true">0:29</i></p>');
    expect(await after((root) => (at(root, 'b').firstChild!.nodeValue = 'Asked'))).toEqual([
      'Asked',
    ]);
    const second = (root: HTMLElement) => (at(root, 'i').firstChild!.nodeValue = '0:28');
    expect(await after(second)).toEqual([]);
  });

  it('is said in one breath where several change at once', async () => {
    const { after } = page('<p aria-live="polite">a</p><p aria-live="polite">b</p>');
    const both = (root: HTMLElement) =>
      root.querySelectorAll('p').forEach((p) => (p.textContent = `new ${p.textContent}`));
    expect(await after(both)).toEqual(['new a new b']);
  });
});
