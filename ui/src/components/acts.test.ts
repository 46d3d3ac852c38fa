import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { markup } from '../testing/snippet.ts';
import Button from './Button.svelte';
import Dialog from './Dialog.svelte';
import Fold from './Fold.svelte';
import PageNav from './PageNav.svelte';
import Refused from './Refused.svelte';
import SaveFile from './SaveFile.svelte';
import Table from './Table.svelte';

const children = markup('<p>Inside</p>');

describe('a button', () => {
  it('that cannot be pressed stays in reach, says why where it is seen, and does nothing', async () => {
    const onpress = vi.fn();
    const { rerender } = render(Button, { label: 'Send', why: 'Choose first.', onpress });
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });
    expect(button.disabled).toBe(false);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    const why = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toBe('Choose first.');
    await fireEvent.click(button);
    expect(onpress).not.toHaveBeenCalled();
    await rerender({ why: undefined });
    expect(screen.getByRole('button')).toBe(button);
    await fireEvent.click(button);
    expect(onpress).toHaveBeenCalledOnce();
  });

  it('that submits does not send a form while it cannot be pressed', async () => {
    render(Button, { label: 'Send', why: 'Not yet.', submits: true, onpress: vi.fn() });
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    screen.getByRole('button').dispatchEvent(click);
    expect(click.defaultPrevented).toBe(true);
  });

  it('takes no focus from a field by a press of the pointer', () => {
    render(Button, { label: 'Send', onpress: vi.fn() });
    const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    screen.getByRole('button').dispatchEvent(down);
    expect(down.defaultPrevented).toBe(true);
  });
});

describe('a dialog', () => {
  const open = () => {
    const onclose = vi.fn();
    const props = { title: 'Keys', closeLabel: 'Close', closeCaps: ['Esc'], children };
    return { onclose, ...render(Dialog, { ...props, onclose }) };
  };

  it('lies over everything else, under its name', () => {
    const modal = vi.spyOn(HTMLDialogElement.prototype, 'showModal');
    open();
    expect(modal).toHaveBeenCalledOnce();
    expect(screen.getByRole('dialog', { name: 'Keys' }).hasAttribute('open')).toBe(true);
  });

  it('is closed by whoever opened it alone: by its button, and by the web view’s own way out', async () => {
    const { onclose } = open();
    await fireEvent.click(screen.getByRole('button', { name: /Close/ }));
    expect(onclose).toHaveBeenCalledOnce();
    const cancel = new Event('cancel', { cancelable: true });
    screen.getByRole('dialog').dispatchEvent(cancel);
    expect(cancel.defaultPrevented).toBe(true);
    expect(onclose).toHaveBeenCalledTimes(2);
    expect(screen.getByRole('dialog').hasAttribute('open')).toBe(true);
  });

  it('lets go of the page when it is taken away', () => {
    const close = vi.spyOn(HTMLDialogElement.prototype, 'close');
    open().unmount();
    expect(close).toHaveBeenCalledOnce();
  });
});

describe('what is folded away', () => {
  it('is not there to be read until it is opened, and the button says which', async () => {
    render(Fold, { title: 'Where from', children });
    const button = screen.getByRole('button', { name: 'Where from' });
    const inside = () => document.getElementById(button.getAttribute('aria-controls')!)!;
    expect([button.ariaExpanded ?? button.getAttribute('aria-expanded'), inside().hidden]).toEqual([
      'false',
      true,
    ]);
    await fireEvent.click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(inside().hidden).toBe(false);
  });
});

describe('the pages of a screen', () => {
  it('say which is open, which is not opened again', async () => {
    const onpick = vi.fn();
    const pages = [
      { value: 'a', name: 'Figures', caps: ['1'] },
      { value: 'b', name: 'Alarms', caps: ['2'] },
    ];
    render(PageNav, { label: 'Pages', pages, value: 'a', onpick });
    const page = (name: RegExp) => screen.getByRole('button', { name });
    expect(page(/Figures/).getAttribute('aria-current')).toBe('page');
    expect(page(/Alarms/).getAttribute('aria-current')).toBeNull();
    await fireEvent.click(page(/Figures/));
    await fireEvent.click(page(/Alarms/));
    expect(onpick.mock.calls).toEqual([['b']]);
  });
});

describe('a table', () => {
  const rows = markup('<tr><td>Near matches</td></tr>');
  const columns = [{ name: 'Queue' }, { name: 'Acts', bare: true }];

  it('can be scrolled by keys, has a name for every column, and says while rows are to come', async () => {
    const { rerender } = render(Table, { label: 'Queues', columns, rows, busy: true });
    expect(screen.getByRole('region', { name: 'Queues' }).tabIndex).toBe(0);
    const heads = screen.getAllByRole('columnheader').map(({ textContent }) => textContent.trim());
    expect(heads).toEqual(['Queue', 'Acts']);
    expect(screen.getByRole('table').getAttribute('aria-busy')).toBe('true');
    await rerender({ busy: false });
    expect(screen.getByRole('table').getAttribute('aria-busy')).toBeNull();
  });

  it('goes back to its first row', () => {
    const { component } = render(Table, { label: 'Queues', columns, rows });
    const box = screen.getByRole('region', { name: 'Queues' });
    box.scrollTop = 300;
    (component as { toTop: () => void }).toTop();
    expect(box.scrollTop).toBe(0);
  });
});

describe('what came of an act', () => {
  it('is read out at once where it was refused', () => {
    render(Refused, { text: 'Somebody changed it meanwhile.' });
    expect(screen.getByRole('alert').textContent.trim()).toBe('Somebody changed it meanwhile.');
  });

  it('is a file in the form that was pressed, and what is said of it is read out', async () => {
    const onsave = vi.fn();
    const forms = [
      { form: 'csv', label: 'As CSV' },
      { form: 'json', label: 'As JSON' },
    ];
    const props = { title: 'File', forms, said: 'It will be complete.', onsave };
    const { rerender } = render(SaveFile, props);
    await fireEvent.click(screen.getByRole('button', { name: 'As JSON' }));
    expect(onsave.mock.calls).toEqual([['json']]);
    await rerender({ why: 'One is being made.', said: 'Saved.' });
    await fireEvent.click(screen.getByRole('button', { name: 'As CSV' }));
    expect(onsave).toHaveBeenCalledOnce();
    expect(screen.getByRole('status').textContent).toBe('Saved.');
  });
});
